package io.autofutures.simulator.market.live;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.simulator.market.Candle;
import io.autofutures.simulator.market.ForwardRefused;
import io.autofutures.simulator.market.Market;
import io.autofutures.simulator.market.MarketForward;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.simulator.market.MarketStep;
import io.autofutures.simulator.market.MinuteCandles;
import io.autofutures.simulator.market.SymbolProfile;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The market of a venue as it happens: prices from {@code bookTicker}, {@code aggTrade} and {@code markPrice@1s},
 * candles from {@code kline_1m}; what was missed in an outage is asked for by REST. Its time is the venue's.
 */
public final class LiveMarket implements Market {
    private static final Logger LOGGER = LoggerFactory.getLogger(LiveMarket.class);
    private static final Duration FIRST_QUOTES = Duration.ofSeconds(20);
    private static final int STREAMS_PER_CONNECTION = 900;
    private static final int WAITING = 100_000;
    private static final long MINUTE_MS = 60_000;

    private final MarketSource.Live source;
    private final UpstreamRest rest;
    private final HttpClient http;
    private final LongSupplier nanos;
    private final Instant venueTime;
    private final long venueTimeNanos;
    private final TreeMap<Symbol, ObjectNode> rows = new TreeMap<>();
    private final TreeMap<Symbol, LiveSymbol> symbols = new TreeMap<>();
    private final TreeMap<Symbol, BigDecimal> openings = new TreeMap<>();
    private final List<UpstreamStream> streams = new ArrayList<>();
    private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(WAITING);
    private final CountDownLatch quoted = new CountDownLatch(1);

    /** @param step absent: the market is closed */
    private record Arrival(@Nullable MarketStep step) {}

    private LiveMarket(MarketSource.Live source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
        this.http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        this.rest = new UpstreamRest(source.restUrl(), http, nanos);
        long asked = nanos.getAsLong();
        this.venueTime = Instant.ofEpochMilli(
                rest.get("/fapi/v1/time", Map.of()).path("serverTime").asLong());
        this.venueTimeNanos = asked + (nanos.getAsLong() - asked) / 2;
    }

    /** @throws LiveMarketException if the venue cannot be reached, or does not trade a symbol */
    public static LiveMarket open(MarketSource.Live source) {
        try {
            var market = new LiveMarket(source, System::nanoTime);
            market.prepare();
            market.listen();
            return market;
        } catch (ForwardRefused e) {
            throw new LiveMarketException(
                    "the live market at %s does not answer: %s; check the address"
                            .formatted(source.restUrl(), e.getMessage()),
                    e);
        }
    }

    private void prepare() {
        for (JsonNode row : rest.get("/fapi/v1/exchangeInfo", Map.of()).path("symbols")) {
            source.symbols().stream()
                    .filter(symbol -> symbol.value().equals(row.path("symbol").asString("")))
                    .findFirst()
                    .ifPresent(symbol -> rows.put(symbol, (ObjectNode) row));
        }
        for (Symbol symbol : source.symbols()) {
            if (!rows.containsKey(symbol)) {
                throw new ForwardRefused(400, -1121, "it does not trade " + symbol);
            }
            JsonNode premium = rest.get("/fapi/v1/premiumIndex", Map.of("symbol", symbol.value()));
            JsonNode price = rest.get("/fapi/v2/ticker/price", Map.of("symbol", symbol.value()));
            BigDecimal last = LiveSymbol.decimal(price, "price");
            openings.put(symbol, last);
            symbols.put(
                    symbol,
                    new LiveSymbol(
                            symbol,
                            LiveSymbol.decimal(premium, "markPrice"),
                            LiveSymbol.decimal(premium, "indexPrice"),
                            last,
                            Instant.ofEpochMilli(
                                    Math.floorDiv(venueTime.toEpochMilli(), MINUTE_MS) * MINUTE_MS - MINUTE_MS)));
        }
    }

