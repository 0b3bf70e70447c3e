package io.autofutures.binance;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an answer other than success means. Source: the venue's error table and its general information, 2026-09. */
sealed interface Failure {
    /** -4046, -4059, -4171: the state that was asked for is the state there is. */
    record AlreadySo() implements Failure {}

    /** -1021, -5028: not executed, our clock or the request was late. */
    record ClockSkew(int code, String message) implements Failure {}

    /** 429, 418, 403: not executed, and nothing may be sent for a while. @param until named in the text, or absent */
    record Limited(String reason, @Nullable Instant until) implements Failure {}

    record Refused(int code, String message, boolean retry) implements Failure {}

    record NotExecuted(String reason) implements Failure {}

    record Unknown(String reason) implements Failure {}

    Set<Integer> ALREADY_SO = Set.of(-4046, -4059, -4171);
    Set<Integer> CLOCK = Set.of(-1021, -5028);
    Set<Integer> OUTCOME_UNKNOWN = Set.of(-1006, -1007);
    Set<Integer> SURELY_FAILED = Set.of(-1008, -1016);
    /** Too many orders, a modification is pending, a stop is on its way: a little later they may pass. */
    Set<Integer> PASS_LATER = Set.of(-1015, -4117, -5043);

    Pattern BANNED_UNTIL = Pattern.compile("banned until (\\d{13})");

    /**
     * @param status of the HTTP answer
     * @param mutates whether an unknown outcome matters: a read that brought nothing was "not executed"
     */
    static Failure of(int status, String body, boolean mutates) {
        JsonNode json = jsonOrNull(body);
        Fields fields = json != null && json.isObject() ? new Fields(json) : null;
        String message = fields == null ? excerpt(body) : textOr(fields, excerpt(body));
        Integer code = fields == null ? null : codeOrNull(fields);
        String seen = "HTTP %d %s".formatted(status, code == null ? message : code + " " + message);
        if (status == 418 || status == 429) {
            return code != null && code == -1015 ? new Refused(code, message, true) : limited(seen, message);
        }
        if (status == 403 && code == null) {
            return new Limited("stopped by the venue's firewall: " + seen, null);
        }
        if (code != null && code < 0) {
            return ofCode(code, status, message, seen, mutates);
        }
        if (fields != null && fields.node().has("239999")) {
            return new NotExecuted("maintenance: " + seen);
        }
        if (isDefinite(message)) {
            return new NotExecuted(seen);
        }
        return open(seen, mutates); // no code, no known text, HTML, nothing: nobody has said that it failed
    }

    private static Failure ofCode(int code, int status, String message, String seen, boolean mutates) {
        if (ALREADY_SO.contains(code)) {
            return new AlreadySo();
        }
        if (CLOCK.contains(code)) {
            return new ClockSkew(code, message);
        }
        if (code == -1003) {
            return limited(seen, message);
        }
        if (SURELY_FAILED.contains(code)) {
            return new NotExecuted(seen);
        }
        boolean unnamed = code == -1000 || code == -1001 || status >= 500;
        if (OUTCOME_UNKNOWN.contains(code) || (unnamed && !isDefinite(message))) {
            return open(seen, mutates);
        }
        return unnamed ? new NotExecuted(seen) : new Refused(code, message, PASS_LATER.contains(code));
    }

    private static Failure open(String seen, boolean mutates) {
        return mutates ? new Unknown(seen) : new NotExecuted(seen);
    }

    /** The texts that the venue documents as "failed for sure". */
    private static boolean isDefinite(String message) {
        return message.startsWith("Service Unavailable") || message.startsWith("Internal error; unable to process");
    }

    private static Limited limited(String seen, String message) {
        Matcher matcher = BANNED_UNTIL.matcher(message);
        return new Limited(seen, matcher.find() ? Instant.ofEpochMilli(Long.parseLong(matcher.group(1))) : null);
    }

    private static @Nullable JsonNode jsonOrNull(String body) {
        try {
            return Wire.parse(body);
        } catch (PayloadException notJson) {
            return null;
        }
    }

    private static @Nullable Integer codeOrNull(Fields fields) {
        try {
            return fields.missing("code") ? null : fields.integer("code");
        } catch (PayloadException notANumber) {
            return null;
        }
    }

    private static String textOr(Fields fields, String fallback) {
        JsonNode message = fields.node().path("msg");
        return message.isString() && !message.asString().isBlank() ? message.asString() : fallback;
    }

    private static String excerpt(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
