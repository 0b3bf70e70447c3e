package io.autofutures.simulator.rest;

import io.autofutures.paperbook.FundingRate;
import io.autofutures.paperbook.FundingRates;
import io.autofutures.simulator.board.BookSides;
import io.autofutures.simulator.board.MarketBoard;
import io.autofutures.simulator.board.Sentiment;
import io.autofutures.simulator.board.SymbolBoard;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Public market data: time, rules, prices, book, funding. */
final class MarketRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<Long> DEPTH_LIMITS = Set.of(5L, 10L, 20L, 50L, 100L, 500L, 1000L);

    private final Venue venue;

    private MarketRoutes(Venue venue) {
        this.venue = venue;
    }

    /** Every public route; of a live market what it knows better is asked there. */
    static List<Map<String, Route>> all(Venue venue) {
        var all = new ArrayList<>(List.of(
                new MarketRoutes(venue).routes(),
                new CandleRoutes(venue).routes(),
                new TradeRoutes(venue).routes(),
                new TickerRoutes(venue).routes(),
                new SentimentRoutes(venue).routes()));
        venue.market(MarketBoard::forward).ifPresent(live -> {
            var own = new HashMap<String, Route>();
            all.forEach(own::putAll);
            all.add(ForwardRoutes.over(own, live));
        });
        return all;
    }

    private Map<String, Route> routes() {
        return Map.of(
                "GET /fapi/v1/ping", Route.open(1, params -> NODES.objectNode()),
                "GET /fapi/v1/time",
                        Route.open(1, params -> NODES.objectNode()
                                .put("serverTime", venue.now().toEpochMilli())),
                "GET /fapi/v1/exchangeInfo", Route.open(1, params -> exchangeInfo()),
                "GET /fapi/v1/premiumIndex", Route.open(bySymbol(1, 10), this::premiumIndex),
                "GET /fapi/v1/depth", Route.open(MarketRoutes::depthWeight, this::depth),
                "GET /fapi/v1/openInterest", Route.open(1, this::openInterest),
                "GET /fapi/v1/fundingRate", Route.pooled(Route.Pool.FUNDING, this::fundingRate),
                "GET /fapi/v1/fundingInfo", Route.pooled(Route.Pool.FUNDING, params -> fundingInfo()));
    }

    /** @param one weight with a symbol @param all without */
    static java.util.function.ToIntFunction<Params> bySymbol(int one, int all) {
        return params -> params.text("symbol").isPresent() ? one : all;
    }

    /** One symbol's row, or an array of all. */
    static JsonNode rows(Venue venue, Params params, BiFunction<SymbolBoard, Instant, JsonNode> row) {
        var one = params.instrumentOrAll(venue.instruments());
        Instant now = venue.now();
        return venue.market(boards -> {
            if (one != null) {
                return row.apply(boards.of(one.symbol()), now);
            }
            ArrayNode all = NODES.arrayNode();
            boards.all().forEach(board -> all.add(row.apply(board, now)));
            return all;
        });
    }

    /** A whole number from 1 to {@code most}. */
    static int limit(Params params, int usual, int most) {
        long limit = params.number("limit").orElse((long) usual);
        if (limit < 1 || limit > most) {
            throw invalid("limit");
        }
        return (int) limit;
    }

    static ApiError invalid(String parameter) {
        return ApiError.of(-1130, "Data sent for parameter '%s' is not valid.".formatted(parameter));
    }

    /** @throws ApiError if the start is behind the end */
    static void checkTimes(Params params) {
        var from = params.instant("startTime");
        var to = params.instant("endTime");
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw ApiError.of(-1023, "Start time is greater than end time.");
        }
    }

    private JsonNode exchangeInfo() {
        ObjectNode info = NODES.objectNode()
                .put("timezone", "UTC")
                .put("serverTime", venue.now().toEpochMilli())
                .put("futuresType", "U_MARGINED");
        ArrayNode limits = info.putArray("rateLimits");
        limit(limits, "REQUEST_WEIGHT", "MINUTE", 1, Limits.WEIGHT_PER_MINUTE);
        limit(limits, "ORDERS", "MINUTE", 1, 1_200);
        limit(limits, "ORDERS", "SECOND", 10, 300);
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

    private static void limit(ArrayNode limits, String type, String interval, int number, int limit) {
        limits.addObject()
                .put("rateLimitType", type)
                .put("interval", interval)
                .put("intervalNum", number)
                .put("limit", limit);
    }

    private JsonNode premiumIndex(Params params) {
        FundingRates funding = venue.market(MarketBoard::funding);
        return rows(venue, params, (board, now) -> NODES.objectNode()
                .put("symbol", board.symbol().value())
                .put("markPrice", Frames.eight(board.mark()))
                .put("indexPrice", Frames.eight(board.index()))
                .put("estimatedSettlePrice", Frames.eight(board.index()))
                .put("lastFundingRate", Frames.eight(funding.rate(board.symbol())))
                .put("interestRate", Frames.eight(funding.terms().interest()))
                .put("nextFundingTime", funding.next(board.symbol(), now).toEpochMilli())
                .put("time", board.at().toEpochMilli()));
    }

    private static int depthWeight(Params params) {
        long limit = params.number("limit").orElse(500L);
        return limit <= 50 ? 2 : limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
    }

    private JsonNode depth(Params params) {
        var instrument = params.instrument(venue.instruments());
        long limit = params.number("limit").orElse(500L);
        if (!DEPTH_LIMITS.contains(limit)) {
            throw ApiError.of(-4021, "Invalid depth limit.");
        }
        return venue.market(boards -> {
            SymbolBoard board = boards.of(instrument.symbol());
            BookSides book = venue.sides(instrument.symbol(), (int) limit);
            long at = board.at().toEpochMilli();
            ObjectNode depth = NODES.objectNode()
                    .put("lastUpdateId", board.updateId())
                    .put("E", at)
                    .put("T", at);
            Frames.rungs(depth.putArray("bids"), book.bids(), board);
            Frames.rungs(depth.putArray("asks"), book.asks(), board);
            return depth;
        });
    }

    private JsonNode openInterest(Params params) {
        var instrument = params.instrument(venue.instruments());
        return venue.market(boards -> {
            SymbolBoard board = boards.of(instrument.symbol());
            BigDecimal interest = Sentiment.openInterest(board, board.at());
            return NODES.objectNode()
                    .put("symbol", instrument.symbol().value())
                    .put("openInterest", Frames.scaled(interest, board.quantityScale()))
                    .put("time", board.at().toEpochMilli());
        });
    }

    /** Oldest first; without times the newest. */
    private JsonNode fundingRate(Params params) {
        var one = params.instrumentOrAll(venue.instruments());
        int limit = limit(params, 100, 1_000);
        checkTimes(params);
        long from = params.instant("startTime").map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
        long to = params.instant("endTime").map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        List<FundingRate> rates = venue.market(boards -> {
            var found = new ArrayList<FundingRate>();
            for (SymbolBoard board : boards.all()) {
                if (one == null || one.symbol().equals(board.symbol())) {
                    found.addAll(boards.funding().history(board.symbol()));
                }
            }
            return found;
        });
        List<FundingRate> inside = rates.stream()
                .filter(rate -> rate.at().toEpochMilli() >= from && rate.at().toEpochMilli() <= to)
                .sorted(Comparator.comparing(FundingRate::at))
                .toList();
        int size = inside.size();
        ArrayNode told = NODES.arrayNode();
        (from == Long.MIN_VALUE
                        ? inside.subList(Math.max(0, size - limit), size)
                        : inside.subList(0, Math.min(limit, size)))
                .forEach(rate -> told.addObject()
                        .put("symbol", rate.symbol().value())
                        .put("fundingTime", rate.at().toEpochMilli())
                        .put("fundingRate", Frames.eight(rate.rate()))
                        .put("markPrice", Frames.eight(rate.mark()))
                        .put("rateType", "Regular"));
        return told;
    }

    private JsonNode fundingInfo() {
        return venue.market(boards -> {
            FundingRates funding = boards.funding();
            ArrayNode rows = NODES.arrayNode();
            boards.all().forEach(board -> rows.addObject()
                    .put("symbol", board.symbol().value())
                    .put("adjustedFundingRateCap", Frames.eight(funding.terms().cap()))
                    .put(
                            "adjustedFundingRateFloor",
                            Frames.eight(funding.terms().cap().negate()))
                    .put("fundingIntervalHours", funding.intervalHours(board.symbol()))
                    .put("disclaimer", false)
                    .putNull("updateTime"));
            return rows;
        });
    }
}
