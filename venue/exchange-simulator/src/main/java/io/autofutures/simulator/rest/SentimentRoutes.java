package io.autofutures.simulator.rest;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.board.Interval;
import io.autofutures.simulator.board.Sentiment;
import io.autofutures.simulator.board.SymbolBoard;
import io.autofutures.simulator.market.Candle;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What others hold and do, by periods of the last 30 days: {@code /futures/data}. */
final class SentimentRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> PERIODS = Set.of("5m", "15m", "30m", "1h", "2h", "4h", "6h", "12h", "1d");
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Venue venue;

    /** Of one period; absent where the market was not open. */
    private interface Row {
        Optional<ObjectNode> of(SymbolBoard board, Interval period, long openMs);
    }

    SentimentRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.of(
                "GET /futures/data/openInterestHist", route(SentimentRoutes::interest),
                "GET /futures/data/topLongShortAccountRatio", route(ratio("top accounts")),
                "GET /futures/data/topLongShortPositionRatio", route(ratio("top positions")),
                "GET /futures/data/globalLongShortAccountRatio", route(ratio("accounts")),
                "GET /futures/data/takerlongshortRatio", route(SentimentRoutes::takers));
    }

    private Route route(Row row) {
        return Route.pooled(Route.Pool.DATA, params -> rows(params, row));
    }

    /** Oldest first, whole periods only; without a start the newest. */
    private JsonNode rows(Params params, Row row) {
        Symbol symbol = params.instrument(venue.instruments()).symbol();
        String name = params.mandatory("period");
        if (!PERIODS.contains(name)) {
            throw MarketRoutes.invalid("period");
        }
        Interval period = Interval.named(name).orElseThrow();
        int limit = MarketRoutes.limit(params, 30, 500);
        MarketRoutes.checkTimes(params);
        long now = venue.now().toEpochMilli();
        long oldest = now - REMEMBERED.toMillis();
        long to = Math.min(
                now, params.instant("endTime").map(Instant::toEpochMilli).orElse(now));
        long from = Math.max(
                oldest,
                params.instant("startTime")
                        .map(Instant::toEpochMilli)
                        .orElse(period.open(to) - limit * period.millis()));
        return venue.market(boards -> {
            SymbolBoard board = boards.of(symbol);
            ArrayNode found = NODES.arrayNode();
            for (long at = period.open(from); found.size() < limit && period.next(at) <= to; at += period.millis()) {
                if (at >= from) {
                    row.of(board, period, at).ifPresent(found::add);
                }
            }
            return found;
        });
    }

    private static Optional<ObjectNode> interest(SymbolBoard board, Interval period, long openMs) {
        return candle(board, period, openMs).map(candle -> {
            Instant end = Instant.ofEpochMilli(period.next(openMs));
            BigDecimal interest = Sentiment.openInterest(board, end);
            return NODES.objectNode()
                    .put("symbol", board.symbol().value())
                    .put("sumOpenInterest", Frames.eight(interest))
                    .put(
                            "sumOpenInterestValue",
                            Frames.eight(
                                    interest.multiply(candle.kline().close().value())))
                    .put("timestamp", end.toEpochMilli());
        });
    }

    private static Row ratio(String who) {
        return (board, period, openMs) -> candle(board, period, openMs).map(candle -> {
            Instant end = Instant.ofEpochMilli(period.next(openMs));
            BigDecimal ratio = Sentiment.longShort(board, end, who);
            BigDecimal longs = Sentiment.longShare(ratio);
            return NODES.objectNode()
                    .put("symbol", board.symbol().value())
                    .put("longAccount", longs.toPlainString())
                    .put("longShortRatio", ratio.toPlainString())
                    .put("shortAccount", BigDecimal.ONE.subtract(longs).toPlainString())
                    .put("timestamp", end.toEpochMilli());
        });
    }

    private static Optional<ObjectNode> takers(SymbolBoard board, Interval period, long openMs) {
        return candle(board, period, openMs).map(candle -> {
            BigDecimal bought = candle.takerVolume();
            BigDecimal sold = candle.kline().volume().subtract(bought);
            BigDecimal ratio = sold.signum() == 0 ? BigDecimal.ONE : bought.divide(sold, 4, RoundingMode.HALF_UP);
            return NODES.objectNode()
                    .put("buySellRatio", ratio.toPlainString())
                    .put("buyVol", Frames.scaled(bought, board.quantityScale()))
                    .put("sellVol", Frames.scaled(sold, board.quantityScale()))
                    .put("timestamp", period.next(openMs));
        });
    }

    private static Optional<Candle> candle(SymbolBoard board, Interval period, long openMs) {
        return board.candles().at(period, openMs);
    }
}
