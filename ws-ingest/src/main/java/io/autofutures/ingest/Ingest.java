package io.autofutures.ingest;

import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.StreamCategory;
import io.autofutures.binance.StreamConnection;
import io.autofutures.binance.StreamFleet;
import io.autofutures.binance.StreamOptions;
import io.autofutures.binance.StreamParser;
import io.autofutures.binance.VenueRole;
import io.autofutures.ingest.gap.CandleHistory;
import io.autofutures.ingest.gap.SeedDepth;
import io.autofutures.ingest.market.HeldSymbols;
import io.autofutures.ingest.market.MarketStream;
import io.autofutures.ingest.market.Universe;
import io.autofutures.ingest.peer.Peers;
import io.autofutures.ingest.publish.DeadFrames;
import io.autofutures.ingest.publish.EventPublisher;
import io.autofutures.ingest.publish.FrameCounts;
import io.autofutures.ingest.user.StreamDoubt;
import io.autofutures.ingest.user.UserStream;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Heartbeat;
import io.autofutures.transport.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The running service: the market connections of all watched symbols and one user connection. */
final class Ingest implements IngestStatus, AutoCloseable {
    private static final Duration STALLED_AFTER = Duration.ofSeconds(5);
    /** Names of symbols that a heartbeat tells at most. */
    private static final int NAMES_TOLD = 50;

    private final BinanceRest rest;
    private final VenueClock clock;
    private final Patience patience;
    private final EventPublisher publisher;
    private final CandleHistory history;
    private final MarketStream market;
    private final StreamFleet marketConnections;
    private final Universe universe;
    private final HeldSymbols held;
    private final Peers peers;
    private final UserStream user;
    private final StreamDoubt doubt;
    private final FrameCounts marketCounts;
    private final FrameCounts userCounts;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Settings settings;
    private volatile String watching = "";

    /** @param random for the jitter of reconnects @param instance our own name in the heartbeats */
    Ingest(
            IngestProperties properties,
            String instance,
            Settings settings,
            Transport transport,
            BinanceRest rest,
            VenueClock clock,
            VenueTimers timers,
            Activity activity,
            MeterRegistry meters,
            InstantSource wall,
            RandomGenerator random) {
        this.rest = rest;
        this.clock = clock;
        this.settings = settings;
        this.patience = new Patience(clock);
        var limits = properties.ingest();
        this.publisher = new EventPublisher(transport, limits.unacknowledged(), limits.unacknowledgedBytes());
        this.marketCounts = new FrameCounts(meters, "market");
        this.userCounts = new FrameCounts(meters, "user");
        var account = new AccountId(properties.account());
        URI streamUrl = properties.venue().streamUrl();
        this.peers = Peers.follow(transport, instance, () -> watching, wall, System::nanoTime);
        var depth = new SeedDepth(limits.history());
        this.history = new CandleHistory(
                rest,
                patience,
                symbol -> depth.of(symbol, this.settings, watched().size()),
                this::isHeld);
        this.market = new MarketStream(
                new StreamParser(account),
                history,
                publisher,
                patience,
                activity,
                peers,
                marketCounts,
                new DeadFrames(transport, Topics.WS_EVENTS, "market", clock, System::nanoTime, marketCounts));
        this.marketConnections = new StreamFleet(
                StreamOptions.steady("market"),
                StreamCategory.MARKET,
                streamUrl,
                StreamFleet.STREAMS_PER_CONNECTION,
                market,
                patience,
                wall,
                random);
        this.universe = new Universe(rest, timers, patience, settings, this::watch);
        this.held = new HeldSymbols(transport, account, universe::held);
        this.user = new UserStream(
                account,
                rest,
                streamUrl,
                publisher,
                patience,
                timers,
                activity,
                userCounts,
                new DeadFrames(transport, Topics.USER_EVENTS, "user", clock, System::nanoTime, userCounts),
                StreamOptions.quiet("user"),
                wall,
                random);
        this.doubt = new StreamDoubt(transport, account, user::doubted);
        meters.gauge("autofutures.ingest.unacknowledged", publisher, EventPublisher::unacknowledged);
        meters.gauge("autofutures.ingest.unacknowledged.bytes", publisher, EventPublisher::unacknowledgedBytes);
        meters.gauge("autofutures.ingest.weight.used", rest, BinanceRest::weightUsed);
        meters.gauge(
                "autofutures.ingest.symbols", universe, all -> all.watched().size());
        meters.gauge("autofutures.ingest.symbols.up", market, MarketStream::up);
        meters.gauge(
                "autofutures.ingest.symbols.gap", market, all -> all.inGap().size());
    }

    void start() {
        user.start();
        marketConnections.start();
        universe.start();
        Thread.ofVirtual().name("ingest-gaps").start(this::announceGaps);
    }

