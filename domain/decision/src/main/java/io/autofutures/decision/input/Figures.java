package io.autofutures.decision.input;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of an input by name: what an advice may cite as evidence, and what its citations are compared with. */
public final class Figures {
    private Figures() {}

    public static Map<String, BigDecimal> of(DecisionInput input) {
        var figures = new LinkedHashMap<String, BigDecimal>();
        put(figures, "trigger_price", input.trigger().price().value());
        String move = input.trigger().values().get("move_pct");
        put(figures, "move_pct", move == null ? null : new BigDecimal(move));
        var market = input.market().value();
        if (market != null) {
            put(figures, "mark", market.mark().value());
            put(figures, "index", market.index().value());
            put(figures, "funding_rate", market.fundingRate());
        }
        var book = input.liquidity().value();
        if (book != null) {
            put(figures, "best_bid", book.bestBid().value());
            put(figures, "best_ask", book.bestAsk().value());
            put(figures, "spread_pct", book.spreadPct());
        }
        var indicators = input.indicators().value();
        if (indicators != null) {
            put(figures, "bars", BigDecimal.valueOf(indicators.bars()));
            put(figures, "last_close", indicators.lastClose());
            put(figures, "ema20", indicators.ema20());
            put(figures, "ema50", indicators.ema50());
            put(figures, "ema200", indicators.ema200());
            put(figures, "ema20_change", indicators.ema20Change());
            put(figures, "ema50_change", indicators.ema50Change());
            put(figures, "rsi14", indicators.rsi14());
            put(figures, "atr14", indicators.atr14());
            put(figures, "average_range", indicators.averageRange());
            put(figures, "macd", indicators.macd());
            put(figures, "macd_signal", indicators.macdSignal());
            put(figures, "macd_histogram", indicators.macdHistogram());
            put(figures, "volume_ratio", indicators.volumeRatio());
        }
        return figures;
    }

    private static void put(Map<String, BigDecimal> figures, String name, @Nullable BigDecimal value) {
        if (value != null) {
            figures.put(name, value);
        }
    }
}
