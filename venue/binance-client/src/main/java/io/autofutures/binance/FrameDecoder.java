package io.autofutures.binance;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * One recorded websocket frame as canonical JSON, {@code {"type":…, …}}: decimals as plain text, times as epoch
 * milliseconds, what is absent left out. A line is the frame itself, raw or combined, with or without a receive time in
 * nanoseconds before it.
 */
public final class FrameDecoder {
    private static final Pattern RECEIVED = Pattern.compile("^\\d{1,20}\\s+(?=[\\[{])");
    private final StreamParser parser;

    public enum Kind {
        MARKET,
        USER
    }

    public FrameDecoder(AccountId account) {
        this.parser = new StreamParser(account);
    }

    /**
     * One JSON text per event; one of an unknown kind gives {@code {"type":"unknown","event":…,"data":…}}.
     *
     * @throws IllegalArgumentException saying what was expected and found, when the line is no frame
     */
    public List<String> decode(Kind kind, String line) {
        String text = text(line);
        return json(kind == Kind.MARKET ? parser.market(text) : parser.user(text));
    }

    /**
     * The same for a frame whose route is not known.
     *
     * @throws IllegalArgumentException saying what was expected and found, when the line is no frame
     */
    public List<String> decode(String line) {
        return json(parser.any(text(line)));
    }

    private static String text(String line) {
        String text = RECEIVED.matcher(line.strip()).replaceFirst("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty line instead of a websocket frame");
        }
        return text;
    }

    private static List<String> json(List<StreamFrame> frames) {
        return frames.stream().map(FrameDecoder::json).toList();
    }

    private static String json(StreamFrame frame) {
        Map<String, Object> fields =
                switch (frame) {
                    case StreamFrame.User(UserEvent.Unrecognized(var account, var at, var type, var raw)) ->
                        unknown(type, raw);
                    case StreamFrame.Unknown(var type, var raw) -> unknown(type, raw);
                    case StreamFrame.Market(var event) -> event(event);
                    case StreamFrame.Data(var data) -> event(data);
                    case StreamFrame.User(var event) -> event(event);
                    case StreamFrame.Notice(var notice) -> event(notice);
                    case StreamFrame.ListenKeyExpired(Instant at) ->
                        named("listen-key-expired", "occurredAt", at.toEpochMilli());
                    case StreamFrame.CoinMargined(var type) -> named("coin-margined", "event", type);
                    case StreamFrame.Acknowledged(var id) -> named("acknowledged", "id", id);
                    case StreamFrame.Listed(var id, var streams) -> {
                        var listed = named("subscriptions", "id", id);
                        listed.put("streams", streams);
                        yield listed;
                    }
                    case StreamFrame.Rejected(var code, var message) -> {
                        var rejected = named("error", "code", code);
                        rejected.put("message", message);
                        yield rejected;
                    }
                    case StreamFrame.Unparsable(var reason) ->
                        throw new IllegalArgumentException("not a readable websocket frame: " + reason);
                };
        return Json.mapper().writeValueAsString(fields);
    }

    private static Map<String, Object> unknown(String event, String raw) {
        var unknown = named("unknown", "event", event);
        unknown.put("data", Wire.parse(raw));
        return unknown;
    }

    /** The event as it stands on the topics, where its type is called a kind and {@code type} is an order's. */
    private static Map<String, Object> event(Object event) {
        ObjectNode node = Json.mapper().valueToTree(event);
        var fields = new LinkedHashMap<String, Object>();
        fields.put("type", node.path("kind").asString());
        node.properties().stream()
                .filter(field -> !field.getKey().equals("kind"))
                .forEach(field ->
                        fields.put(field.getKey().equals("type") ? "orderType" : field.getKey(), field.getValue()));
        return fields;
    }

    private static Map<String, Object> named(String type, String name, Object value) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("type", type);
        fields.put(name, value);
        return fields;
    }
}
