package io.autofutures.simulator.fault;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one written fault; each that is read is known, what is left over is a mistake. */
final class FaultFields {
    private final JsonNode object;
    private final Set<String> known = new HashSet<>();

    FaultFields(JsonNode object) {
        this.object = object;
    }

    /** What is wrong with a line. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String problem) {
            super(problem, null, false, false);
        }
    }

    @Nullable
    String text(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isString()) {
            throw new Wrong("\"%s\" must be a text, was %s".formatted(name, value));
        }
        return value == null ? null : value.asString();
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw new Wrong("\"%s\" must be true or false, was %s".formatted(name, value));
        }
        return value == null ? otherwise : value.asBoolean();
    }

    /** At least 1. */
    @Nullable
    Integer count(String name) {
        Long value = whole(name, 1, 1_000_000_000);
        return value == null ? null : value.intValue();
    }

    int count(String name, int otherwise) {
        Integer value = count(name);
        return value == null ? otherwise : value;
    }

    /** Milliseconds, up to a day. */
    Duration millis(String name, @Nullable Duration otherwise) {
        return millis(name, otherwise, 0);
    }

    /** Milliseconds, up to a day either way. */
    Duration signedMillis(String name) {
        return millis(name, null, -86_400_000);
    }

    private Duration millis(String name, @Nullable Duration otherwise, long least) {
        Long value = whole(name, least, 86_400_000);
        if (value != null) {
            return Duration.ofMillis(value);
        }
        if (otherwise == null) {
            throw new Wrong("\"%s\" is missing: a length in milliseconds".formatted(name));
        }
        return otherwise;
    }

    private @Nullable Long whole(String name, long least, long most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least || value.asLong() > most) {
            throw new Wrong("\"%s\" must be a whole number from %d to %d, was %s".formatted(name, least, most, value));
        }
        return value.asLong();
    }

    /** An instant, or an ISO-8601 duration counted from the beginning of the rule. */
    FaultRule.@Nullable Moment moment(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return value.startsWith("P")
                    ? new FaultRule.Moment.After(Duration.parse(value))
                    : new FaultRule.Moment.At(Instant.parse(value));
        } catch (DateTimeException e) {
            throw new Wrong(
                    "\"%s\" must be a time such as 2026-01-05T09:10:00Z, or a duration such as PT90S, was \"%s\""
                            .formatted(name, value));
        }
    }

    Map<String, String> texts(String name) {
        JsonNode value = value(name);
        var texts = new TreeMap<String, String>();
        if (value == null) {
            return texts;
        }
        if (!value.isObject()) {
            throw new Wrong("\"%s\" must be an object of parameters, was %s".formatted(name, value));
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (!entry.getValue().isValueNode()) {
                throw new Wrong("\"%s\" must hold plain values, was %s".formatted(name, value));
            }
            texts.put(entry.getKey(), entry.getValue().asString());
        }
        return texts;
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Refuses what nobody has asked for. */
    void nothingElse() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new Wrong("unknown field \"%s\" (known here: %s)"
                        .formatted(
                                name, String.join(", ", known.stream().sorted().toList())));
            }
        }
    }
}
