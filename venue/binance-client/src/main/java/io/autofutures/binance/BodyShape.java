package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What one row of a REST body looks like.
 *
 * @param type its name in canonical JSON
 * @param fields that tell it apart
 */
record BodyShape(String type, List<String> fields, Function<Fields, ?> reader) {
    private static final List<BodyShape> KNOWN = Stream.of(orders(), account(), market(), switches())
            .flatMap(List::stream)
            .toList();

    /**
     * The shape that shares most fields with the body and lacks fewest; a body may lack one, so that a damaged one is
     * called by its name. Empty when none is near, or two are equally near.
     */
    static Optional<BodyShape> of(JsonNode body) {
        List<BodyShape> near = KNOWN.stream()
                .filter(shape -> shape.lacks(body) <= (shape.fields.size() > 2 ? 1 : 0))
                .sorted(Comparator.comparing((BodyShape shape) -> -shape.shared(body))
                        .thenComparing(shape -> shape.lacks(body)))
                .toList();
        if (near.isEmpty()) {
            return Optional.empty();
        }
        BodyShape nearest = near.getFirst();
        boolean another = near.size() > 1
                && near.get(1).shared(body) == nearest.shared(body)
                && near.get(1).lacks(body) == nearest.lacks(body);
        return another ? Optional.empty() : Optional.of(nearest);
    }

    private int shared(JsonNode body) {
        return fields.size() - lacks(body);
    }

    private int lacks(JsonNode body) {
        return (int) fields.stream().filter(field -> !body.has(field)).count();
    }

    private static BodyShape shape(String type, Function<Fields, ?> reader, String... fields) {
        return new BodyShape(type, Arrays.asList(fields), reader);
    }

    private static List<BodyShape> orders() {
        return List.of(
                shape(
                        "order",
                        OrderPayloads::plain,
                        "orderId",
                        "symbol",
                        "status",
                        "clientOrderId",
                        "executedQty",
                        "side",
                        "updateTime"),
                shape(
                        "algo-order",
                        OrderPayloads::algo,
                        "algoId",
                        "symbol",
                        "algoStatus",
                        "clientAlgoId",
                        "orderType",
                        "side",
                        "updateTime"),
                shape("algo-canceled", BodyShape::algoCanceled, "algoId", "clientAlgoId", "code"),
                shape(
                        "account-trade",
                        RecordsPayloads::trade,
                        "symbol",
                        "id",
                        "orderId",
                        "side",
                        "price",
                        "qty",
                        "realizedPnl",
                        "commission",
                        "maker",
                        "time"),
                shape("aggregate-trade", StatisticsPayloads::aggregateTrade, "a", "p", "q", "f", "l", "T", "m"));
    }

    private static List<BodyShape> account() {
        return List.of(
                shape(
                        "account",
                        f -> AccountPayloads.account(f.node()),
                        "totalWalletBalance",
                        "totalUnrealizedProfit",
                        "totalMarginBalance",
                        "availableBalance",
                        "assets"),
                shape(
                        "balance",
                        RecordsPayloads::balance,
                        "asset",
                        "balance",
                        "crossWalletBalance",
                        "crossUnPnl",
                        "availableBalance",
                        "updateTime"),
                shape(
                        "position",
                        f -> AccountPayloads.positions(f.node()).getFirst(),
                        "symbol",
                        "positionSide",
                        "positionAmt",
                        "entryPrice",
                        "liquidationPrice",
                        "updateTime",
                        "markPrice",
                        "unRealizedProfit",
                        "isolatedMargin"),
                shape(
                        "account-config",
                        RecordsPayloads::accountConfig,
                        "feeTier",
                        "canTrade",
                        "canDeposit",
                        "canWithdraw",
                        "dualSidePosition",
                        "multiAssetsMargin"),
                shape(
                        "symbol-config",
                        AccountPayloads::symbolConfig,
                        "symbol",
                        "marginType",
                        "leverage",
                        "maxNotionalValue",
                        "isAutoAddMargin"),
                shape("leverage-brackets", RecordsPayloads::brackets, "symbol", "brackets"),
                shape(
                        "commission-rate",
                        RecordsPayloads::commissionRate,
                        "symbol",
                        "makerCommissionRate",
                        "takerCommissionRate"),
                shape("income", RecordsPayloads::income, "incomeType", "income", "asset", "time", "tranId"),
                shape("adl-quantile", RecordsPayloads::adlQuantile, "symbol", "adlQuantile"),
                shape("rate-limit", SymbolPayloads::rateLimit, "rateLimitType", "interval", "intervalNum", "limit"));
    }

