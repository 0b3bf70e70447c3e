package io.autofutures.simulator.stream;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Market frames as they stand on the wire: decimals as strings, times and ids as integers. */
public final class Frames {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long FUNDING_MS = 8 * 3_600_000L;

    private Frames() {}

    /** Stream names are lower case in their ASCII part. */
    static String lower(Symbol symbol) {
        var out = new StringBuilder();
        symbol.value().codePoints().forEach(c -> out.appendCodePoint(c < 128 ? Character.toLowerCase(c) : c));
        return out.toString();
    }

    /** The next whole 8 h after {@code at}. */
    public static long nextFundingMs(Instant at) {
        return (Math.floorDiv(at.toEpochMilli(), FUNDING_MS) + 1) * FUNDING_MS;
    }

    static ObjectNode mark(Symbol symbol, Instant at, BigDecimal mark) {
        String price = eight(mark);
        return NODES.objectNode()
                .put("e", "markPriceUpdate")
                .put("E", at.toEpochMilli())
                .put("s", symbol.value())
                .put("p", price)
                .put("ap", price)
                .put("P", price)
                .put("i", price)
                .put("r", "0.00010000")
                .put("T", nextFundingMs(at))
                .put("st", 1);
    }

    static ObjectNode kline(Symbol symbol, Instant at, Kline kline, boolean closed, int priceScale) {
        ObjectNode frame =
                NODES.objectNode().put("e", "kline").put("E", at.toEpochMilli()).put("s", symbol.value());
        BigDecimal quote = kline.quoteVolume() == null ? BigDecimal.ZERO : kline.quoteVolume();
        frame.putObject("k")
                .put("t", kline.openAt().toEpochMilli())
                .put("T", kline.closeAt().toEpochMilli())
                .put("s", symbol.value())
                .put("i", kline.interval())
                .put("f", kline.trades() == 0 ? -1 : kline.openAt().getEpochSecond() * 1_000)
                .put("L", kline.trades() == 0 ? -1 : kline.openAt().getEpochSecond() * 1_000 + kline.trades() - 1)
                .put("o", scaled(kline.open().value(), priceScale))
                .put("c", scaled(kline.close().value(), priceScale))
                .put("h", scaled(kline.high().value(), priceScale))
                .put("l", scaled(kline.low().value(), priceScale))
                .put("v", kline.volume().toPlainString())
                .put("n", kline.trades())
                .put("x", closed)
                .put("q", quote.toPlainString())
                .put("V", half(kline.volume()))
                .put("Q", half(quote))
                .put("B", "0");
        return frame;
    }

    static ObjectNode bookTicker(
            Symbol symbol, Instant at, BigDecimal bid, BigDecimal ask, BigDecimal size, int scale) {
        return NODES.objectNode()
                .put("e", "bookTicker")
                .put("u", at.toEpochMilli())
                .put("s", symbol.value())
                .put("ps", symbol.value())
                .put("b", scaled(bid, scale))
                .put("B", size.toPlainString())
                .put("a", scaled(ask, scale))
                .put("A", size.toPlainString())
                .put("T", at.toEpochMilli())
                .put("E", at.toEpochMilli())
                .put("st", 1);
    }

    /** At least the digits of the price grid. */
    public static String scaled(BigDecimal value, int scale) {
        return (value.scale() < scale ? value.setScale(scale, RoundingMode.UNNECESSARY) : value).toPlainString();
    }

    /** Eight decimals, as mark prices and margins have. */
    public static String eight(BigDecimal value) {
        return value.setScale(8, RoundingMode.HALF_UP).toPlainString();
    }

    /** Taker buys are not simulated: half of everything. */
    public static String half(BigDecimal value) {
        return value.divide(BigDecimal.TWO, Math.max(0, value.scale()), RoundingMode.DOWN)
                .toPlainString();
    }
}
