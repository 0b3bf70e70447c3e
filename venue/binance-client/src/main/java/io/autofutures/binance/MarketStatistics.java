package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Public market data besides candles, mark price and book. All of it can be left out while request weight is scarce. Rows
 * are oldest first; a window of two absent instants is the latest data.
 */
@CheckReturnValue
public interface MarketStatistics {
    Answer<OpenInterest> openInterest(Symbol symbol);

    /** The last 30 days. @param period 5m, 15m, 30m, 1h, 2h, 4h, 6h, 12h or 1d @param limit 1 to 500 */
    Answer<List<OpenInterestPoint>> openInterestHistory(
            Symbol symbol, String period, @Nullable Instant from, @Nullable Instant to, int limit);

    /** The last 30 days. @param limit 1 to 500 */
    Answer<List<LongShortRatio>> longShortRatio(
            LongShortRatio.Of of,
            Symbol symbol,
            String period,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit);

    /** The last 30 days. @param limit 1 to 500 */
    Answer<List<TakerVolume>> takerVolume(
            Symbol symbol, String period, @Nullable Instant from, @Nullable Instant to, int limit);

    Answer<Ticker24h> ticker24h(Symbol symbol);

    /** Every symbol: forty times the weight of one. */
    Answer<List<Ticker24h>> tickers24h();

    Answer<LastPrice> lastPrice(Symbol symbol);

    Answer<BestPrices> bestPrices(Symbol symbol);

    /** The latest ones. @param limit 1 to 1000 */
    Answer<List<AggregateTrade>> aggregateTrades(Symbol symbol, int limit);

    /** Symbols whose funding interval or bounds differ from the default (8 h). */
    Answer<List<FundingTerms>> fundingTerms();

    /** @param symbol absent for all @param limit 1 to 1000 */
    Answer<List<FundingRate>> fundingRates(
            @Nullable Symbol symbol, @Nullable Instant from, @Nullable Instant to, int limit);
}
