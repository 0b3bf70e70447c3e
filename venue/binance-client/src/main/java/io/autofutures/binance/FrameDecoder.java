package io.autofutures.binance;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One recorded websocket frame to our events as JSON, as they would stand on the topics. A line is the frame itself, raw
 * or combined, with or without a receive time in nanoseconds before it.
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
     * One JSON text per event; a frame that is well formed and unused gives {@code {"kind":"not-used",…}}.
     *
     * @throws IllegalArgumentException saying what was expected and found, when the line is no frame
     */
    public List<String> decode(Kind kind, String line) {
        String text = RECEIVED.matcher(line.strip()).replaceFirst("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty line instead of a websocket frame");
        }
        List<StreamFrame> frames = kind == Kind.MARKET ? parser.market(text) : parser.user(text);
        return frames.stream().map(FrameDecoder::json).toList();
    }

    private static String json(StreamFrame frame) {
        Object value =
                switch (frame) {
                    case StreamFrame.Market(var event) -> event;
                    case StreamFrame.User(var event) -> event;
                    case StreamFrame.ListenKeyExpired(var at) ->
                        Map.of("kind", "listen-key-expired", "occurredAt", at.toEpochMilli());
                    case StreamFrame.CoinMargined(var type) -> notUsed(type, "a COIN-M contract");
                    case StreamFrame.Other(var type) -> notUsed(type, "no event of this kind is traded on");
                    case StreamFrame.Acknowledged(var id) -> notUsed("reply", "acknowledges request " + id);
                    case StreamFrame.Rejected(var code, var message) ->
                        notUsed("reply", "error " + code + ": " + message);
                    case StreamFrame.Unparsable(var reason) ->
                        throw new IllegalArgumentException("not a readable websocket frame: " + reason);
                };
        return Json.mapper().writeValueAsString(value);
    }

    private static Map<String, String> notUsed(String type, String why) {
        var fields = new TreeMap<String, String>();
        fields.put("kind", "not-used");
        fields.put("type", type);
        fields.put("why", why);
        return fields;
    }
}
