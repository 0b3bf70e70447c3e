package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link MarketStatistics} over REST. */
final class StatisticsCalls implements MarketStatistics {
    private final RestChannel channel;

    StatisticsCalls(RestChannel channel) {
        this.channel = channel;
    }

    @Override
    public Answer<OpenInterest> openInterest(Symbol symbol) {
        return one("/fapi/v1/openInterest", Query.of("symbol", symbol), 1, StatisticsPayloads::openInterest);
    }

    @Override
    public Answer<List<OpenInterestPoint>> openInterestHistory(
            Symbol symbol, String period, @Nullable Instant from, @Nullable Instant to, int limit) {
        return rows(
                "/futures/data/openInterestHist",
                periods(symbol, period, from, to, limit),
                1,
                StatisticsPayloads::openInterestPoint);
    }

    @Override
    public Answer<List<LongShortRatio>> longShortRatio(
            LongShortRatio.Of of,
            Symbol symbol,
            String period,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit) {
        return rows(of.path(), periods(symbol, period, from, to, limit), 1, StatisticsPayloads::longShortRatio);
    }

    @Override
    public Answer<List<TakerVolume>> takerVolume(
            Symbol symbol, String period, @Nullable Instant from, @Nullable Instant to, int limit) {
        return rows(
                "/futures/data/takerlongshortRatio",
                periods(symbol, period, from, to, limit),
                1,
                StatisticsPayloads::takerVolume);
    }

    @Override
    public Answer<Ticker24h> ticker24h(Symbol symbol) {
        return one("/fapi/v1/ticker/24hr", Query.of("symbol", symbol), 1, StatisticsPayloads::ticker24h);
    }

    @Override
    public Answer<List<Ticker24h>> tickers24h() {
        return rows("/fapi/v1/ticker/24hr", new Query(), 40, StatisticsPayloads::ticker24h);
    }

    @Override
    public Answer<LastPrice> lastPrice(Symbol symbol) {
        return one("/fapi/v2/ticker/price", Query.of("symbol", symbol), 1, StatisticsPayloads::lastPrice);
    }

    @Override
    public Answer<BestPrices> bestPrices(Symbol symbol) {
        return one("/fapi/v1/ticker/bookTicker", Query.of("symbol", symbol), 2, StatisticsPayloads::bestPrices);
    }

    @Override
    public Answer<List<AggregateTrade>> aggregateTrades(Symbol symbol, int limit) {
        return rows(
                "/fapi/v1/aggTrades",
                Query.of("symbol", symbol).and("limit", limit),
                20,
                StatisticsPayloads::aggregateTrade);
    }

    /** Limited to 500 in 5 minutes together with {@link #fundingRates}, and free of request weight. */
    @Override
    public Answer<List<FundingTerms>> fundingTerms() {
        return rows("/fapi/v1/fundingInfo", new Query(), 0, StatisticsPayloads::fundingTerms);
    }

    @Override
    public Answer<List<FundingRate>> fundingRates(
            @Nullable Symbol symbol, @Nullable Instant from, @Nullable Instant to, int limit) {
        var query = new Query().and("symbol", symbol).between(from, to).and("limit", limit);
        return rows("/fapi/v1/fundingRate", query, 0, StatisticsPayloads::fundingRate);
    }

    private static Query periods(
            Symbol symbol, String period, @Nullable Instant from, @Nullable Instant to, int limit) {
        return Query.of("symbol", symbol)
                .and("period", period)
                .between(from, to)
                .and("limit", limit);
    }

    private <T> Answer<T> one(String path, Query query, int weight, Function<Fields, T> row) {
        return channel.ask(RestRequest.open(path, query, weight).canBeLeftOut(), StatisticsPayloads.one(row));
    }

    private <T> Answer<List<T>> rows(String path, Query query, int weight, Function<Fields, T> row) {
        return channel.ask(RestRequest.open(path, query, weight).canBeLeftOut(), StatisticsPayloads.rows(row));
    }
}
