package io.autofutures.testkit.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The promise of a reader of the venue's payloads: with one field removed, one unknown field added or one type changed it
 * gives the right value or a clear error, never a wrong value.
 *
 * <p>Right means: every part of the result is as before; where the true value was lost, a part may also be absent
 * ({@code null}, an empty {@code Optional}, an enum's {@code UNKNOWN}). A default in place of a lost value is wrong: zero,
 * {@code false} and the empty list are values. A clear error is an exception of the given class whose message names the
 * field.
 */
public final class NeverWrong {
    private final String payload;
    private final Function<String, ?> reader;
    private final Class<? extends RuntimeException> clearError;
    private final Map<String, Set<String>> allowed = new HashMap<>();
    private final Set<String> blameless = new HashSet<>();

    private NeverWrong(String payload, Function<String, ?> reader, Class<? extends RuntimeException> clearError) {
        this.payload = payload;
        this.reader = reader;
        this.clearError = clearError;
    }

    /**
     * @param payload one JSON text that {@code reader} understands
     * @param reader gives records, lists, maps and plain values, or throws
     * @param clearError what it throws for a payload that it cannot read
     */
    public static NeverWrong reading(
            String payload, Function<String, ?> reader, Class<? extends RuntimeException> clearError) {
        return new NeverWrong(payload, reader, clearError);
    }

    /**
     * A documented stand-in: when {@code field} is lost, parts whose path ends with one of {@code parts} may differ. Say in
     * the test why the stand-in is right.
     */
    public NeverWrong mayStandIn(String field, String... parts) {
        allowed.computeIfAbsent(field, name -> new HashSet<>()).addAll(List.of(parts));
        return this;
    }

    /** A field that tells kinds apart: without it the error may speak of the kind instead of the field. */
    public NeverWrong mayBeBlamedOnTheKind(String field) {
        blameless.add(field);
        return this;
    }

    /** @throws AssertionError listing every mutation that was misread */
    public void verify() {
        Map<String, String> right = Leaves.of(reader.apply(payload));
        var misread = new ArrayList<String>();
        List<Mutation> mutations = PayloadMutations.of(payload);
        for (Mutation mutation : mutations) {
            judge(mutation, right).forEach(what -> misread.add(mutation + ": " + what));
        }
        assertThat(misread).as("misread of %d mutations", mutations.size()).isEmpty();
    }

    private List<String> judge(Mutation mutation, Map<String, String> right) {
        Object value;
        try {
            value = reader.apply(mutation.payload());
        } catch (RuntimeException e) {
            return judge(mutation, e);
        }
        Map<String, String> got = Leaves.of(value);
        var wrong = new ArrayList<String>();
        var paths = new TreeSet<>(right.keySet());
        paths.addAll(got.keySet());
        for (String path : paths) {
            String before = right.getOrDefault(path, Leaves.ABSENT);
            String after = got.getOrDefault(path, Leaves.ABSENT);
            boolean lostAndSaidSo = after.equals(Leaves.ABSENT) && !mutation.keepsTheValue();
            if (!before.equals(after) && !lostAndSaidSo && !standsIn(mutation, path)) {
                wrong.add("%s was %s, read as %s".formatted(path, before, after));
            }
        }
        return wrong;
    }

    private List<String> judge(Mutation mutation, RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        if (!clearError.isInstance(e)) {
            return List.of("unclear error " + e);
        }
        if (mutation.kind() == Mutation.Kind.UNKNOWN_ADDED) {
            return List.of("an unknown field must not matter, but " + message);
        }
        boolean named = message.contains("'" + mutation.field() + "'");
        return named || mutation.inRowOfPositions() || blameless.contains(mutation.field())
                ? List.of()
                : List.of("the error does not name the field: " + message);
    }

    private boolean standsIn(Mutation mutation, String path) {
        return !mutation.keepsTheValue()
                && allowed.getOrDefault(mutation.field(), Set.of()).stream().anyMatch(path::endsWith);
    }
}
