package io.autofutures.ingest.market;

import io.autofutures.binance.StreamFleet;
import io.autofutures.binance.StreamFrame;
import io.autofutures.binance.StreamName;
import io.autofutures.binance.StreamParser;
import io.autofutures.ingest.gap.CandleHistory;
import io.autofutures.ingest.publish.DeadFrames;
import io.autofutures.ingest.publish.EventPublisher;
import io.autofutures.ingest.publish.FrameCounts;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market connections: mark price each second and 1m candles of every watched symbol, which both come over the same one.
 * What is watched may change at any time.
 */
public final class MarketStream implements StreamFleet.Listener, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MarketStream.class);
    /** The clocks of the venue and ours may differ so much. */
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private final StreamParser parser;
    private final FeedTools tools;
    private final Patience patience;
    private final FrameCounts counts;
    private final DeadFrames dead;
    private final Map<Symbol, SymbolFeed> feeds = new ConcurrentHashMap<>();
    private final Set<Symbol> left = ConcurrentHashMap.newKeySet();
    private final Set<Symbol> unheard = ConcurrentHashMap.newKeySet();

    public MarketStream(
            StreamParser parser,
            CandleHistory history,
            EventPublisher publisher,
            Patience patience,
            Activity activity,
            Coverage coverage,
            FrameCounts counts,
            DeadFrames dead) {
        this.parser = parser;
        this.patience = patience;
        this.tools = new FeedTools(history, publisher, patience.clock(), activity, coverage, new CountDownLatch(1));
        this.counts = counts;
        this.dead = dead;
    }

    /** What to ask the venue for: the symbol's name to its streams. */
    public static Map<String, List<StreamName>> streams(Collection<Symbol> symbols) {
        var groups = new TreeMap<String, List<StreamName>>();
        symbols.forEach(symbol -> groups.put(symbol.value(), streams(symbol)));
        return groups;
    }

    private static List<StreamName> streams(Symbol symbol) {
        return List.of(StreamName.of(symbol, "markPrice@1s"), StreamName.of(symbol, "kline_1m"));
    }

    /** Frames of these may come from now on. */
    public void take(Collection<Symbol> symbols) {
        for (Symbol symbol : symbols) {
            left.remove(symbol);
            feeds.computeIfAbsent(symbol, taken -> new SymbolFeed(taken, tools));
        }
    }

    /** Nothing is published of any other from now on; frames of theirs may still be on the way. */
    public void keepOnly(Collection<Symbol> symbols) {
        for (Symbol symbol : List.copyOf(feeds.keySet())) {
            if (!symbols.contains(symbol)) {
                left.add(symbol);
                unheard.remove(symbol);
                SymbolFeed gone = feeds.remove(symbol);
                if (gone != null) {
                    gone.leave();
                }
            }
        }
    }

    private void each(Set<String> groups, Consumer<SymbolFeed> what) {
        for (String group : groups) {
            SymbolFeed feed = feeds.get(new Symbol(group));
            if (feed != null) {
                what.accept(feed);
            }
        }
    }

    @Override
    public void connected(Set<String> groups) {
        each(groups, SymbolFeed::connected);
    }

    @Override
    public void frame(String text) {
        var handled = new ArrayList<CompletableFuture<?>>(1);
        for (StreamFrame frame : parser.market(text)) {
            if (frame instanceof StreamFrame.Market(MarketEvent event)) {
                handled.add(onEvent(event, text));
            } else {
                unused(frame, text);
            }
        }
        CompletableFuture<?> all = handled.size() == 1
                ? handled.getFirst()
                : CompletableFuture.allOf(handled.toArray(CompletableFuture[]::new));
        var unused = all.whenComplete((done, failure) -> {
            if (failure != null) {
                counts.count("not-published");
            }
            tools.activity().end();
        });
    }

    private CompletableFuture<?> onEvent(MarketEvent event, String text) {
        Symbol symbol = event.symbol();
        SymbolFeed feed = feeds.get(symbol);
        if (feed == null) {
            if (left.contains(symbol)) {
                counts.count("left");
            } else {
                dead.keep("unknown-symbol", "nobody asked for " + symbol, text, symbol.value());
            }
            return CompletableFuture.completedFuture(null);
        }
        if (event instanceof KlineUpdated candle && !candle.kline().interval().equals("1m")) {
            counts.count("not-asked-for");
            return CompletableFuture.completedFuture(null);
        }
        Instant latest = patience.deadline(tools.clock().instant(), AHEAD);
        EventCheck.Result judged = feed.judge(event, latest);
        return switch (judged.verdict()) {
            case GOOD -> {
                counts.count("event");
                yield feed.on(event);
            }
            case REPEATED -> {
                counts.count("repeated");
                yield CompletableFuture.completedFuture(null);
            }
            case BAD -> {
                dead.keep("implausible", judged.reason(), text, symbol.value());
                yield CompletableFuture.completedFuture(null);
            }
        };
    }

    private void unused(StreamFrame frame, String text) {
        switch (frame) {
            case StreamFrame.Market event -> throw new IllegalArgumentException("an event is not unused: " + event);
            case StreamFrame.Data other -> counts.count("other");
            case StreamFrame.User other -> counts.count("other");
            case StreamFrame.Notice other -> counts.count("other");
            case StreamFrame.ListenKeyExpired other -> counts.count("other");
            case StreamFrame.CoinMargined other -> counts.count("coin-margined");
            case StreamFrame.Unknown(String type, String raw) ->
                dead.keep("unrecognized", "market event of an unknown kind: " + type, raw, null);
            case StreamFrame.Acknowledged other -> counts.count("reply");
            case StreamFrame.Listed other -> counts.count("reply");
            case StreamFrame.Rejected(int code, String message) -> {
                counts.count("rejected");
                LOGGER.atWarn()
                        .addKeyValue("error", code + " " + message)
                        .log("the venue rejected a request of the market stream");
            }
            case StreamFrame.Unparsable(String reason) -> dead.keep("unparsable", reason, text, null);
        }
    }

    @Override
    public void discarded(String text) {
        counts.count("discarded");
        tools.activity().end();
    }

    @Override
    public void oversized(String start, long characters) {
        dead.keep("oversized", "a frame of %d characters".formatted(characters), start, characters, null);
        tools.activity().end();
    }

    @Override
    public void interrupted(Set<String> groups, String reason) {
        if (!tools.isClosing()) {
            each(groups, feed -> feed.interrupted(reason));
        }
    }

    @Override
    public void unheard(Set<StreamName> streams, String reason) {
        counts.count("unheard");
        feeds.keySet().stream()
                .filter(symbol -> streams(symbol).stream().anyMatch(streams::contains))
                .forEach(unheard::add);
        LOGGER.atError()
                .addKeyValue("streams", streams)
                .addKeyValue("error", reason)
                .log("nothing comes over these streams");
    }

    /** Another instance that brought symbols which are in a gap here may be gone. */
    public void announceGaps() {
        feeds.values().stream().filter(SymbolFeed::inGap).forEach(SymbolFeed::announceIfAlone);
    }

    /** The venue has been asked for every symbol, and each one's gap is marked. */
    public boolean isConnected() {
        return feeds.values().stream().allMatch(SymbolFeed::isConnected);
    }

    /** Connected, and of every symbol a frame has come since; those apart whose streams the venue does not serve. */
    public boolean hasData() {
        boolean any = false;
        for (Map.Entry<Symbol, SymbolFeed> feed : feeds.entrySet()) {
            boolean up = feed.getValue().isUp();
            any |= up;
            if (!up && !unheard.contains(feed.getKey())) {
                return false;
            }
        }
        return any;
    }

    /** How many symbols are up. */
    public long up() {
        return feeds.values().stream().filter(SymbolFeed::isUp).count();
    }

    /** Symbols of which a stream is refused or silent. */
    public List<Symbol> unheard() {
        return unheard.stream().filter(this::isDown).sorted().toList();
    }

    private boolean isDown(Symbol symbol) {
        SymbolFeed feed = feeds.get(symbol);
        return feed != null && !feed.isUp();
    }

    /** Symbols whose closed candles wait for missing ones. */
    public List<Symbol> inGap() {
        return entries()
                .filter(entry -> entry.getValue().inGap())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Symbols that do not come whole at this moment: in a gap, or nothing heard yet. */
    public List<Symbol> uncovered() {
        return entries()
                .filter(entry -> entry.getValue().inGap() || !entry.getValue().isUp())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private Stream<Map.Entry<Symbol, SymbolFeed>> entries() {
        return feeds.entrySet().stream();
    }

    /** Repairs under way give up. */
    @Override
    public void close() {
        tools.closing().countDown();
    }
}
