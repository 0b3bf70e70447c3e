package io.autofutures.binance;

import io.autofutures.model.account.AccountId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads websocket text frames, raw or in the combined wrapper {@code {"stream":…,"data":…}}: a pure function from text to
 * what it says. Never throws: a frame that cannot be read is a result too. Thread-safe.
 */
public final class StreamParser {
    private static final long STREAM = FrameNames.key("stream");
    private static final long DATA = FrameNames.key("data");

    private final UserFrames userFrames;
    private final FrameWords words = new FrameWords();

    /** Which events a frame may hold; the same name is another event elsewhere. */
    private enum Route {
        MARKET,
        USER,
        EITHER
    }

    /** @param account that the user stream belongs to */
    public StreamParser(AccountId account) {
        this.userFrames = new UserFrames(account);
    }

    /** A frame of {@code /market} or {@code /public}. One element, or one per row of an array. */
    public List<StreamFrame> market(String text) {
        return read(text, Route.MARKET);
    }

    /** A frame of {@code /private}. */
    public List<StreamFrame> user(String text) {
        return read(text, Route.USER);
    }

    /** A frame whose route was not recorded: its event says where it belongs. */
    public List<StreamFrame> any(String text) {
        return read(text, Route.EITHER);
    }

    private List<StreamFrame> read(String text, Route route) {
        FrameTape tape;
        int data;
        try {
            tape = FrameTape.of(text);
            data = data(tape);
        } catch (PayloadException e) {
            return List.of(new StreamFrame.Unparsable(reason(e)));
        }
        if (tape.kind(data) != FrameTape.ARRAY) {
            return List.of(row(tape, data, route));
        }
        if (tape.kind(FrameTape.first(data)) == FrameTape.END) {
            return List.of(new StreamFrame.Unparsable(name(data) + " is an empty list instead of events"));
        }
        var rows = new ArrayList<StreamFrame>();
        for (int node = FrameTape.first(data); tape.kind(node) != FrameTape.END; node = tape.next(node)) {
            rows.add(row(tape, node, route));
        }
        return List.copyOf(rows);
    }

    /** What the combined wrapper holds, or the frame itself. */
    private static int data(FrameTape tape) {
        if (tape.kind(0) != FrameTape.OBJECT) {
            return 0;
        }
        int data = -1;
        boolean named = false;
        for (int node = FrameTape.first(0); tape.kind(node) != FrameTape.END; node = tape.next(node)) {
            long key = tape.keyOf(node);
            named |= key == STREAM;
            data = key == DATA ? node : data;
        }
        return named && data >= 0 ? data : 0;
    }

    private StreamFrame row(FrameTape tape, int node, Route route) {
        if (tape.kind(node) != FrameTape.OBJECT) {
            return new StreamFrame.Unparsable(name(node) + " is no JSON object");
        }
        var fields = new FrameFields(tape, words, node);
        String type = "";
        try {
            if (!fields.has("e")) {
                return control(fields, name(node));
            }
            type = fields.text("e");
            return event(type, fields, route);
        } catch (PayloadException | IllegalArgumentException | ArithmeticException e) {
            return new StreamFrame.Unparsable((type.isEmpty() ? "" : type + ": ") + reason(e));
        }
    }

    private StreamFrame event(String type, FrameFields fields, Route route) {
        if (isCoinMargined(fields)) {
            return new StreamFrame.CoinMargined(type);
        }
        return switch (route) {
            case MARKET -> MarketFrames.read(type, fields);
            case USER -> userFrames.read(type, fields);
            case EITHER -> UserFrames.knows(type) ? userFrames.read(type, fields) : MarketFrames.read(type, fields);
        };
    }

    private static String name(int node) {
        return node == 0 ? "the frame" : "field 'data'";
    }

    private static StreamFrame control(FrameFields fields, String name) {
        if (fields.isObject("error")) {
            FrameFields error = fields.object("error");
            return new StreamFrame.Rejected(error.smallNumber("code"), error.text("msg"));
        }
        if (fields.has("code")) {
            return new StreamFrame.Rejected(fields.smallNumber("code"), fields.text("msg"));
        }
        if (fields.isArray("result")) {
            return new StreamFrame.Listed(fields.count("id"), fields.texts("result"));
        }
        if (fields.has("result")) {
            if (!fields.isMissing("result")) {
                boolean unused = fields.flag("result"); // GET_PROPERTY answers so
            }
            return new StreamFrame.Acknowledged(fields.count("id"));
        }
        if (fields.has("stream") != fields.has("data")) {
            throw new PayloadException("field '%s' is missing".formatted(fields.has("data") ? "stream" : "data"));
        }
        throw new PayloadException(name + " is neither an event (field 'e') nor a reply (field 'result' or 'code')");
    }

    /** Only {@code st} 1, or none, is a USDⓈ-M contract. */
    private static boolean isCoinMargined(FrameFields fields) {
        return fields.numberOr("st", 1) != 1
                || (fields.isObject("o") && fields.object("o").numberOr("st", 1) != 1);
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
