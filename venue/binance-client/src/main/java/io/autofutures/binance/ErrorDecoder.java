package io.autofutures.binance;

import io.autofutures.model.json.Json;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An error body as canonical JSON, with what it means for a call that wanted to change something. */
final class ErrorDecoder {
    /** Most codes come with it; which one came is not in the body. */
    private static final int STATUS = 400;

    private ErrorDecoder() {}

    /** {@code {"code":…,"msg":…}} with a negative code, or without one: some of the venue's 503 have none. */
    static boolean isError(JsonNode body) {
        return body.isObject() && (body.has("msg") || body.has("code") || body.has("239999")) && !isDone(body);
    }

    /** {@code {"code":200,"msg":…}}, the code as number or text. */
    static boolean isDone(JsonNode body) {
        return body.path("code").asString("").equals("200");
    }

    /** @throws PayloadException if it is no error body */
    static String decode(JsonNode body) {
        if (!isError(body)) {
            throw new PayloadException("expected an error body with the fields 'code' and 'msg', found " + names(body));
        }
        var fields = Fields.of(body);
        Integer code = fields.missing("code") ? null : fields.integer("code");
        if (code != null && code >= 0) {
            throw new PayloadException("field 'code' is no error: " + code);
        }
        var error = new LinkedHashMap<String, @Nullable Object>();
        error.put("type", "error");
        error.put("code", code);
        error.put("message", fields.textOrNull("msg"));
        switch (Failure.of(STATUS, body.toString(), true)) {
            case Failure.Refused(int refused, String _, boolean retry) -> {
                error.put("outcome", "refused");
                error.put("meaning", Refusal.of(refused));
                error.put("retry", retry);
            }
            case Failure.ClockSkew(int skew, String _) -> {
                error.put("outcome", "refused");
                error.put("meaning", Refusal.of(skew));
                error.put("retry", true);
            }
            case Failure.Limited limited -> {
                error.put("outcome", "not-executed");
                error.put("meaning", Refusal.TOO_MANY);
                error.put("until", limited.until());
            }
            case Failure.AlreadySo() -> error.put("outcome", "already-so");
            case Failure.NotExecuted(String _) -> error.put("outcome", "not-executed");
            case Failure.Unknown(String _) -> error.put("outcome", "unknown");
        }
        error.values().removeIf(value -> value == null);
        return Json.mapper().writeValueAsString(error);
    }

    private static String names(JsonNode body) {
        return body.isObject()
                ? body.propertyNames().toString()
                : body.getNodeType().toString();
    }
}
