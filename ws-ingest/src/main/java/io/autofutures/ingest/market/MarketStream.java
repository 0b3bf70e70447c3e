package io.autofutures.ingest.market;

import io.autofutures.binance.StreamFleet;
import io.autofutures.binance.StreamFrame;
import io.autofutures.binance.StreamName;
import io.autofutures.binance.StreamParser;
import io.autofutures.ingest.gap.CandleHistory;
import io.autofutures.ingest.publish.EventPublisher;
import io.autofutures.ingest.publish.FrameCounts;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.VenueClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The market connections: mark price each second and 1m candles of every symbol, which both come over the same one. */
public final class MarketStream implements StreamFleet.Listener, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MarketStream.class);

    /** Characters of a frame of an unknown kind that the log keeps. */
    private static final int KEPT_OF_UNKNOWN = 2_000;

    private final StreamParser parser;
    private final Map<Symbol, SymbolFeed> feeds;
    private final Activity activity;
    private final FrameCounts counts;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Symbol> connected = ConcurrentHashMap.newKeySet();
    private volatile boolean hasData;

    public MarketStream(
            List<Symbol> symbols,
            StreamParser parser,
            CandleHistory history,
            EventPublisher publisher,
            VenueClock clock,
            Activity activity,
            FrameCounts counts) {
        this.parser = parser;
        this.activity = activity;
        this.counts = counts;
        var bySymbol = new TreeMap<Symbol, SymbolFeed>();
        for (Symbol symbol : symbols) {
            bySymbol.put(symbol, new SymbolFeed(symbol, history, publisher, clock, activity, closing));
        }
        this.feeds = Map.copyOf(bySymbol);
    }

    /** What to ask the venue for: the symbol's name to its streams. */
    public Map<String, List<StreamName>> streams() {
        var groups = new TreeMap<String, List<StreamName>>();
        feeds.keySet()
                .forEach(symbol -> groups.put(
                        symbol.value(),
                        List.of(StreamName.of(symbol, "markPrice@1s"), StreamName.of(symbol, "kline_1m"))));
        return groups;
    }

    private void each(Set<String> groups, BiConsumer<Symbol, SymbolFeed> what) {
        for (String group : groups) {
            var symbol = new Symbol(group);
            SymbolFeed feed = feeds.get(symbol);
            if (feed != null) {
                what.accept(symbol, feed);
            }
        }
    }

    @Override
    public void connected(Set<String> groups) {
        each(groups, (symbol, feed) -> {
            connected.add(symbol);
            feed.connected();
        });
    }

    @Override
    public void frame(String text) {
        var handled = new ArrayList<CompletableFuture<?>>();
        for (StreamFrame frame : parser.market(text)) {
            if (frame instanceof StreamFrame.Market(MarketEvent event)) {
                handled.add(onEvent(event));
            } else {
                unused(frame);
            }
        }
        var unused = CompletableFuture.allOf(handled.toArray(CompletableFuture[]::new))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        counts.count("not-published");
                    }
                    activity.end();
                });
    }

    private CompletableFuture<?> onEvent(MarketEvent event) {
        SymbolFeed feed = feeds.get(event.symbol());
        if (feed == null
                || event instanceof KlineUpdated candle
                        && !candle.kline().interval().equals("1m")) {
            counts.count("not-asked-for");
            return CompletableFuture.completedFuture(null);
        }
        hasData = true;
        counts.count("event");
        return feed.on(event);
    }

    private void unused(StreamFrame frame) {
        switch (frame) {
            case StreamFrame.Market event -> throw new IllegalArgumentException("an event is not unused: " + event);
            case StreamFrame.Data other -> counts.count("other");
            case StreamFrame.User other -> counts.count("other");
            case StreamFrame.Notice other -> counts.count("other");
            case StreamFrame.ListenKeyExpired other -> counts.count("other");
            case StreamFrame.CoinMargined other -> counts.count("coin-margined");
            case StreamFrame.Unknown(String type, String raw) -> {
                counts.count("unrecognized");
                LOGGER.atInfo()
                        .addKeyValue("type", type)
                        .addKeyValue("frame", raw.substring(0, Math.min(raw.length(), KEPT_OF_UNKNOWN)))
                        .log("market event of an unknown kind");
            }
            case StreamFrame.Acknowledged other -> counts.count("reply");
            case StreamFrame.Listed other -> counts.count("reply");
            case StreamFrame.Rejected(int code, String message) -> {
                counts.count("rejected");
                LOGGER.atWarn()
                        .addKeyValue("error", code + " " + message)
                        .log("the venue rejected a request of the market stream");
            }
            case StreamFrame.Unparsable(String reason) -> {
                counts.count("unparsable");
                LOGGER.atWarn().addKeyValue("error", reason).log("a market frame could not be read");
            }
        }
    }

    @Override
    public void discarded(String text) {
        counts.count("discarded");
        activity.end();
    }

    @Override
    public void interrupted(Set<String> groups, String reason) {
        hasData = false;
        each(groups, (symbol, feed) -> {
            connected.remove(symbol);
            if (closing.getCount() > 0) {
                feed.interrupted(reason);
            }
        });
    }

    @Override
    public void unheard(Set<StreamName> streams, String reason) {
        counts.count("unheard");
        LOGGER.atError()
                .addKeyValue("streams", streams)
                .addKeyValue("error", reason)
                .log("nothing comes over these streams");
    }

    public boolean isConnected() {
        return connected.size() == feeds.size();
    }

    /** Connected, and a data frame has come over this connection. */
    public boolean hasData() {
        return isConnected() && hasData;
    }

    /** Symbols whose closed candles wait for missing ones. */
    public List<Symbol> inGap() {
        return feeds.entrySet().stream()
                .filter(entry -> entry.getValue().inGap())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Repairs under way give up. */
    @Override
    public void close() {
        closing.countDown();
    }
}
