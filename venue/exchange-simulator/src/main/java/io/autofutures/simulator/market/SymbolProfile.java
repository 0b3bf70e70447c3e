package io.autofutures.simulator.market;

import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.LotFilter;
import io.autofutures.model.market.PercentPrice;
import io.autofutures.model.market.PriceFilter;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What a generated symbol looks like.
 *
 * @param price where it starts, USDT
 * @param minuteNotional USDT traded in a calm minute
 */
public record SymbolProfile(
        BigDecimal price, BigDecimal tick, BigDecimal step, BigDecimal minNotional, double minuteNotional) {
    private static final Map<String, SymbolProfile> KNOWN = Map.of(
            "BTCUSDT", of("94500.0", "0.1", "0.001", "50", 9e6),
            "ETHUSDT", of("3240.00", "0.01", "0.001", "20", 6e6),
            "BNBUSDT", of("871.00", "0.01", "0.01", "5", 8e5),
            "SOLUSDT", of("138.00", "0.01", "0.01", "5", 2e6),
            "XRPUSDT", of("2.1400", "0.0001", "0.1", "5", 1.2e6),
            "ADAUSDT", of("0.3920", "0.0001", "1", "5", 4e5),
            "DOGEUSDT", of("0.14800", "0.00001", "1", "5", 9e5),
            "LINKUSDT", of("13.600", "0.001", "0.01", "20", 3e5),
            "AVAXUSDT", of("14.200", "0.001", "1", "5", 2.5e5),
            "LTCUSDT", of("82.40", "0.01", "0.001", "20", 2e5));

    static SymbolProfile of(Symbol symbol) {
        SymbolProfile known = KNOWN.get(symbol.value());
        return known == null ? byHash(symbol.value().hashCode()) : known;
    }

    /** How strongly it follows what moves all; 1 for BTCUSDT. */
    double sensitivity() {
        return price.compareTo(BigDecimal.valueOf(1_000)) >= 0
                ? 1
                : 0.85 + 0.5 * Math.floorMod(price.unscaledValue().intValue() * 31, 100) / 100;
    }

    /** How large its own noise is; 1 for the largest, more for thin ones. */
    double wildness() {
        return Math.clamp(StrictMath.pow(9e6 / minuteNotional, 0.15), 1.0, 1.8);
    }

    private static SymbolProfile of(String price, String tick, String step, String minNotional, double notional) {
        return new SymbolProfile(
                new BigDecimal(price),
                new BigDecimal(tick),
                new BigDecimal(step),
                new BigDecimal(minNotional),
                notional);
    }

    /** Between 0.1 and 100 USDT, four to five significant digits. */
    private static SymbolProfile byHash(int hash) {
        int magnitude = Math.floorMod(hash, 3) - 1;
        BigDecimal price = BigDecimal.valueOf(1_000 + Math.floorMod(hash / 3, 9_000), 3 - magnitude);
        BigDecimal tick = BigDecimal.ONE.movePointLeft(4 - magnitude);
        BigDecimal step = magnitude < 0 ? BigDecimal.ONE : new BigDecimal("0.1");
        return new SymbolProfile(price, tick, step, new BigDecimal("5"), 2e5 + Math.floorMod(hash, 400_000));
    }

    SymbolRules rules(Symbol symbol) {
        return rules(symbol, tick, step, minNotional);
    }

    /** Rules round the grids, wide bounds, 5 % price band as BTCUSDT has. */
    public static SymbolRules rules(Symbol symbol, BigDecimal tick, BigDecimal step, BigDecimal minNotional) {
        BigDecimal most = step.multiply(BigDecimal.valueOf(10_000_000));
        return new SymbolRules(
                symbol,
                ContractTerms.perpetual(),
                new PriceFilter(tick, tick, tick.multiply(BigDecimal.valueOf(100_000_000))),
                new LotFilter(step, step, most),
                new LotFilter(step, step, most),
                minNotional,
                new PercentPrice(new BigDecimal("1.0500"), new BigDecimal("0.9500")));
    }
}
