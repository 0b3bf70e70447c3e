package io.autofutures.simulator.market;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Raw websocket frames, one a line, gzip or not: the local receive time in nanoseconds, a space, the JSON text
 * ({@code {"stream":…,"data":{…}}}). Kinds that the market does not need are passed over; bodies that are no frame too.
 *
 * @param frames in event time order
 */
public record FrameFile(Path path, List<Frame> frames) {
    /** What a line says. */
    public sealed interface Frame {
        /** Event or trade time of the venue. */
        Instant at();

        /** {@code @trade}; its price counts when field {@code X} is MARKET. */
        record Traded(MarketTrade trade) implements Frame {
            @Override
            public Instant at() {
                return trade.at();
            }

            public BigDecimal price() {
                return trade.price();
            }

            public BigDecimal quantity() {
                return trade.quantity();
            }

            public boolean market() {
                return trade.counts();
            }
        }

        /** {@code @markPrice}. */
        record Marked(Instant at, BigDecimal mark) implements Frame {}

        /** {@code @kline_1m}. */
        record Candle(Instant at, Kline kline, boolean closed) implements Frame {}

        /** {@code @bookTicker}. */
        record Top(Instant at, BigDecimal bid, BigDecimal ask) implements Frame {}
    }

    /** @throws MarketFileException naming file, line and how to mend it */
    public static FrameFile read(Path file) {
        var frames = new ArrayList<Frame>();
        MarketFiles.read(file, (number, text) -> {
            if (!text.isBlank()) {
                Frame frame = frame(file, number, text, null);
                if (frame != null) {
                    frames.add(frame);
                }
            }
        });
        if (frames.stream().noneMatch(frame -> frame instanceof Frame.Traded || frame instanceof Frame.Marked)) {
            throw new MarketFileException(
                    file, 0, "it has no trade and no mark price frame", "record @trade or @markPrice@1s of the symbol");
        }
        frames.sort(Comparator.comparing(Frame::at)); // stable: what shares an instant stays as it came
        return new FrameFile(file, List.copyOf(frames));
    }

    /**
     * What a detector judges of one symbol, in the order of the file: its mark prices, or, where the file has none, its
     * trades at the market; and its closed candles. The lines are read twice and not held.
     *
     * @throws MarketFileException naming file, line and how to mend it
     */
    public static void eachJudged(Path file, Symbol symbol, MarketFileSink<Frame> sink) {
        var look = new Look(file, symbol);
        MarketFiles.read(file, look::line);
        long[] given = {0};
        MarketFiles.read(file, (number, text) -> {
            Frame frame = text.isBlank() ? null : frame(file, number, text, symbol);
            boolean judged =
                    switch (frame) {
                        case Frame.Marked marked -> true;
                        case Frame.Traded trade -> !look.marks && trade.market();
                        case Frame.Candle candle -> candle.closed();
                        case Frame.Top top -> false;
                        case null -> false;
                    };
            if (frame != null && judged) {
                given[0]++;
                sink.on(frame, number, look.lines);
            }
        });
        if (given[0] == 0) {
            throw new MarketFileException(
                    file,
                    0,
                    "it has no mark price, trade or closed candle of " + symbol,
                    "record @markPrice@1s or @trade of the symbol, or name another one");
        }
    }

    /** Learns whether there are mark prices of the symbol. */
    private static final class Look {
        private final Path file;
        private final Symbol symbol;
        private boolean marks;
        private long lines;

        Look(Path file, Symbol symbol) {
            this.file = file;
            this.symbol = symbol;
        }

        void line(long number, String text) {
            lines = number;
            if (!marks && text.contains("markPriceUpdate")) {
                marks = frame(file, number, text, symbol) instanceof Frame.Marked;
            }
        }
    }

    public boolean hasMarks() {
        return frames.stream().anyMatch(Frame.Marked.class::isInstance);
    }

    public boolean hasCandles() {
        return frames.stream().anyMatch(Frame.Candle.class::isInstance);
    }

