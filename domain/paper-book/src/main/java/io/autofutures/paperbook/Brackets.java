package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A symbol's leverage brackets, rising in notional. @param rows at least one */
public record Brackets(List<Bracket> rows) {
    private static final Set<String> LARGE = Set.of(
            "BNBUSDT",
            "SOLUSDT",
            "XRPUSDT",
            "DOGEUSDT",
            "ADAUSDT",
            "LTCUSDT",
            "LINKUSDT",
            "BCHUSDT",
            "AVAXUSDT",
            "DOTUSDT",
            "TRXUSDT",
            "SUIUSDT");

    /** @throws IllegalArgumentException if there is none */
    public Brackets {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("brackets must have at least one row");
        }
        rows = List.copyOf(rows);
    }

    /** The built-in table of the symbol's class: leverage, cap in thousands, ratio of each step. */
    public static Brackets standard(Symbol symbol) {
        String name = symbol.value();
        if (name.equals("BTCUSDT")) {
            return of("125:300:0.004 100:800:0.005 75:3000:0.0065 50:12000:0.01 25:70000:0.02 20:100000:0.025"
                    + " 10:230000:0.05 5:480000:0.1 4:600000:0.125 3:800000:0.15 2:1200000:0.25 1:1800000:0.5");
        }
        if (name.equals("ETHUSDT")) {
            return of("125:50:0.004 100:600:0.005 75:3000:0.0065 50:12000:0.01 25:50000:0.02 20:65000:0.025"
                    + " 10:150000:0.05 5:320000:0.1 4:400000:0.125 3:530000:0.15 2:800000:0.25 1:1200000:0.5");
        }
        if (LARGE.contains(name)) {
            return of("75:50:0.0065 50:250:0.01 25:1500:0.02 20:3000:0.025 10:15000:0.05 5:30000:0.1 4:37500:0.125"
                    + " 2:75000:0.25 1:150000:0.5");
        }
        return of("50:50:0.01 25:250:0.02 20:500:0.025 10:2500:0.05 5:5000:0.1 4:6250:0.125 2:12500:0.25 1:25000:0.5");
    }

    private static Brackets of(String table) {
        var rows = new ArrayList<Bracket>();
        BigDecimal floor = BigDecimal.ZERO;
        BigDecimal cumulative = BigDecimal.ZERO;
        BigDecimal before = null;
        for (String row : table.split(" ", -1)) {
            String[] fields = row.split(":", -1);
            var ratio = new BigDecimal(fields[2]);
            var cap = new BigDecimal(fields[1] + "000");
            cumulative = before == null ? BigDecimal.ZERO : cumulative.add(floor.multiply(ratio.subtract(before)));
            rows.add(new Bracket(
                    rows.size() + 1,
                    Integer.parseInt(fields[0]),
                    floor,
                    cap,
                    ratio,
                    cumulative.signum() == 0 ? BigDecimal.ZERO : cumulative.stripTrailingZeros()));
            floor = cap;
            before = ratio;
        }
        return new Brackets(rows);
    }

    public int maxLeverage() {
        return rows.stream().mapToInt(Bracket::leverage).max().orElseThrow();
    }

    /** The largest position that {@code leverage} may hold, quote currency. */
    public BigDecimal maxNotional(int leverage) {
        return rows.stream()
                .filter(row -> row.leverage() >= leverage)
                .map(Bracket::cap)
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
    }

    /** The step that holds {@code notional}; beyond the last cap the last. */
    Bracket at(BigDecimal notional) {
        return rows.stream()
                .filter(row -> notional.compareTo(row.cap()) <= 0)
                .findFirst()
                .orElse(rows.getLast());
    }

    /** Margin below which a position of {@code notional} is taken over, quote currency, not negative. */
    public BigDecimal maintenance(BigDecimal notional) {
        Bracket row = at(notional);
        return notional.multiply(row.ratio())
                .subtract(row.cumulative())
                .max(BigDecimal.ZERO)
                .setScale(8, RoundingMode.HALF_UP);
    }
}
