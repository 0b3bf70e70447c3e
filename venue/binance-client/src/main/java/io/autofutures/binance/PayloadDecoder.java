package io.autofutures.binance;

import io.autofutures.model.account.AccountId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the venue sent, a websocket frame or the body of a REST answer, as canonical JSON: one {@code {"type":…, …}} per
 * event or row, decimals as plain text, times as epoch milliseconds, what is absent left out.
 */
public final class PayloadDecoder {
    private static final Pattern RECEIVED = Pattern.compile("^\\d{1,20}\\s+(?=[\\[{])");
    private static final int DONE = 200;

    private final FrameDecoder frames = new FrameDecoder(new AccountId("main"));

    /** Where a payload comes from. */
    public enum Kind {
        /** Frames of {@code /market} and {@code /public}. */
        MARKET,
        /** Frames of {@code /private}. */
        USER,
        /** Conditional orders: their frames and their REST bodies. */
        ALGO,
        /** Bodies of REST answers, errors included. */
        REST,
        /** Error bodies only. */
        ERROR
    }

    /**
     * @param kind absent to recognize it
     * @param text one JSON value; a frame may have a receive time in nanoseconds before it
     * @throws IllegalArgumentException saying what was expected and found
     */
    public List<String> decode(@Nullable Kind kind, String text) {
        try {
            return switch (kind) {
                case null -> recognized(text, null);
                case MARKET -> frames.decode(FrameDecoder.Kind.MARKET, text);
                case USER -> frames.decode(FrameDecoder.Kind.USER, text);
                case ALGO -> recognized(text, FrameDecoder.Kind.USER);
                case REST -> RestDecoder.decode(json(text));
                case ERROR -> List.of(ErrorDecoder.decode(json(text)));
            };
        } catch (PayloadException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private List<String> recognized(String text, FrameDecoder.@Nullable Kind ofFrames) {
        JsonNode body = json(text);
        if (!isFrame(body)) {
            return RestDecoder.decode(body);
        }
        return ofFrames == null ? frames.decode(text) : frames.decode(ofFrames, text);
    }

    private static JsonNode json(String text) {
        return Wire.parse(RECEIVED.matcher(text.strip()).replaceFirst(""));
    }

    /** Events say what they are in {@code e}; replies on a connection have {@code result}, or a code that is no REST code. */
    private static boolean isFrame(JsonNode body) {
        if (body.isArray()) {
            return body.path(0).has("e");
        }
        if (body.has("status")) {
            return false; // of an order, or the envelope of the websocket API
        }
        boolean streamError = body.has("msg")
                && body.path("code").isInt()
                && body.path("code").asInt() >= 0
                && body.path("code").asInt() != DONE;
        return body.has("e") || body.has("stream") || body.has("result") || body.has("error") || streamError;
    }
}