    private void listen() {
        var books = new ArrayList<String>();
        var others = new ArrayList<String>();
        for (Symbol symbol : source.symbols()) {
            String name = lower(symbol);
            books.add(name + "@bookTicker");
            others.addAll(List.of(name + "@aggTrade", name + "@markPrice@1s", name + "@kline_1m"));
        }
        connect("/public/stream", books);
        connect("/market/stream", others);
        try {
            if (!quoted.await(FIRST_QUOTES.toMillis(), TimeUnit.MILLISECONDS)) {
                close();
                throw new ForwardRefused(
                        503, -1016, "no prices of all symbols came within " + FIRST_QUOTES.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new ForwardRefused(503, -1016, "interrupted");
        }
    }

    private void connect(String route, List<String> names) {
        for (int from = 0; from < names.size(); from += STREAMS_PER_CONNECTION) {
            streams.add(new UpstreamStream(
                    URI.create(source.streamUrl() + route),
                    names.subList(from, Math.min(names.size(), from + STREAMS_PER_CONNECTION)),
                    http,
                    nanos,
                    this::frame,
                    route.startsWith("/market") ? this::backFill : () -> {}));
        }
    }

    private synchronized void frame(JsonNode frame) {
        if (frame.path("st").asInt(1) != 1) {
            return; // the other futures exchange
        }
        String name = frame.path("s").asString("");
        LiveSymbol known = name.isEmpty() ? null : symbols.get(new Symbol(name));
        if (known == null) {
            return;
        }
        known.step(frame).ifPresent(this::arrived);
        if (quoted.getCount() > 0 && symbols.values().stream().allMatch(LiveSymbol::quoted)) {
            quoted.countDown();
        }
    }

    private void arrived(MarketStep step) {
        if (!arrivals.offer(new Arrival(step))) {
            LOGGER.atWarn()
                    .addKeyValue("symbol", step.symbol())
                    .log("the live market is faster than the simulator: a step is left out");
        }
    }

    /** Candles that closed while nobody listened. */
    private void backFill() {
        for (Map.Entry<Symbol, LiveSymbol> each : symbols.entrySet()) {
            try {
                Instant from = each.getValue().lastClosed().plusMillis(MINUTE_MS);
                JsonNode missed = rest.get(
                        "/fapi/v1/klines",
                        Map.of(
                                "symbol",
                                each.getKey().value(),
                                "interval",
                                "1m",
                                "startTime",
                                Long.toString(from.toEpochMilli()),
                                "limit",
                                "500"));
                synchronized (this) {
                    Instant now = start();
                    for (JsonNode row : missed) {
                        Candle candle = LiveSymbol.row(row);
                        if (candle.kline().closeAt().isBefore(now)) {
                            each.getValue().closed(candle, now).ifPresent(this::arrived);
                        }
                    }
                }
            } catch (ForwardRefused e) {
                LOGGER.atWarn()
                        .addKeyValue("symbol", each.getKey())
                        .addKeyValue("error", e.getMessage())
                        .log("candles that were missed cannot be had");
            }
        }
    }

    private static String lower(Symbol symbol) {
        var out = new StringBuilder();
        symbol.value().codePoints().forEach(c -> out.appendCodePoint(c < 128 ? Character.toLowerCase(c) : c));
        return out.toString();
    }

    @Override
    public String identity() {
        return "live " + source.restUrl() + " symbols="
                + String.join(",", source.symbols().stream().map(Symbol::value).toList());
    }

    @Override
    public List<Symbol> symbols() {
        return source.symbols();
    }

    @Override
    public SymbolRules rules(Symbol symbol) {
        ObjectNode row = rows.get(symbol);
        BigDecimal tick = new BigDecimal("0.01");
        BigDecimal step = new BigDecimal("0.001");
        BigDecimal notional = new BigDecimal("5");
        for (JsonNode filter : row == null ? List.<JsonNode>of() : row.path("filters")) {
            switch (filter.path("filterType").asString("")) {
                case "PRICE_FILTER" ->
                    tick = LiveSymbol.decimal(filter, "tickSize").stripTrailingZeros();
                case "LOT_SIZE" -> step = LiveSymbol.decimal(filter, "stepSize").stripTrailingZeros();
                case "MIN_NOTIONAL" -> notional = LiveSymbol.decimal(filter, "notional");
                default -> {}
            }
        }
        return SymbolProfile.rules(symbol, tick, step, notional);
    }

    @Override
    public Optional<ObjectNode> row(Symbol symbol) {
        return Optional.ofNullable(rows.get(symbol));
    }

    /** The venue's time now. */
    @Override
    public Instant start() {
        return venueTime.plusNanos((nanos.getAsLong() - venueTimeNanos) / 1_000_000 * 1_000_000);
    }

    @Override
    public Optional<Instant> end() {
        return Optional.empty();
    }

    @Override
    public BigDecimal opening(Symbol symbol) {
        BigDecimal price = openings.get(symbol);
        if (price == null) {
            throw new IllegalArgumentException("symbol " + symbol + " is not in this market");
        }
        return price;
    }

    @Override
    public MinuteCandles history(Symbol symbol) {
        var candles = new MinuteCandles(
                Math.max(3, rules(symbol).stepSize().stripTrailingZeros().scale()));
        long opened = Math.floorDiv(venueTime.toEpochMilli(), MINUTE_MS) * MINUTE_MS;
        for (JsonNode row : rest.get(
                "/fapi/v1/klines",
                Map.of(
                        "symbol",
                        symbol.value(),
                        "interval",
                        "1m",
                        "endTime",
                        Long.toString(opened - 1),
                        "limit",
                        "1500"))) {
            candles.add(LiveSymbol.row(row));
        }
        return candles;
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public Optional<MarketForward> forward() {
        return Optional.of(rest);
    }

    @Override
    public Iterator<MarketStep> steps() {
        return new Iterator<>() {
            private @Nullable Arrival next;

            @Override
            public boolean hasNext() {
                try {
                    Arrival known = next == null ? arrivals.take() : next;
                    next = known;
                    return known.step() != null;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }

            @Override
            public MarketStep next() {
                MarketStep step = hasNext() && next != null ? next.step() : null;
                if (step == null) {
                    throw new NoSuchElementException("the live market is closed");
                }
                next = null;
                return step;
            }
        };
    }

    @Override
    public void close() {
        streams.forEach(UpstreamStream::close);
        arrivals.clear();
        boolean ignored = arrivals.offer(new Arrival(null));
        http.shutdownNow();
    }
}
