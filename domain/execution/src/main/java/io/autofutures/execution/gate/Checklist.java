package io.autofutures.execution.gate;

import io.autofutures.model.trade.Decision.GateCheck;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gates as they are asked, in order, each with its numbers. Used by one evaluation, then thrown away. */
final class Checklist {
    private final List<GateCheck> checks = new ArrayList<>();

    /** @param numbers name and value in turns; an absent value is written as {@code unknown} */
    boolean check(String rule, boolean passed, String detail, Object... numbers) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i + 1 < numbers.length; i += 2) {
            named.put(numbers[i].toString(), text(numbers[i + 1]));
        }
        checks.add(new GateCheck(rule, passed, named, detail));
        return passed;
    }

    Optional<String> refusedBy() {
        return checks.stream()
                .filter(check -> !check.passed())
                .map(GateCheck::rule)
                .findFirst();
    }

    List<GateCheck> all() {
        return List.copyOf(checks);
    }

    private static String text(Object value) {
        return value instanceof BigDecimal decimal
                ? decimal.stripTrailingZeros().toPlainString()
                : value.toString();
    }
}
