package io.autofutures.decision;

import io.autofutures.decision.input.Bar;
import io.autofutures.decision.input.DecisionInput;
import io.autofutures.decision.input.Indicators;
import io.autofutures.decision.input.Part;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Complete inputs of a trigger at 2026-11-02 10:00 UTC. */
public final class Inputs {
    public static final Instant AS_OF = Instant.parse("2026-11-02T10:00:00Z");

    private Inputs() {}

    /** @param movePct signed; the mark stands at 100 */
    public static DecisionInput input(String movePct, List<Bar> bars) {
        return input(movePct, bars, "100");
    }

    public static DecisionInput input(String movePct, List<Bar> bars, String mark) {
        var symbol = new Symbol("ETHUSDT");
        return new DecisionInput(
                DecisionInput.VERSION,
                new DecisionInput.Meta(
                        symbol,
                        new AccountId("main"),
                        "p-aaaaaaaaaaaaaaaaaaaa",
                        AS_OF,
                        5,
                        BigDecimal.ONE,
                        new BigDecimal("0.5")),
                new DecisionInput.TriggerPart(
                        "t-aaaaaaaaaaaaaaaaaaaa",
                        "classic",
                        "mark",
                        AS_OF.minusMillis(300),
                        300,
                        Price.of(mark),
                        Map.of("move_pct", movePct)),
                Part.of(
                        new DecisionInput.Contract(
                                "TRADING",
                                new BigDecimal("0.01"),
                                new BigDecimal("0.001"),
                                new BigDecimal("0.001"),
                                new BigDecimal("5")),
                        AS_OF.minusSeconds(60),
                        AS_OF),
                Part.missing("account is not known yet"),
                Part.missing("positions are not known yet"),
                Part.of(
                        new DecisionInput.Market(Price.of(mark), Price.of(mark), BigDecimal.ZERO, null, null),
                        AS_OF.minusMillis(400),
                        AS_OF),
                Part.missing("depth was not executed: test"),
                Part.of(bars, AS_OF.minusSeconds(10), AS_OF),
                Part.of(Indicators.of(bars), AS_OF.minusSeconds(10), AS_OF));
    }

    /** Candles of range 0.1 round 100, without a trend. */
    public static List<Bar> calm(int count) {
        var bars = new ArrayList<Bar>();
        for (int i = 0; i < count; i++) {
            bars.add(bar(i - count, "100", "100.05", "99.95", "100", "10"));
        }
        return bars;
    }

    /** A seeded random walk in cents. */
    public static List<Bar> walk(long seed, int count) {
        var random = new Random(seed);
        var bars = new ArrayList<Bar>();
        int close = 10_000;
        for (int i = 0; i < count; i++) {
            int open = close;
            close = Math.max(5_000, open + random.nextInt(-12, 13));
            int high = Math.max(open, close) + random.nextInt(5);
            int low = Math.min(open, close) - random.nextInt(5);
            bars.add(bar(i - count, cents(open), cents(high), cents(low), cents(close), "" + random.nextInt(50, 150)));
        }
        return bars;
    }

    public static Bar bar(int minute, String open, String high, String low, String close, String volume) {
        return new Bar(
                AS_OF.plusSeconds(60L * minute),
                Price.of(open),
                Price.of(high),
                Price.of(low),
                Price.of(close),
                new BigDecimal(volume),
                null);
    }

    private static String cents(int value) {
        return BigDecimal.valueOf(value, 2).toPlainString();
    }
}
