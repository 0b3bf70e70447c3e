package io.autofutures.decision.rules;

import io.autofutures.decision.DecisionModel;
import io.autofutures.decision.input.DecisionInput;
import io.autofutures.decision.input.Figures;
import io.autofutures.decision.input.Indicators;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Price;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The offline model: follows a sudden move unless trend and volume speak against it, and fades an exhausted one against
 * the long trend. Same input, same answer. Its numbers are explained in {@code docs/rules-model.md}.
 */
public final class RulesModel implements DecisionModel {
    public static final String NAME = "rules/1";
    /** Candles the rules would like to see; with fewer they use what there is and say so. */
    public static final int WANTED_BARS = 250;

    private static final BigDecimal STOP_RANGES = new BigDecimal("2");
    private static final BigDecimal NEAREST_STOP = new BigDecimal("0.003");
    private static final BigDecimal FARTHEST_STOP = new BigDecimal("0.02");
    private static final BigDecimal REWARD = new BigDecimal("1.5");
    private static final double TRENDING_RANGES = 0.5;
    private static final double BIG_MOVE_RANGES = 2;
    private static final double SURGE = 2;
    private static final double OVERBOUGHT = 80;
    private static final double OVERSOLD = 20;
    private static final int FOLLOW_BASE = 62;
    private static final int TREND_WEIGHT = 8;
    private static final int STRENGTH_WEIGHT = 10;
    private static final int FADE_CONFIDENCE = 58;
    private static final int LEAST_CONFIDENCE = 55;

    /** @param points confidence in percent @param why for people */
    private record Opinion(Direction direction, int points, String why) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer ask(DecisionInput input) {
        return new Answer(null, Json.mapper().writeValueAsString(advise(input)));
    }

    Advice advise(DecisionInput input) {
        var market = input.market().value();
        var indicators = input.indicators().value();
        if (market == null || indicators == null) {
            throw new IllegalArgumentException("the rules need a mark price and candles");
        }
        Opinion opinion = opinion(input, indicators, market.mark());
        BigDecimal confidence = BigDecimal.valueOf(opinion.points(), 2);
        String rationale = opinion.why() + history(indicators);
        Map<String, String> evidence = evidence(input);
        if (opinion.direction() == Direction.FLAT) {
            return new Advice(
                    Direction.FLAT,
                    confidence,
                    OrderType.MARKET,
                    null,
                    null,
                    List.of(),
                    input.meta().leverage(),
                    input.meta().riskPct(),
                    rationale,
                    evidence);
        }
        int side = opinion.direction() == Direction.LONG ? 1 : -1;
        BigDecimal distance = stopDistance(indicators.range(), market.mark());
        BigDecimal mark = market.mark().value();
        BigDecimal tick = input.contract()
                .optional()
                .map(DecisionInput.Contract::tickSize)
                .orElse(null);
        Price stop = onGrid(
                mark.subtract(distance.multiply(BigDecimal.valueOf(side))),
                tick,
                side > 0 ? RoundingMode.FLOOR : RoundingMode.CEILING);
        Price target = onGrid(
                mark.add(distance.multiply(REWARD).multiply(BigDecimal.valueOf(side))),
                tick,
                side > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR);
        return new Advice(
                opinion.direction(),
                confidence,
                OrderType.MARKET,
                null,
                stop,
                List.of(new Advice.TakeProfit(target, BigDecimal.valueOf(100))),
                input.meta().leverage(),
                input.meta().riskPct(),
                rationale,
                evidence);
    }

