package io.autofutures.decision;

import io.autofutures.decision.input.DecisionInput;
import io.autofutures.decision.input.Figures;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Price;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Whether a model's answer can be used: readable, complete, with prices on the right side of the mark, and resting on
 * numbers that its input really holds. Limits of the account are the risk gate's, not asked here.
 */
public final class AdviceValidation {
    private static final int LONGEST_ANSWER = 65_536;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** A stop or target farther than this fraction of the mark is a slip of the pen. */
    private static final BigDecimal FARTHEST = new BigDecimal("0.5");
    /** Cited numbers may be rounded: they must lie within this fraction of the input's. */
    private static final BigDecimal CITED_WITHIN = new BigDecimal("0.005");

    private AdviceValidation() {}

    public sealed interface Result {
        record Valid(Advice advice) implements Result {}

        /** @param problems every one that was found, for people */
        record Invalid(List<String> problems) implements Result {}
    }

    /** Never throws because of the answer. @param raw as the model gave it @param input what the model was asked */
    public static Result of(String raw, DecisionInput input) {
        if (raw.length() > LONGEST_ANSWER) {
            return invalid("answer must be at most %d characters, was %d".formatted(LONGEST_ANSWER, raw.length()));
        }
        Advice advice;
        try {
            advice = Json.mapper().readValue(raw, Advice.class);
        } catch (JacksonException e) {
            return invalid("answer is not an advice in JSON: " + e.getOriginalMessage());
        }
        if (advice == null) {
            return invalid("answer is not an advice in JSON: null");
        }
        var problems = new ArrayList<String>();
        checkPresence(advice, problems);
        if (problems.isEmpty()) {
            checkRanges(advice, problems);
            checkEvidence(advice.evidence(), Figures.of(input), problems);
            if (advice.direction() != Direction.FLAT) {
                var market = input.market().value();
                checkPrices(advice, market == null ? null : market.mark(), problems);
            }
        }
        return problems.isEmpty() ? new Result.Valid(advice) : new Result.Invalid(List.copyOf(problems));
    }

    private static Result invalid(String problem) {
        return new Result.Invalid(List.of(problem));
    }

    /** The parser leaves a field that the answer lacks null, whatever its type says. */
    private static void checkPresence(Advice advice, List<String> problems) {
        require("direction", advice.direction(), problems);
        require("confidence", advice.confidence(), problems);
        require("rationale", advice.rationale(), problems);
        require("evidence", advice.evidence(), problems);
        if (advice.direction() != Direction.FLAT) {
            require("entryType", advice.entryType(), problems);
            require("stop", advice.stop(), problems);
            require("takeProfits", advice.takeProfits(), problems);
            require("riskPct", advice.riskPct(), problems);
        }
    }

    private static void require(String name, @Nullable Object value, List<String> problems) {
        if (value == null) {
            problems.add(name + " is missing");
        }
    }

    private static void checkRanges(Advice advice, List<String> problems) {
        within("confidence", advice.confidence(), BigDecimal.ZERO, BigDecimal.ONE, problems);
        if (advice.rationale().isBlank()) {
            problems.add("rationale must say why, was blank");
        }
        if (advice.direction() == Direction.FLAT) {
            return;
        }
        if (advice.leverage() < 1 || advice.leverage() > 125) {
            problems.add("leverage must be from 1 to 125, was " + advice.leverage());
        }
        within("riskPct", advice.riskPct(), new BigDecimal("0.01"), BigDecimal.TEN, problems);
        if (advice.entryType() != OrderType.MARKET && advice.entryType() != OrderType.LIMIT) {
            problems.add("entryType must be MARKET or LIMIT, was " + advice.entryType());
        }
        if ((advice.entryType() == OrderType.LIMIT) != (advice.entryPrice() != null)) {
            problems.add("entryPrice belongs to LIMIT entries, and only to them");
        }
        BigDecimal sizes = BigDecimal.ZERO;
        for (Advice.TakeProfit level : advice.takeProfits()) {
            if (level == null || level.price() == null || level.sizePct() == null) {
                problems.add("takeProfits must have price and sizePct");
                return;
            }
            within("takeProfits.sizePct", level.sizePct(), BigDecimal.ONE, HUNDRED, problems);
            sizes = sizes.add(level.sizePct());
        }
        if (sizes.compareTo(HUNDRED) > 0) {
            problems.add("takeProfits must close at most 100 percent, was " + sizes.toPlainString());
        }
    }

    private static void within(String name, BigDecimal value, BigDecimal low, BigDecimal high, List<String> problems) {
        if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
            problems.add("%s must be from %s to %s, was %s".formatted(name, low, high, value.toPlainString()));
        }
    }

    /** LONG: stop below the mark, targets above, nearest first; SHORT the other way round; equality is on the wrong side. */
    private static void checkPrices(Advice advice, @Nullable Price mark, List<String> problems) {
        if (mark == null) {
            problems.add("prices cannot be checked without a mark price");
            return;
        }
        int side = advice.direction() == Direction.LONG ? 1 : -1;
        Price stop = advice.stop();
        if (stop != null) {
            checkDistance("stop", stop, mark, -side, problems);
        }
        Price entry = advice.entryPrice();
        Price previous = entry == null ? mark : entry;
        if (entry != null && stop != null && entry.compareTo(stop) * side <= 0) {
            problems.add("entryPrice %s must be on the other side of the stop %s".formatted(entry, stop));
        }
        for (Advice.TakeProfit level : advice.takeProfits()) {
            checkDistance("takeProfits.price", level.price(), mark, side, problems);
            if (level.price().compareTo(previous) * side <= 0) {
                problems.add(
                        "takeProfits must lie beyond %s, nearest first, was %s".formatted(previous, level.price()));
            }
            previous = level.price();
        }
    }

    private static void checkDistance(String name, Price price, Price mark, int side, List<String> problems) {
        if (price.compareTo(mark) * side <= 0) {
            problems.add("%s must be %s the mark price %s, was %s"
                    .formatted(name, side > 0 ? "above" : "below", mark, price));
        }
        BigDecimal distance = price.value().subtract(mark.value()).abs();
        if (distance.compareTo(mark.value().multiply(FARTHEST)) > 0) {
            problems.add("%s must be within 50 percent of the mark price %s, was %s".formatted(name, mark, price));
        }
    }

    private static void checkEvidence(Map<String, String> cited, Map<String, BigDecimal> known, List<String> problems) {
        cited.forEach((name, text) -> {
            BigDecimal actual = known.get(name);
            if (actual == null) {
                problems.add("evidence %s is not in the input".formatted(name));
                return;
            }
            BigDecimal value = decimal(text);
            if (value == null) {
                problems.add("evidence %s must be a number, was %s".formatted(name, text));
            } else if (value.subtract(actual).abs().compareTo(actual.abs().multiply(CITED_WITHIN)) > 0) {
                problems.add(
                        "evidence %s must be %s as in the input, was %s".formatted(name, actual.toPlainString(), text));
            }
        });
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        if (text == null || text.length() > 64) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