    /** Mark prices; without mark frames the last MARKET price of each distinct trade time. */
    public List<PricedAt> marks() {
        boolean own = hasMarks();
        var marks = new ArrayList<PricedAt>();
        for (Frame frame : frames) {
            if (own && frame instanceof Frame.Marked(Instant at, BigDecimal mark)) {
                marks.add(new PricedAt(at, mark));
            } else if (!own && frame instanceof Frame.Traded trade && trade.market()) {
                if (!marks.isEmpty() && marks.getLast().at().equals(trade.at())) {
                    marks.removeLast();
                }
                marks.add(new PricedAt(trade.at(), trade.price()));
            }
        }
        return marks;
    }

    /** Closed 1m candles: the recorded ones, or built from trades and closed by a trade of a later minute. */
    public List<Kline> candles() {
        if (hasCandles()) {
            return frames.stream()
                    .filter(frame -> frame instanceof Frame.Candle candle && candle.closed())
                    .map(frame -> ((Frame.Candle) frame).kline())
                    .toList();
        }
        var candles = new ArrayList<Kline>();
        GrowingCandle growing = null;
        for (Frame frame : frames) {
            if (frame instanceof Frame.Traded trade && trade.market()) {
                long minute = GrowingCandle.minuteOf(trade.at());
                if (growing != null && growing.openMs() != minute) {
                    candles.add(growing.kline());
                    growing = null;
                }
                growing = growing == null ? new GrowingCandle(minute, trade.price()) : growing;
                growing.trade(trade.trade());
            }
        }
        return candles;
    }

    /** @param symbol frames of others are passed over; absent for any */
    private static @Nullable Frame frame(Path file, long number, String text, @Nullable Symbol symbol) {
        int space = text.indexOf(' ');
        if (space <= 0 || !text.substring(0, space).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MarketFileException(
                    file,
                    number,
                    "it does not begin with a time in nanoseconds and a space",
                    "give lines like '1723161255088176367 {\"stream\":…,\"data\":{…}}'");
        }
        try {
            JsonNode data =
                    JsonMapper.shared().readTree(text.substring(space + 1)).path("data");
            if (symbol != null && !data.path("s").asString(symbol.value()).equals(symbol.value())) {
                return null;
            }
            return switch (data.path("e").asString("")) {
                case "trade" ->
                    new Frame.Traded(new MarketTrade(
                            data.path("t").asLong(0),
                            time(data, "T"),
                            decimal(data, "p"),
                            decimal(data, "q"),
                            data.path("m").asBoolean(false),
                            data.path("X").asString("")));
                case "markPriceUpdate" -> new Frame.Marked(time(data, "E"), decimal(data, "p"));
                case "bookTicker" -> new Frame.Top(time(data, "E"), decimal(data, "b"), decimal(data, "a"));
                case "kline" -> candle(data);
                default -> null;
            };
        } catch (JacksonException e) {
            throw new MarketFileException(
                    file,
                    number,
                    "its JSON is broken (" + e.getOriginalMessage() + ")",
                    "correct the line, or leave it out");
        } catch (IllegalArgumentException e) {
            throw new MarketFileException(
                    file, number, String.valueOf(e.getMessage()), "correct the line, or leave it out");
        }
    }

    private static @Nullable Frame candle(JsonNode data) {
        JsonNode k = data.path("k");
        if (!k.path("i").asString("").equals("1m")) {
            return null;
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
                k.has("q") ? decimal(k, "q") : null,
                k.path("n").asLong(0));
        return new Frame.Candle(time(data, "E"), kline, k.path("x").asBoolean(false));
    }

    private static Instant time(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException("field '%s' is not a time in milliseconds".formatted(field));
        }
        return Instant.ofEpochMilli(value.asLong());
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        String text = node.path(field).asString("");
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("field '%s' is not a decimal: '%s'".formatted(field, text), e);
        }
    }
}
