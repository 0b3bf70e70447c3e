package io.autofutures.tracker.tracking;

import io.autofutures.binance.Reply;
import io.autofutures.binance.VenueException;
import io.autofutures.ledger.Output;
import io.autofutures.ledger.TrackerCore;
import io.autofutures.ledger.reconcile.Difference;
import io.autofutures.ledger.reconcile.VenueSnapshot;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.tracker.reconcile.VenueReader;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns one account: folds its events, compares it with the venue at start, after each gap and every minute, and revalues
 * it with marks. REST runs on virtual threads; its answers come back through {@link Ownership.Context#wake}.
 */
final class AccountOwner implements Ownership.Owner {
    private static final Logger LOGGER = LoggerFactory.getLogger(AccountOwner.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofSeconds(60);
    private static final Duration SECOND_LOOK = Duration.ofMillis(300);
    private static final Duration HEDGE_CHECK = Duration.ofSeconds(2);
    private static final Duration LATER_HEDGE_CHECK = Duration.ofSeconds(10);
    /** Checks in quick succession: the desk switches the mode at its start. */
    private static final int QUICK_CHECKS = 30;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** Reads of one comparison before the last one is taken as it is. */
    private static final int LOOKS = 5;

    private final AccountId account;
    private final VenueReader venue;
    private final Patience patience;
    private final VenueTimers timers;
    private final Activity activity;
    private final TrackerMetrics metrics;
    private final TrackerCore core;
    private final Arrivals arrivals;

    private boolean active;
    private boolean ticking;
    private boolean streamUp = true;
    private boolean readWanted;
    private boolean reading;
    private boolean hedgeReading;
    private int looks;
    private int failures;
    private int hedgeChecks;
    private List<String> lastDifferences = List.of();
    private Instant nextRead = Instant.MIN;
    private Instant nextHedgeRead = Instant.MIN;
    private VenueTimers.@Nullable Handle tickTimer;
    private VenueTimers.@Nullable Handle readTimer;
    private volatile Set<Symbol> held = Set.of();
    private volatile Status status = new Status(false, false, 0, Instant.EPOCH);

    /** What health and heartbeat say of it. */
    record Status(boolean active, boolean reconciled, int positions, Instant knownGoodAt) {}

    AccountOwner(
            AccountId account,
            VenueReader venue,
            Patience patience,
            VenueTimers timers,
            Activity activity,
            TrackerMetrics metrics,
            Ownership.Context context) {
        this.account = account;
        this.venue = venue;
        this.patience = patience;
        this.timers = timers;
        this.activity = activity;
        this.metrics = metrics;
        this.core = new TrackerCore(account);
        this.arrivals = new Arrivals(activity, context::wake);
    }

    Status status() {
        return status;
    }

    /** From any thread. Marks of symbols without a position are of no use here. */
    void offer(MarkPriceUpdated mark) {
        if (held.contains(mark.symbol())) {
            arrivals.offer(new Arrivals.Marked(mark));
        }
    }

    @Override
    public void restore(List<Delivery<?>> state) {
        var log = new ArrayList<OrderEvent>();
        var positions = new ArrayList<PositionState>();
        AccountState last = null;
        for (Delivery<?> delivery : state) {
            switch (delivery.value()) {
                case OrderEvent event
                when event.account().equals(account) -> {
                    if (event instanceof OrderEvent.Opened) {
                        log.clear();
                    }
                    log.add(event);
                }
                case PositionState position when position.account().equals(account) -> positions.add(position);
                case AccountState known when known.account().equals(account) -> last = known;
                default -> {}
            }
        }
        log.forEach(core::restore);
        positions.forEach(core::restore);
        if (last != null) {
            core.restore(last);
        }
        if (core.opened()) {
            active = true;
            readWanted = true;
            LOGGER.atInfo()
                    .addKeyValue("account", account)
                    .addKeyValue("records", log.size())
                    .addKeyValue("symbols", core.held())
                    .log("Account restored");
            arrivals.offer(new Arrivals.ReadDue());
        }
        look();
    }

    @Override
    public List<Outgoing<?>> apply(List<Delivery<?>> inputs) {
        var out = new ArrayList<Output>();
        for (Delivery<?> delivery : inputs) {
            if (delivery.value() instanceof UserEvent event && event.account().equals(account)) {
                out.addAll(folded(event));
            }
        }
        for (Arrivals.Arrival arrival : arrivals.take()) {
            out.addAll(arrived(arrival));
        }
        look();
        return Records.of(out);
    }

    private List<Output> folded(UserEvent event) {
        active = true;
        switch (event) {
            case UserEvent.StreamResumed resumed -> {
                LOGGER.atInfo()
                        .addKeyValue("account", resumed.account())
                        .log("User stream is up, comparing with the venue");
                streamUp = true;
                wantFirstLook();
            }
            case UserEvent.StreamInterrupted interrupted -> {
                LOGGER.atWarn()
                        .addKeyValue("account", account)
                        .addKeyValue("error", interrupted.reason())
                        .log("User stream is interrupted");
                streamUp = false;
                readWanted = false;
            }
            case UserEvent.MarginCalled called ->
                LOGGER.atError()
                        .addKeyValue("account", account)
                        .addKeyValue("detail", called.detail())
                        .log("Margin call");
            case UserEvent.Unrecognized unknown -> {
                metrics.unrecognized(unknown.type());
                LOGGER.atWarn().addKeyValue("type", unknown.type()).log("User event of an unknown kind");
            }
            case UserEvent.MultiAssetsChanged changed ->
                LOGGER.atWarn()
                        .addKeyValue("account", account)
                        .addKeyValue("on", changed.on())
                        .log("Multi-assets margin was switched");
            case UserEvent.OrderUpdated unused -> {}
            case UserEvent.AlgoUpdated unused -> {}
            case UserEvent.AccountUpdated unused -> {}
            case UserEvent.ConfigUpdated unused -> {}
        }
        return core.on(event);
    }

    private void wantFirstLook() {
        readWanted = true;
        looks = 0;
        failures = 0;
        lastDifferences = List.of();
    }

    private List<Output> arrived(Arrivals.Arrival arrival) {
        return switch (arrival) {
            case Arrivals.Marked(MarkPriceUpdated mark) -> core.on(mark);
            case Arrivals.Ticked(Instant now) -> ticked(now);
            case Arrivals.Read(VenueSnapshot snapshot, long version) -> read(snapshot, version);
            case Arrivals.ReadFailed(String reason) -> {
                reading = false;
                metrics.failedRead();
                Duration wait = TICK.multipliedBy(1L << Math.min(failures++, 5));
                LOGGER.atWarn()
                        .addKeyValue("account", account)
                        .addKeyValue("error", reason)
                        .log("Venue could not be read");
                readAfter(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
                yield List.of();
            }
            case Arrivals.ReadDue() -> {
                readWanted = streamUp;
                yield List.of();
            }
            case Arrivals.HedgeModeRead(boolean hedge, Instant at) -> {
                hedgeReading = false;
                yield core.hedgeMode(hedge, at);
            }
            case Arrivals.HedgeModeUnread(String reason) -> {
                hedgeReading = false;
                LOGGER.atWarn().addKeyValue("error", reason).log("Position mode could not be read");
                yield List.of();
            }
        };
    }

    private List<Output> ticked(Instant now) {
        ticking = false;
        if (core.good() && !reading && streamUp && now.isAfter(nextRead)) {
            wantFirstLook();
        }
        return core.renew(now);
    }

    /** A difference counts when two looks in a row show the same one and no event came between. */
    private List<Output> read(VenueSnapshot snapshot, long version) {
        reading = false;
        if (!streamUp) {
            return List.of();
        }
        looks++;
        if (core.version() != version && looks < LOOKS) {
            readWanted = true;
            return List.of();
        }
        List<Difference> differences = core.compare(snapshot);
        List<String> words = differences.stream().map(Difference::describe).toList();
        if (!words.isEmpty() && core.opened() && !words.equals(lastDifferences) && looks < LOOKS) {
            lastDifferences = words;
            readAfter(SECOND_LOOK);
            return List.of();
        }
        boolean opening = !core.opened();
        List<Output> out = core.settle(snapshot);
        metrics.compared(opening ? 0 : words.size());
        looks = 0;
        failures = 0;
        lastDifferences = List.of();
        nextRead = patience.deadline(patience.clock().instant(), PERIOD);
        if (!core.good()) {
            LOGGER.atWarn()
                    .addKeyValue("account", account)
                    .addKeyValue("differences", words)
                    .log("Adopted the venue's state");
            readAfter(SECOND_LOOK);
        } else {
            LOGGER.atDebug().addKeyValue("account", account).log("In agreement with the venue");
        }
        return out;
    }

    @Override
    public void committed() {
        if (active) {
            if (readWanted && !reading) {
                startReading();
            }
            Instant now = patience.clock().instant();
            if (core.opened() && !core.hedgeMode() && !hedgeReading && !reading && !now.isBefore(nextHedgeRead)) {
                nextHedgeRead = patience.deadline(now, hedgeChecks++ < QUICK_CHECKS ? HEDGE_CHECK : LATER_HEDGE_CHECK);
                startReadingHedgeMode();
            }
            if (!ticking) {
                ticking = true;
                tickTimer = timers.at(
                        patience.deadline(now, TICK),
                        () -> arrivals.offer(
                                new Arrivals.Ticked(patience.clock().instant())));
            }
        }
        arrivals.committed();
    }

    private void startReading() {
        readWanted = false;
        reading = true;
        long version = core.version();
        List<OrderView> open = core.openOrders();
        inBackground("tracker-read-" + account, () -> {
            try {
                return new Arrivals.Read(venue.read(open), version);
            } catch (VenueException e) {
                return new Arrivals.ReadFailed(String.valueOf(e.getMessage()));
            }
        });
    }

    private void startReadingHedgeMode() {
        hedgeReading = true;
        inBackground("tracker-mode-" + account, () -> switch (venue.hedgeMode()) {
            case Reply.Accepted<Boolean>(Boolean hedge) ->
                new Arrivals.HedgeModeRead(hedge, patience.clock().instant());
            case Reply<Boolean> other -> new Arrivals.HedgeModeUnread(other.toString());
        });
    }

    private void inBackground(String name, Callable<Arrivals.Arrival> work) {
        activity.begin();
        Thread.ofVirtual().name(name).start(() -> {
            try {
                arrivals.offer(work.call());
            } catch (Exception e) { // an answer nobody foresaw is a failed read, and is tried again
                LOGGER.atError().setCause(e).log("Reading the venue failed");
                arrivals.offer(new Arrivals.ReadFailed(e.toString()));
            } finally {
                activity.end();
            }
        });
    }

    private void readAfter(Duration wait) {
        Instant due = patience.deadline(patience.clock().instant(), wait);
        readTimer = timers.at(due, () -> arrivals.offer(new Arrivals.ReadDue()));
    }

    private void look() {
        held = core.held();
        AccountState state = core.accountState(Instant.EPOCH);
        status = new Status(active, core.good(), held.size(), state.knownGoodAt());
    }

    Map<String, String> details() {
        Status now = status;
        return Map.of(
                "account", account.value(),
                "active", Boolean.toString(now.active()),
                "reconciled", Boolean.toString(now.reconciled()),
                "positions", Integer.toString(now.positions()),
                "knownGoodAt", now.knownGoodAt().toString());
    }

    @Override
    public void close() {
        Stream.of(tickTimer, readTimer).filter(Objects::nonNull).forEach(VenueTimers.Handle::cancel);
        arrivals.close();
    }
}