    private static List<BodyShape> market() {
        return List.of(
                shape("exchange-info", f -> exchangeInfo(f.node()), "serverTime", "rateLimits", "symbols"),
                shape("time", f -> Map.of("at", f.instant("serverTime")), "serverTime"),
                shape("depth", f -> depth(f.node()), "lastUpdateId", "E", "bids", "asks"),
                shape("premium-index", MarketPayloads::premiumIndex, "symbol", "markPrice", "indexPrice", "time"),
                shape("open-interest", StatisticsPayloads::openInterest, "symbol", "openInterest", "time"),
                shape(
                        "open-interest-point",
                        StatisticsPayloads::openInterestPoint,
                        "symbol",
                        "sumOpenInterest",
                        "sumOpenInterestValue",
                        "timestamp"),
                shape(
                        "long-short-ratio",
                        StatisticsPayloads::longShortRatio,
                        "symbol",
                        "longShortRatio",
                        "longAccount",
                        "shortAccount",
                        "timestamp"),
                shape(
                        "taker-volume",
                        StatisticsPayloads::takerVolume,
                        "buySellRatio",
                        "buyVol",
                        "sellVol",
                        "timestamp"),
                shape(
                        "ticker-24h",
                        StatisticsPayloads::ticker24h,
                        "symbol",
                        "priceChange",
                        "priceChangePercent",
                        "lastPrice",
                        "openPrice",
                        "volume"),
                shape("last-price", StatisticsPayloads::lastPrice, "symbol", "price", "time"),
                shape(
                        "best-prices",
                        StatisticsPayloads::bestPrices,
                        "symbol",
                        "bidPrice",
                        "bidQty",
                        "askPrice",
                        "askQty",
                        "time"),
                shape("funding-rate", StatisticsPayloads::fundingRate, "symbol", "fundingTime", "fundingRate"),
                shape(
                        "funding-terms",
                        StatisticsPayloads::fundingTerms,
                        "symbol",
                        "adjustedFundingRateCap",
                        "adjustedFundingRateFloor",
                        "fundingIntervalHours"));
    }

    private static List<BodyShape> switches() {
        return List.of(
                shape("position-mode", f -> Map.of("hedge", f.flag("dualSidePosition")), "dualSidePosition"),
                shape("multi-assets-mode", f -> Map.of("on", f.flag("multiAssetsMargin")), "multiAssetsMargin"),
                shape("listen-key", f -> Map.of("listenKey", f.text("listenKey")), "listenKey"),
                shape("leverage", BodyShape::leverage, "symbol", "leverage", "maxNotionalValue"),
                shape("countdown", BodyShape::countdown, "symbol", "countdownTime"),
                shape("margin-changed", BodyShape::marginChanged, "amount", "code", "type"));
    }

    private static Map<String, Object> leverage(Fields f) {
        return sorted(Map.of(
                "symbol", f.symbol("symbol"),
                "leverage", f.integer("leverage"),
                "maxNotional", f.decimal("maxNotionalValue")));
    }

    private static Map<String, Object> countdown(Fields f) {
        return sorted(Map.of("symbol", f.symbol("symbol"), "countdownMillis", f.number("countdownTime")));
    }

    private static Map<String, Object> marginChanged(Fields f) {
        return sorted(Map.of(
                "done", OrderPayloads.done(f.node()), "amount", f.decimal("amount"), "added", f.integer("type") == 1));
    }

    private static Map<String, Object> algoCanceled(Fields f) {
        return sorted(Map.of(
                "done",
                OrderPayloads.done(f.node()),
                "algoId",
                Long.toString(f.number("algoId")),
                "clientAlgoId",
                f.text("clientAlgoId")));
    }

    /** The symbol of a book is the question's, it does not stand in the answer. */
    private static Map<String, Object> depth(JsonNode body) {
        var depth = MarketPayloads.depth(body, new Symbol("ANY"));
        return sorted(Map.of(
                "lastUpdateId", Fields.of(body).number("lastUpdateId"),
                "at", depth.at(),
                "bids", depth.bids(),
                "asks", depth.asks()));
    }

    private static ExchangeInfo exchangeInfo(JsonNode body) {
        ExchangeInfo info = SymbolPayloads.exchangeInfo(body);
        if (!info.unreadable().isEmpty()) {
            var first = info.unreadable().getFirst();
            throw new PayloadException("symbol %s: %s".formatted(first.symbol(), first.reason()));
        }
        return info;
    }

    private static Map<String, Object> sorted(Map<String, Object> fields) {
        return new TreeMap<>(fields);
    }
}
