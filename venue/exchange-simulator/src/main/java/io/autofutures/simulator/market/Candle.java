package io.autofutures.simulator.market;

import io.autofutures.model.market.Kline;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A candle with what only the venue's own reply tells.
 *
 * @param takerVolume base asset that takers bought
 * @param takerQuote the same in quote currency
 * @param firstTrade id of its first trade, −1 without trades
 */
public record Candle(Kline kline, BigDecimal takerVolume, BigDecimal takerQuote, long firstTrade) {
    /** Where takers are not known: half of everything. */
    static Candle halved(Kline kline, long firstTrade) {
        BigDecimal quote = kline.quoteVolume() == null ? BigDecimal.ZERO : kline.quoteVolume();
        return new Candle(kline, half(kline.volume()), half(quote), kline.trades() == 0 ? -1 : firstTrade);
    }

    private static BigDecimal half(BigDecimal value) {
        return value.divide(BigDecimal.TWO, Math.max(0, value.scale()), RoundingMode.DOWN);
    }

    public BigDecimal quoteVolume() {
        BigDecimal quote = kline.quoteVolume();
        return quote == null ? BigDecimal.ZERO : quote;
    }

    /** Id of its last trade, −1 without trades. */
    public long lastTrade() {
        return kline.trades() == 0 ? -1 : firstTrade + kline.trades() - 1;
    }
}