    private static Opinion opinion(DecisionInput input, Indicators seen, Price mark) {
        String move = input.trigger().values().get("move_pct");
        double movePct = move == null ? 0 : new BigDecimal(move).doubleValue();
        if (movePct == 0) {
            return new Opinion(Direction.FLAT, LEAST_CONFIDENCE, "The move has no direction.");
        }
        int side = movePct > 0 ? 1 : -1;
        if (exhausted(side, seen, mark)) {
            return new Opinion(
                    side > 0 ? Direction.SHORT : Direction.LONG,
                    FADE_CONFIDENCE,
                    "Fade: RSI %s is extreme against the long trend (EMA200 %s, mark %s)."
                            .formatted(text(seen.rsi14()), text(seen.ema200()), mark));
        }
        int short20 = trend(side, seen.ema20Change(), seen.range());
        int long50 = trend(side, seen.ema50Change(), seen.range());
        boolean surge = seen.volumeRatio() != null && seen.volumeRatio().doubleValue() >= SURGE;
        boolean big = isBig(input.trigger().price(), movePct, seen.range());
        int points = FOLLOW_BASE
                + TREND_WEIGHT * (short20 + long50)
                + (surge ? STRENGTH_WEIGHT : 0)
                + (big ? STRENGTH_WEIGHT : 0);
        String why = "move of %s %%, EMA20 %s, EMA50 %s, %s volume surge, %s 2 ranges"
                .formatted(
                        move,
                        agreement(short20),
                        agreement(long50),
                        surge ? "with" : "no",
                        big ? "at least" : "less than");
        return points < LEAST_CONFIDENCE
                ? new Opinion(Direction.FLAT, points, "No breakout: " + why + ".")
                : new Opinion(side > 0 ? Direction.LONG : Direction.SHORT, points, "Breakout: " + why + ".");
    }

    private static boolean exhausted(int side, Indicators seen, Price mark) {
        if (seen.rsi14() == null || seen.ema200() == null) {
            return false;
        }
        double rsi = seen.rsi14().doubleValue();
        boolean extreme = side > 0 ? rsi >= OVERBOUGHT : rsi <= OVERSOLD;
        return extreme && mark.value().compareTo(seen.ema200()) * side < 0;
    }

    /** 1 when the average runs with the move, −1 against it, 0 when it runs nowhere or too few candles tell. */
    private static int trend(int side, @Nullable BigDecimal change, @Nullable BigDecimal range) {
        if (change == null || range == null || range.signum() == 0) {
            return 0;
        }
        double ranges = change.doubleValue() * side / range.doubleValue();
        return ranges >= TRENDING_RANGES ? 1 : ranges <= -TRENDING_RANGES ? -1 : 0;
    }

    private static boolean isBig(Price price, double movePct, @Nullable BigDecimal range) {
        return range == null || Math.abs(movePct) / 100 * price.doubleValue() >= BIG_MOVE_RANGES * range.doubleValue();
    }

    private static BigDecimal stopDistance(@Nullable BigDecimal range, Price mark) {
        BigDecimal nearest = mark.value().multiply(NEAREST_STOP);
        BigDecimal farthest = mark.value().multiply(FARTHEST_STOP);
        return range == null
                ? nearest
                : range.multiply(STOP_RANGES).max(nearest).min(farthest);
    }

    private static Price onGrid(BigDecimal price, @Nullable BigDecimal tick, RoundingMode mode) {
        BigDecimal rounded = tick == null
                ? price.round(new MathContext(8, mode))
                : price.divide(tick, 0, mode).multiply(tick).max(tick);
        return new Price(rounded);
    }

    private static Map<String, String> evidence(DecisionInput input) {
        var figures = Figures.of(input);
        var evidence = new LinkedHashMap<String, String>();
        for (String name : List.of(
                "mark",
                "move_pct",
                "bars",
                "atr14",
                "average_range",
                "ema20_change",
                "ema50_change",
                "ema200",
                "rsi14",
                "volume_ratio")) {
            BigDecimal value = figures.get(name);
            if (value != null) {
                evidence.put(name, value.toPlainString());
            }
        }
        return evidence;
    }

    private static String history(Indicators seen) {
        return seen.bars() >= WANTED_BARS
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Only %d of %d wanted candles: judged by what there is.",
                        seen.bars(),
                        WANTED_BARS);
    }

    private static String agreement(int trend) {
        return trend > 0 ? "agrees" : trend < 0 ? "against" : "undecided";
    }

    private static String text(@Nullable BigDecimal value) {
        return value == null ? "unknown" : value.toPlainString();
    }
}
