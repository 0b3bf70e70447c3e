package io.autofutures.simulator.rest;

import io.autofutures.model.market.Kline;
import io.autofutures.paperbook.Quote;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Instrument;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Public market data. */
final class MarketRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<Long> DEPTH_LIMITS = Set.of(5L, 10L, 20L, 50L, 100L, 500L, 1000L);

    private final Venue venue;

    MarketRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.of(
                "GET /fapi/v1/ping", Route.open(1, params -> NODES.objectNode()),
                "GET /fapi/v1/time",
                        Route.open(1, params -> NODES.objectNode()
                                .put("serverTime", venue.now().toEpochMilli())),
                "GET /fapi/v1/exchangeInfo", Route.open(1, params -> exchangeInfo()),
                "GET /fapi/v1/klines", Route.open(MarketRoutes::klineWeight, this::klines),
                "GET /fapi/v1/premiumIndex",
                        Route.open(params -> params.text("symbol").isPresent() ? 1 : 10, this::premiumIndex),
                "GET /fapi/v1/depth", Route.open(MarketRoutes::depthWeight, this::depth));
    }

    private JsonNode exchangeInfo() {
        ObjectNode info = NODES.objectNode()
                .put("timezone", "UTC")
                .put("serverTime", venue.now().toEpochMilli())
                .put("futuresType", "U_MARGINED");
        ArrayNode limits = info.putArray("rateLimits");
        limits.addObject()
                .put("rateLimitType", "REQUEST_WEIGHT")
                .put("interval", "MINUTE")
                .put("intervalNum", 1)
                .put("limit", Limits.WEIGHT_PER_MINUTE);
        limits.addObject()
                .put("rateLimitType", "ORDERS")
                .put("interval", "MINUTE")
                .put("intervalNum", 1)
                .put("limit", 1200);
        limits.addObject()
                .put("rateLimitType", "ORDERS")
                .put("interval", "SECOND")
                .put("intervalNum", 10)
                .put("limit", 300);
        info.putArray("exchangeFilters");
        info.putArray("assets")
                .addObject()
                .put("asset", "USDT")
                .put("marginAvailable", true)
                .put("autoAssetExchange", "-10000");
        ArrayNode symbols = info.putArray("symbols");
        venue.instruments().values().forEach(instrument -> symbols.add(instrument.row()));
        return info;
    }

    private static int klineWeight(Params params) {
        long limit = params.number("limit").orElse(500L);
        return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
    }

    private JsonNode klines(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        String interval = params.mandatory("interval");
        if (!Venue.knowsInterval(interval)) {
            throw ApiError.of(-1120, "Invalid interval.");
        }
        long limit = params.number("limit").orElse(500L);
        if (limit < 1 || limit > 1500) {
            throw ApiError.of(-1130, "Data sent for parameter 'limit' is not valid.");
        }
        Instant from = params.instant("startTime").orElse(null);
        Instant to = params.instant("endTime").orElse(null);
        List<Kline> candles = venue.klines(instrument.symbol(), interval, from, to, (int) limit);
        ArrayNode rows = NODES.arrayNode();
        for (Kline candle : candles) {
            BigDecimal quote = candle.quoteVolume() == null ? BigDecimal.ZERO : candle.quoteVolume();
            rows.addArray()
                    .add(candle.openAt().toEpochMilli())
                    .add(Frames.scaled(candle.open().value(), instrument.priceScale()))
                    .add(Frames.scaled(candle.high().value(), instrument.priceScale()))
                    .add(Frames.scaled(candle.low().value(), instrument.priceScale()))
                    .add(Frames.scaled(candle.close().value(), instrument.priceScale()))
                    .add(candle.volume().toPlainString())
                    .add(candle.closeAt().toEpochMilli())
                    .add(quote.toPlainString())
                    .add(candle.trades())
                    .add(Frames.half(candle.volume()))
                    .add(Frames.half(quote))
                    .add("0");
        }
        return rows;
    }

    private JsonNode premiumIndex(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        if (one != null) {
            return premium(one);
        }
        ArrayNode rows = NODES.arrayNode();
        venue.instruments().values().forEach(instrument -> rows.add(premium(instrument)));
        return rows;
    }

    private ObjectNode premium(Instrument instrument) {
        Quote quote = venue.read(book -> book.quoteOf(instrument.symbol()));
        Instant now = venue.now();
        String mark = Frames.eight(quote.mark());
        return NODES.objectNode()
                .put("symbol", instrument.symbol().value())
                .put("markPrice", mark)
                .put("indexPrice", mark)
                .put("estimatedSettlePrice", mark)
                .put("lastFundingRate", "0.00010000")
                .put("interestRate", "0.00010000")
                .put("nextFundingTime", Frames.nextFundingMs(now))
                .put("time", now.toEpochMilli());
    }

    private static int depthWeight(Params params) {
        long limit = params.number("limit").orElse(500L);
        return limit <= 50 ? 2 : limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
    }

    private JsonNode depth(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        long limit = params.number("limit").orElse(500L);
        if (!DEPTH_LIMITS.contains(limit)) {
            throw ApiError.of(-4021, "Invalid depth limit.");
        }
        Quote quote = venue.read(book -> book.quoteOf(instrument.symbol()));
        Instant now = venue.now();
        ObjectNode depth = NODES.objectNode()
                .put("lastUpdateId", now.toEpochMilli())
                .put("E", now.toEpochMilli())
                .put("T", now.toEpochMilli());
        levels(depth.putArray("bids"), instrument, quote.bid(), -1, limit);
        levels(depth.putArray("asks"), instrument, quote.ask(), 1, limit);
        return depth;
    }

    /** One level a tick, each a little larger than the one before. */
    private static void levels(ArrayNode side, Instrument instrument, BigDecimal best, int direction, long limit) {
        BigDecimal tick = instrument.rules().tickSize().multiply(BigDecimal.valueOf(direction));
        BigDecimal unit = instrument.rules().minQuantity().multiply(BigDecimal.valueOf(200));
        for (long level = 0; level < limit; level++) {
            BigDecimal price = best.add(tick.multiply(BigDecimal.valueOf(level)));
            if (price.signum() <= 0) {
                return;
            }
            side.addArray()
                    .add(Frames.scaled(price, instrument.priceScale()))
                    .add(unit.multiply(BigDecimal.valueOf(5 + level)).toPlainString());
        }
    }
}
