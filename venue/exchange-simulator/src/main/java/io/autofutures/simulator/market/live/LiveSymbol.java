package io.autofutures.simulator.market.live;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.market.Candle;
import io.autofutures.simulator.market.MarketStep;
import io.autofutures.simulator.market.MarketTrade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the venue's frames say of one symbol, as market steps. Not thread-safe. */
final class LiveSymbol {
    private final Symbol symbol;
    private BigDecimal mark;
    private BigDecimal index;
    private BigDecimal last;
    private @Nullable BigDecimal bid;
    private @Nullable BigDecimal ask;
    private Instant told = Instant.EPOCH;
    private Instant lastClosed;

    /** @param lastClosed when the newest candle of the history opened */
    LiveSymbol(Symbol symbol, BigDecimal mark, BigDecimal index, BigDecimal last, Instant lastClosed) {
        this.symbol = symbol;
        this.mark = mark;
        this.index = index;
        this.last = last;
        this.lastClosed = lastClosed;
    }

    /** Its best prices are known. */
    boolean quoted() {
        return bid != null && ask != null;
    }

    Instant lastClosed() {
        return lastClosed;
    }

    /** Empty for what the market does not need. @throws IllegalArgumentException if a field is missing or malformed */
    Optional<MarketStep> step(JsonNode frame) {
        return switch (frame.path("e").asString("")) {
            case "bookTicker" -> {
                bid = decimal(frame, "b");
                ask = decimal(frame, "a");
                yield quote(time(frame, "E"), List.of());
            }
            case "aggTrade" -> {
                last = decimal(frame, "p");
                var trade = new MarketTrade(
                        number(frame, "l"),
                        time(frame, "T"),
                        last,
                        decimal(frame, "q"),
                        frame.path("m").asBoolean(false),
                        MarketTrade.MARKET,
                        new MarketTrade.Together(number(frame, "a"), number(frame, "f"), number(frame, "l")));
                yield quote(time(frame, "E"), List.of(trade));
            }
            case "markPriceUpdate" -> {
                mark = decimal(frame, "p");
                index = decimal(frame, "i");
                BigDecimal rate = frame.path("r").asString("").isEmpty() ? null : decimal(frame, "r");
                yield Optional.of(new MarketStep.Marked(
                        symbol, at(time(frame, "E")), mark, index, last, bid, ask, List.of(), rate));
            }
            case "kline" -> candle(frame);
            default -> Optional.empty();
        };
    }

    private Optional<MarketStep> quote(Instant at, List<MarketTrade> trades) {
        if (bid == null || ask == null) {
            return Optional.empty();
        }
        return Optional.of(new MarketStep.Quoted(symbol, at(at), last, bid, ask, trades));
    }

    private Optional<MarketStep> candle(JsonNode frame) {
        JsonNode k = frame.path("k");
        if (!k.path("i").asString("").equals("1m")) {
            return Optional.empty();
        }
        var kline = new Kline(
                "1m",
                time(k, "t"),
                time(k, "T"),
                new Price(decimal(k, "o")),
                new Price(decimal(k, "h")),
                new Price(decimal(k, "l")),
                new Price(decimal(k, "c")),
                decimal(k, "v"),
                decimal(k, "q"),
                number(k, "n"));
        var candle = new Candle(kline, decimal(k, "V"), decimal(k, "Q"), number(k, "f"));
        Instant at = at(time(frame, "E"));
        return k.path("x").asBoolean(false)
                ? closed(candle, at)
                : Optional.of(new MarketStep.CandleGrew(symbol, at, candle));
    }

    /** Each candle once, whether a frame or the REST answer after a gap tells it first. */
    Optional<MarketStep> closed(Candle candle, Instant at) {
        if (!candle.kline().openAt().isAfter(lastClosed)) {
            return Optional.empty();
        }
        lastClosed = candle.kline().openAt();
        return Optional.of(new MarketStep.CandleClosed(symbol, at(at), candle, List.of()));
    }

    /** Never back: frames of two connections overtake each other. */
    private Instant at(Instant event) {
        told = event.isAfter(told) ? event : told;
        return told;
    }

    /** A row of {@code GET /fapi/v1/klines}. */
    static Candle row(JsonNode row) {
        var kline = new Kline(
                "1m",
                Instant.ofEpochMilli(row.path(0).asLong()),
                Instant.ofEpochMilli(row.path(6).asLong()),
                new Price(new BigDecimal(row.path(1).asString())),
                new Price(new BigDecimal(row.path(2).asString())),
                new Price(new BigDecimal(row.path(3).asString())),
                new Price(new BigDecimal(row.path(4).asString())),
                new BigDecimal(row.path(5).asString()),
                new BigDecimal(row.path(7).asString()),
                row.path(8).asLong());
        return new Candle(
                kline,
                new BigDecimal(row.path(9).asString()),
                new BigDecimal(row.path(10).asString()),
                kline.trades() == 0 ? -1 : 0);
    }

    static BigDecimal decimal(JsonNode node, String field) {
        try {
            return new BigDecimal(node.path(field).asString(""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("field '%s' is not a decimal".formatted(field), e);
        }
    }

    private static Instant time(JsonNode node, String field) {
        return Instant.ofEpochMilli(number(node, field));
    }

    private static long number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException("field '%s' is not a whole number".formatted(field));
        }
        return value.asLong();
    }
}