    /** The settings in force from now on; connections and symbols that are not concerned go on. Returns at once. */
    void settings(Settings now) {
        settings = now;
        rest.weightShare(VenueRole.INGEST.share(now));
        Thread.ofVirtual()
                .name("ingest-settings")
                .start(() -> universe.settings(settings)); // the latest, whoever is first
    }

    private void watch(SortedSet<Symbol> symbols) {
        market.take(symbols);
        marketConnections.want(MarketStream.streams(symbols));
        market.keepOnly(symbols);
        watching = Peers.digest(symbols);
    }

    private SortedSet<Symbol> watched() {
        return universe.watched();
    }

    private boolean isHeld(Symbol symbol) {
        return held.contains(symbol);
    }

    /** A symbol that another instance brought may be in a gap everywhere by now. */
    private void announceGaps() {
        try {
            while (!closing.await(1, TimeUnit.SECONDS)) {
                market.announceGaps();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean connected() {
        return hasSymbols() && market.isConnected() && user.isConnected();
    }

    @Override
    public boolean streamsUp() {
        return hasSymbols() && market.hasData() && user.isConnected();
    }

    private boolean hasSymbols() {
        return universe.resolved() && !watched().isEmpty();
    }

    /** Frames of {@code market} or {@code user} with this result since the start. */
    long counted(String stream, String result) {
        return (stream.equals("market") ? marketCounts : userCounts).total(result);
    }

    Heartbeat.Health health() {
        boolean degraded =
                publisher.stalledFor(STALLED_AFTER) || user.keyDoubtfulSince().isPresent();
        String state = degraded ? "degraded" : streamsUp() ? "ready" : "starting";
        return new Heartbeat.Health(state, details()).with(rest.silence());
    }

    private Map<String, String> details() {
        var details = new TreeMap<String, String>();
        details.put(
                "market",
                marketConnections.states().stream()
                        .map(this::describe)
                        .distinct()
                        .collect(Collectors.joining("; ")));
        details.put("user", user.isConnected() ? describe(user.state()) : "down: " + describe(user.state()));
        user.keyDoubtfulSince().ifPresent(since -> details.put("listenKey", "not confirmed since " + since));
        List<Symbol> gaps = market.inGap();
        var all = watched();
        details.put("symbols", hasSymbols() ? market.up() + " of " + all.size() + " up" : "not known yet");
        details.put("gaps", told(gaps));
        details.put(Peers.WATCHING, watching);
        List<Symbol> uncovered = market.uncovered();
        if (!uncovered.isEmpty()) {
            details.put(Peers.UNCOVERED, Peers.uncovered(uncovered));
        }
        tell(details, "unheard", market.unheard());
        tell(details, "unlisted", universe.unlisted());
        if (peers.count() > 0) {
            details.put("peers", Integer.toString(peers.count()));
        }
        details.put("unacknowledged", Integer.toString(publisher.unacknowledged()));
        details.put("unacknowledgedBytes", Integer.toString(publisher.unacknowledgedBytes()));
        if (publisher.isFull()) {
            details.put("reading", "stopped: the broker does not acknowledge");
        }
        details.put("weightUsed", Integer.toString(rest.weightUsed()));
        rest.silentUntil().ifPresent(until -> details.put("silentUntil", until.toString()));
        details.put("venueTime", clock.instant().toString());
        for (String result : List.of("unparsable", "implausible", "unknown-symbol", "oversized")) {
            long total = marketCounts.total(result);
            if (total > 0 || result.equals("unparsable")) {
                details.put("market" + capital(result), Long.toString(total));
            }
        }
        details.put("userUnparsable", Long.toString(userCounts.total("unparsable")));
        return details;
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static void tell(Map<String, String> details, String name, List<Symbol> symbols) {
        if (!symbols.isEmpty()) {
            details.put(name, told(symbols));
        }
    }

    private static String told(List<Symbol> symbols) {
        return symbols.size() <= NAMES_TOLD
                ? symbols.toString()
                : symbols.subList(0, NAMES_TOLD) + " and " + (symbols.size() - NAMES_TOLD) + " more";
    }

    private String describe(StreamConnection.State state) {
        return switch (state) {
            case StreamConnection.State.Connecting(int attempt) -> "connecting, attempt " + (attempt + 1);
            case StreamConnection.State.Open(Instant since) -> "open, no frame yet";
            case StreamConnection.State.Live(Instant since, Instant lastFrameAt) ->
                "live, last frame %d ms ago".formatted(patience.age(lastFrameAt).toMillis());
            case StreamConnection.State.Waiting(String reason, Duration backoff) -> "down: " + reason;
            case StreamConnection.State.Closed() -> "closed";
        };
    }

    @Override
    public void close() {
        closing.countDown();
        doubt.close();
        universe.close();
        held.close();
        publisher.close();
        market.close();
        history.close();
        marketConnections.close();
        user.close();
        peers.close();
    }
}
