package io.autofutures.ingest;

import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.StreamCategory;
import io.autofutures.binance.StreamConnection;
import io.autofutures.binance.StreamFleet;
import io.autofutures.binance.StreamOptions;
import io.autofutures.binance.StreamParser;
import io.autofutures.ingest.gap.CandleHistory;
import io.autofutures.ingest.market.MarketStream;
import io.autofutures.ingest.publish.EventPublisher;
import io.autofutures.ingest.publish.FrameCounts;
import io.autofutures.ingest.user.UserStream;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.transport.Heartbeat;
import io.autofutures.transport.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The running service: the market connections and one user connection. */
final class Ingest implements IngestStatus, AutoCloseable {
    private static final Duration STALLED_AFTER = Duration.ofSeconds(5);

    private final BinanceRest rest;
    private final VenueClock clock;
    private final Patience patience;
    private final EventPublisher publisher;
    private final MarketStream market;
    private final StreamFleet marketConnections;
    private final UserStream user;
    private final FrameCounts marketCounts;
    private final FrameCounts userCounts;

    /** @param random for the jitter of reconnects */
    Ingest(
            IngestProperties properties,
            List<Symbol> symbols,
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
        this.patience = new Patience(clock);
        this.publisher = new EventPublisher(transport, properties.ingest().unacknowledged());
        this.marketCounts = new FrameCounts(meters, "market");
        this.userCounts = new FrameCounts(meters, "user");
        var account = new AccountId(properties.account());
        URI streamUrl = properties.venue().streamUrl();
        this.market = new MarketStream(
                symbols,
                new StreamParser(account),
                new CandleHistory(rest, patience, properties.ingest().history()),
                publisher,
                clock,
                activity,
                marketCounts);
        this.marketConnections = new StreamFleet(
                StreamOptions.steady("market"),
                StreamCategory.MARKET,
                streamUrl,
                StreamFleet.STREAMS_PER_CONNECTION,
                market,
                patience,
                wall,
                random);
        marketConnections.want(market.streams());
        this.user = new UserStream(
                account,
                rest,
                streamUrl,
                publisher,
                patience,
                timers,
                activity,
                userCounts,
                StreamOptions.quiet("user"),
                wall,
                random);
        meters.gauge("autofutures.ingest.unacknowledged", publisher, EventPublisher::unacknowledged);
        meters.gauge("autofutures.ingest.weight.used", rest, BinanceRest::weightUsed);
    }

    void start() {
        user.start();
        marketConnections.start();
    }

    @Override
    public boolean connected() {
        return market.isConnected() && user.isConnected();
    }

    @Override
    public boolean streamsUp() {
        return market.hasData() && user.isConnected();
    }

    Heartbeat.Health health() {
        String state = publisher.stalledFor(STALLED_AFTER) ? "degraded" : streamsUp() ? "ready" : "starting";
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
        details.put("gaps", market.inGap().toString());
        details.put("unacknowledged", Integer.toString(publisher.unacknowledged()));
        details.put("weightUsed", Integer.toString(rest.weightUsed()));
        rest.silentUntil().ifPresent(until -> details.put("silentUntil", until.toString()));
        details.put("venueTime", clock.instant().toString());
        details.put("marketUnparsable", Long.toString(marketCounts.total("unparsable")));
        details.put("userUnparsable", Long.toString(userCounts.total("unparsable")));
        return details;
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
        publisher.close();
        market.close();
        marketConnections.close();
        user.close();
    }
}
