package io.autofutures.simulator.fault;

import io.autofutures.model.settings.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Faults as they are written: one JSON object a line; empty lines and lines that begin with # are passed over. */
final class FaultLines {
    private static final Map<String, Function<FaultFields, Effect>> NAMES = names();

    private FaultLines() {}

    private static Map<String, Function<FaultFields, Effect>> names() {
        var names = new TreeMap<String, Function<FaultFields, Effect>>();
        names.put("delay", fields -> new Effect.Delay(fields.millis("ms", null), before(fields)));
        names.put("reply-lost", fields -> new Effect.ReplyLost(fields.millis("ms", Duration.ofSeconds(60))));
        names.put("reset-before", fields -> new Effect.Reset(false));
        names.put("reset-after", fields -> new Effect.Reset(true));
        names.put(
                "503-unknown",
                fields -> new Effect.Unknown503(fields.flag("executed", true), fields.flag("code", false)));
        names.put("503-unavailable", fields -> new Effect.Unavailable503(fields.flag("code", false)));
        names.put("503-throttled", fields -> new Effect.Throttled503());
        names.put("timeout-1007", fields -> new Effect.BackendTimeout(fields.flag("executed", true)));
        names.put("bus-1006", fields -> new Effect.BusError(fields.flag("executed", true)));
        names.put("html-502", fields -> new Effect.BadGateway(fields.flag("executed", false)));
        names.put("waf-403", fields -> new Effect.Forbidden());
        names.put("maintenance", fields -> new Effect.Maintenance(fields.flag("code", true)));
        names.put(
                "429",
                fields -> new Effect.TooManyRequests(
                        fields.millis("retryAfterMs", Duration.ofSeconds(5)),
                        fields.count("tolerated", 3),
                        fields.millis("banMs", Duration.ofMinutes(2))));
        names.put("read-lag", fields -> new Effect.ReadLag(fields.millis("ms", null)));
        names.put("drop", fields -> new Effect.Drop());
        names.put("half-open", fields -> new Effect.HalfOpen());
        names.put("mute", fields -> new Effect.Mute());
        names.put("duplicate-events", fields -> new Effect.Duplicate());
        names.put("delay-events", fields -> new Effect.HoldBack(fields.millis("ms", null)));
        names.put("reorder-events", fields -> new Effect.Reorder());
        names.put("clock-skew", fields -> new Effect.ClockSkew(fields.signedMillis("ms")));
        names.put("listen-key-lost", fields -> new Effect.ListenKeyLost(fields.flag("silent", false)));
        names.put("triggering-hangs", fields -> new Effect.TriggeringHangs(fields.text("symbol")));
        return names;
    }

    private static boolean before(FaultFields fields) {
        String at = fields.text("at", "request");
        if (!List.of("request", "reply").contains(at)) {
            throw new FaultFields.Wrong("\"at\" must be request or reply, was \"%s\"".formatted(at));
        }
        return at.equals("request");
    }

    /** @param source named in complaints @throws FaultFormatException with the line */
    static List<FaultRule> read(String source, List<String> lines) {
        var rules = new ArrayList<FaultRule>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                rules.add(rule(line));
            } catch (JacksonException e) {
                throw new FaultFormatException(source, index + 1, "no JSON object: " + e.getOriginalMessage());
            } catch (FaultFields.Wrong e) {
                throw new FaultFormatException(source, index + 1, String.valueOf(e.getMessage()));
            }
        }
        return rules;
    }

    private static FaultRule rule(String line) {
        JsonNode object = JsonMapper.shared().readTree(line);
        if (!object.isObject()) {
            throw new FaultFields.Wrong("a fault is a JSON object, was " + line);
        }
        var fields = new FaultFields(object);
        String name = fields.text("fault");
        Function<FaultFields, Effect> known = name == null ? null : NAMES.get(name);
        if (known == null) {
            throw new FaultFields.Wrong("%s (known: %s)"
                    .formatted(
                            name == null
                                    ? "\"fault\" is missing"
                                    : "unknown fault \"%s\", did you mean %s?"
                                            .formatted(name, Nearest.of(name, NAMES.keySet())),
                            String.join(", ", NAMES.keySet())));
        }
        Effect effect = known.apply(fields);
        FaultRule rule = selected(line, fields, effect);
        fields.nothingElse();
        return rule;
    }

    private static FaultRule selected(String line, FaultFields fields, Effect effect) {
        String on = effect instanceof Effect.Standing ? "*" : fields.text("on", "*");
        boolean onStream = effect instanceof Effect.OnStream;
        if (onStream && !List.of("*", "/market", "/public", "/private").contains(on)) {
            throw new FaultFields.Wrong("\"on\" must be /market, /public, /private or *, was \"%s\"".formatted(on));
        }
        if (effect instanceof Effect.OnRequest && !on.equals("*") && !on.matches("(GET|POST|PUT|DELETE|\\*) /\\S*")) {
            throw new FaultFields.Wrong(
                    "\"on\" must be a method and a path such as \"POST /fapi/v1/order\", was \"%s\"".formatted(on));
        }
        Integer nth = effect instanceof Effect.Standing ? null : fields.count("nth");
        FaultRule.Moment from = fields.moment("from");
        return new FaultRule(
                line,
                effect,
                on,
                onStream ? fields.text("stream", "*") : "*",
                onStream ? fields.text("event", "*") : "*",
                effect instanceof Effect.OnRequest ? fields.texts("with") : Map.of(),
                from == null ? new FaultRule.Moment.After(Duration.ZERO) : from,
                fields.moment("to"),
                nth,
                effect instanceof Effect.Standing ? 1 : fields.count("every", 1),
                fields.count("times", defaultTimes(effect)));
    }

    /** A listen key is lost once, everything else as long as the rule is in force. */
    private static int defaultTimes(@Nullable Effect effect) {
        return effect instanceof Effect.ListenKeyLost ? 1 : Integer.MAX_VALUE;
    }
}
