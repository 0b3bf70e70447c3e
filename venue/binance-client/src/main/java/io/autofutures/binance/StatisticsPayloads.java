package io.autofutures.binance;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Market statistics as REST writes them. */
final class StatisticsPayloads {
    private StatisticsPayloads() {}

    static <T> Function<JsonNode, T> one(Function<Fields, T> row) {
        return body -> row.apply(Fields.of(body));
    }

    static <T> Function<JsonNode, List<T>> rows(Function<Fields, T> row) {
        return body -> Fields.rowsOf(body).stream().map(row).toList();
    }

    static OpenInterest openInterest(Fields f) {
        return new OpenInterest(f.symbol("symbol"), f.decimal("openInterest"), f.instant("time"));
    }

    static OpenInterestPoint openInterestPoint(Fields f) {
        return new OpenInterestPoint(
                f.symbol("symbol"),
                f.decimal("sumOpenInterest"),
                f.decimal("sumOpenInterestValue"),
                f.instant("timestamp"));
    }

    static LongShortRatio longShortRatio(Fields f) {
        return new LongShortRatio(
                f.symbol("symbol"),
                f.decimal("longShortRatio"),
                f.decimal("longAccount"),
                f.decimal("shortAccount"),
                f.instant("timestamp"));
    }

    static TakerVolume takerVolume(Fields f) {
        return new TakerVolume(
                f.decimal("buySellRatio"), f.decimal("buyVol"), f.decimal("sellVol"), f.instant("timestamp"));
    }

    static Ticker24h ticker24h(Fields f) {
        return new Ticker24h(
                f.symbol("symbol"),
                f.decimal("priceChange"),
                f.decimal("priceChangePercent"),
                f.price("weightedAvgPrice"),
                f.price("lastPrice"),
                f.price("openPrice"),
                f.price("highPrice"),
                f.price("lowPrice"),
                f.decimal("volume"),
                f.decimal("quoteVolume"),
                f.instant("openTime"),
                f.instant("closeTime"),
                f.number("count"));
    }

    static LastPrice lastPrice(Fields f) {
        return new LastPrice(f.symbol("symbol"), f.price("price"), f.instant("time"));
    }

    static BestPrices bestPrices(Fields f) {
        return new BestPrices(
                f.symbol("symbol"),
                f.price("bidPrice"),
                f.quantity("bidQty"),
                f.price("askPrice"),
                f.quantity("askQty"),
                f.instant("time"));
    }

    static AggregateTrade aggregateTrade(Fields f) {
        return new AggregateTrade(
                f.number("a"),
                f.price("p"),
                f.quantity("q"),
                f.number("f"),
                f.number("l"),
                f.instant("T"),
                f.flag("m"));
    }

    static FundingTerms fundingTerms(Fields f) {
        return new FundingTerms(
                f.symbol("symbol"),
                f.decimal("adjustedFundingRateCap"),
                f.decimal("adjustedFundingRateFloor"),
                Duration.ofHours(f.number("fundingIntervalHours")));
    }

    static FundingRate fundingRate(Fields f) {
        return new FundingRate(
                f.symbol("symbol"), f.instant("fundingTime"), f.decimal("fundingRate"), f.priceOrNull("markPrice"));
    }
}
