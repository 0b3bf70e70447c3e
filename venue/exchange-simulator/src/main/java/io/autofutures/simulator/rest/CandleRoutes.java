package io.autofutures.simulator.rest;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.board.CandleStore;
import io.autofutures.simulator.board.Interval;
import io.autofutures.simulator.board.SymbolBoard;
import io.autofutures.simulator.market.Candle;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Candles of contract, mark price, index and premium. */
final class CandleRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int USUAL = 500;
    private static final int MOST = 1_500;

    private final Venue venue;

    /** What a request asks for. */
    private record Asked(Symbol symbol, Interval interval, Params params, int limit) {
        List<Candle> of(CandleStore store) {
            return store.query(
                    interval,
                    params.instant("startTime").orElse(null),
                    params.instant("endTime").orElse(null),
                    limit);
        }
    }

    CandleRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.of(
                "GET /fapi/v1/klines",
                Route.open(CandleRoutes::weight, params -> traded(asked(params, "symbol"))),
                "GET /fapi/v1/continuousKlines",
                Route.open(CandleRoutes::weight, this::continuous),
                "GET /fapi/v1/markPriceKlines",
                Route.open(CandleRoutes::weight, params -> told(asked(params, "symbol"), SymbolBoard::markCandles)),
                "GET /fapi/v1/indexPriceKlines",
                Route.open(CandleRoutes::weight, params -> told(asked(params, "pair"), SymbolBoard::indexCandles)),
                "GET /fapi/v1/premiumIndexKlines",
                Route.open(CandleRoutes::weight, params -> premium(asked(params, "symbol"))));
    }

    private static int weight(Params params) {
        long limit = params.number("limit").orElse((long) USUAL);
        return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
    }

    private Asked asked(Params params, String name) {
        Symbol symbol = params.instrument(name, venue.instruments()).symbol();
        Interval interval =
                Interval.named(params.mandatory("interval")).orElseThrow(() -> ApiError.of(-1120, "Invalid interval."));
        MarketRoutes.checkTimes(params);
        return new Asked(symbol, interval, params, MarketRoutes.limit(params, USUAL, MOST));
    }

    private JsonNode continuous(Params params) {
        Asked asked = asked(params, "pair");
        String type = params.mandatory("contractType");
        return switch (type) {
            case "PERPETUAL" -> traded(asked);
            case "CURRENT_QUARTER", "NEXT_QUARTER", "TRADIFI_PERPETUAL" -> NODES.arrayNode();
            default -> throw MarketRoutes.invalid("contractType");
        };
    }

    private JsonNode traded(Asked asked) {
        return venue.market(boards -> {
            SymbolBoard board = boards.of(asked.symbol());
            int price = board.priceScale();
            int quantity = board.quantityScale();
            ArrayNode rows = NODES.arrayNode();
            for (Candle candle : asked.of(board.candles())) {
                ArrayNode row = begun(rows, candle.kline(), price);
                row.add(Frames.scaled(candle.kline().volume(), quantity))
                        .add(candle.kline().closeAt().toEpochMilli())
                        .add(Frames.scaled(candle.quoteVolume(), price + quantity))
                        .add(candle.kline().trades())
                        .add(Frames.scaled(candle.takerVolume(), quantity))
                        .add(Frames.scaled(candle.takerQuote(), price + quantity))
                        .add("0");
            }
            return rows;
        });
    }

    private JsonNode told(Asked asked, Function<SymbolBoard, CandleStore> store) {
        return venue.market(boards -> {
            ArrayNode rows = NODES.arrayNode();
            for (Candle candle : asked.of(store.apply(boards.of(asked.symbol())))) {
                ended(begun(rows, candle.kline(), 8), candle);
            }
            return rows;
        });
    }

    private static ArrayNode begun(ArrayNode rows, Kline kline, int scale) {
        return rows.addArray()
                .add(kline.openAt().toEpochMilli())
                .add(Frames.scaled(kline.open().value(), scale))
                .add(Frames.scaled(kline.high().value(), scale))
                .add(Frames.scaled(kline.low().value(), scale))
                .add(Frames.scaled(kline.close().value(), scale));
    }

    /** Prices that are not traded have no volume; the count is of the prices told. */
    private static void ended(ArrayNode row, Candle candle) {
        row.add("0")
                .add(candle.kline().closeAt().toEpochMilli())
                .add("0")
                .add(candle.kline().trades())
                .add("0")
                .add("0")
                .add("0");
    }

    /** How far the contract stood from its index. */
    private JsonNode premium(Asked asked) {
        return venue.market(boards -> {
            SymbolBoard board = boards.of(asked.symbol());
            var indexes = new HashMap<Instant, Kline>();
            asked.of(board.indexCandles())
                    .forEach(candle -> indexes.put(candle.kline().openAt(), candle.kline()));
            ArrayNode rows = NODES.arrayNode();
            for (Candle candle : asked.of(board.candles())) {
                Kline contract = candle.kline();
                Kline index = indexes.get(contract.openAt());
                if (index == null) {
                    continue;
                }
                BigDecimal open = premium(contract.open().value(), index.open().value());
                BigDecimal close =
                        premium(contract.close().value(), index.close().value());
                BigDecimal high = premium(contract.high().value(), index.high().value());
                BigDecimal low = premium(contract.low().value(), index.low().value());
                BigDecimal most = open.max(close).max(high).max(low);
                BigDecimal least = open.min(close).min(high).min(low);
                ArrayNode row = rows.addArray()
                        .add(contract.openAt().toEpochMilli())
                        .add(open.toPlainString())
                        .add(most.toPlainString())
                        .add(least.toPlainString())
                        .add(close.toPlainString());
                ended(row, candle);
            }
            return rows;
        });
    }

    private static BigDecimal premium(BigDecimal contract, BigDecimal index) {
        return contract.subtract(index).divide(index, 8, RoundingMode.HALF_UP);
    }
}
