package io.autofutures.binance;

import io.autofutures.model.account.AccountId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Reads websocket text frames, raw or in the combined wrapper {@code {"stream":…,"data":…}}. Never throws: a frame that
 * cannot be read is a result too. Thread-safe.
 */
public final class StreamParser {
    private final UserFrames userFrames;

    /** @param account that the user stream belongs to */
    public StreamParser(AccountId account) {
        this.userFrames = new UserFrames(account);
    }

    /** A frame of {@code /market} or {@code /public}. One element, or one per row of an array. */
    public List<StreamFrame> market(String text) {
        return read(text, MarketFrames::read);
    }

    /** A frame of {@code /private}. */
    public List<StreamFrame> user(String text) {
        return read(text, userFrames::read);
    }

    private static List<StreamFrame> read(String text, Function<Fields, StreamFrame> reader) {
        JsonNode frame;
        try {
            frame = Wire.parse(text);
        } catch (PayloadException e) {
            return List.of(new StreamFrame.Unparsable(reason(e)));
        }
        JsonNode data = frame.has("stream") && frame.has("data") ? frame.get("data") : frame;
        if (data.isArray()) {
            return StreamSupport.stream(data.spliterator(), false)
                    .map(row -> row(row, reader))
                    .toList();
        }
        return List.of(row(data, reader));
    }

    private static StreamFrame row(JsonNode data, Function<Fields, StreamFrame> reader) {
        if (!data.isObject()) {
            return new StreamFrame.Unparsable("expected a JSON object, found " + data.getNodeType());
        }
        var fields = new Fields(data);
        try {
            if (data.has("e")) {
                return isCoinMargined(fields) ? new StreamFrame.CoinMargined(fields.text("e")) : reader.apply(fields);
            }
            return control(fields);
        } catch (PayloadException | IllegalArgumentException | ArithmeticException e) {
            String type = fields.textOrNull("e");
            return new StreamFrame.Unparsable((type == null ? "" : type + ": ") + reason(e));
        }
    }

    private static StreamFrame control(Fields fields) {
        if (fields.node().has("error")) {
            Fields error = fields.object("error");
            return new StreamFrame.Rejected(Math.toIntExact(error.number("code")), error.text("msg"));
        }
        if (fields.node().has("code")) {
            String message = fields.textOrNull("msg");
            return new StreamFrame.Rejected(Math.toIntExact(fields.number("code")), message == null ? "" : message);
        }
        if (fields.node().has("result")) {
            String id = fields.idOrNull("id");
            return new StreamFrame.Acknowledged(id == null ? "" : id);
        }
        throw new PayloadException("neither an event (field 'e') nor a reply (field 'result' or 'code')");
    }

    private static boolean isCoinMargined(Fields fields) {
        return fields.numberOr("st", 1) == 2
                || (fields.node().path("o").isObject() && fields.object("o").numberOr("st", 1) == 2);
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
