package io.autofutures.testkit.payload;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A value of records, lists and maps as path → text, so that two readings can be compared part by part. */
final class Leaves {
    /** What stands for "not there". An enum constant {@code UNKNOWN} counts as such: the word was not understood. */
    static final String ABSENT = "absent";

    private final Map<String, String> leaves = new TreeMap<>();

    private Leaves() {}

    static Map<String, String> of(@Nullable Object value) {
        var collected = new Leaves();
        collected.collect("", value);
        return collected.leaves;
    }

    private void collect(String path, @Nullable Object value) {
        switch (value) {
            case null -> leaves.put(path, ABSENT);
            case Optional<?> optional -> collect(path, optional.orElse(null));
            case BigDecimal number ->
                leaves.put(path, number.stripTrailingZeros().toPlainString());
            case Enum<?> word -> leaves.put(path, word.name().equals("UNKNOWN") ? ABSENT : word.name());
            case Collection<?> rows -> {
                leaves.put(path + ".size", String.valueOf(rows.size()));
                int i = 0;
                for (Object row : rows) {
                    collect(path + "[" + i++ + "]", row);
                }
            }
            case Map<?, ?> map -> map.forEach((key, item) -> collect(path + "." + key, item));
            case Record fields -> {
                leaves.put(path + ".type", fields.getClass().getSimpleName());
                for (RecordComponent component : fields.getClass().getRecordComponents()) {
                    collect(path + "." + component.getName(), part(fields, component));
                }
            }
            default -> leaves.put(path, value.toString());
        }
    }

    private static @Nullable Object part(Record fields, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(fields);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
