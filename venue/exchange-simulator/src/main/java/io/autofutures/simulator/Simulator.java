package io.autofutures.simulator;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.time.VenueClock;
import io.autofutures.paperbook.BookEvent;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.simulator.board.MarketBoard;
import io.autofutures.simulator.fault.FaultClock;
import io.autofutures.simulator.fault.Faults;
import io.autofutures.simulator.journal.VenueJournal;
import io.autofutures.simulator.market.Market;
import io.autofutures.simulator.market.MarketStep;
import io.autofutures.simulator.rest.RestServlet;
import io.autofutures.simulator.rest.VenueSockets;
import io.autofutures.simulator.stream.StreamHub;
import io.autofutures.simulator.venue.Instrument;
import io.autofutures.simulator.venue.Instruments;
import io.autofutures.simulator.venue.ListenKeys;
import io.autofutures.simulator.venue.SimulatedClock;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A running venue: REST and websockets on one port, an account that outlives the process, a market that flows. */
public final class Simulator implements AutoCloseable {
    private static final Duration PING_EVERY = Duration.ofMinutes(3);
    private static final Duration LONGEST_NAP = Duration.ofMillis(50);

    private final Market market;
    private final Venue venue;
    private final StreamHub hub;
    private final Faults faults;
    private final VenueJournal journal;
    private final VenueServer server;
    private final Iterator<MarketStep> steps;
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("simulator-housekeeping").daemon().factory());
    private @Nullable MarketStep next;
    private @Nullable Thread driver;
    private volatile boolean ended;
    private volatile boolean closed;
    private boolean released;

    private Simulator(
            Market market,
            Venue venue,
            StreamHub hub,
            Faults faults,
            VenueJournal journal,
            VenueServer server,
            VenueSockets sockets,
            Iterator<MarketStep> steps) {
        this.market = market;
        this.venue = venue;
        this.hub = hub;
        this.faults = faults;
        this.journal = journal;
        this.server = server;
        this.steps = steps;
        this.next = steps.hasNext() ? steps.next() : null;
        this.ended = next == null;
        housekeeping.scheduleWithFixedDelay(
                () -> hub.pingAll(venue.clock().patience()),
                PING_EVERY.toSeconds(),
                PING_EVERY.toSeconds(),
                TimeUnit.SECONDS);
        housekeeping.scheduleWithFixedDelay(() -> hub.review(venue.clock().patience()), 30, 30, TimeUnit.SECONDS);
        housekeeping.scheduleWithFixedDelay(sockets::sweep, 5, 5, TimeUnit.SECONDS);
        faults.attach(venue);
        if (!venue.clock().lockstep()) {
            housekeeping.scheduleWithFixedDelay(venue::expireListenKey, 30, 30, TimeUnit.SECONDS);
            housekeeping.scheduleWithFixedDelay(faults::sweep, 100, 100, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Answers REST calls when it returns; the market stands until {@link #begin}.
     *
     * @throws io.autofutures.simulator.market.MarketFileException if a market file is unreadable or malformed
     * @throws DataFolderException if the data folder is in use, or of another market or version
     * @throws PortTakenException if another process listens on the port
     */
    public static Simulator start(SimulatorOptions options) {
        Market market = options.market().open();
        try {
            Map<Symbol, Instrument> instruments = Instruments.of(market, options.exchangeInfo());
            VenueJournal.Lease lease = VenueJournal.Lease.take(options.dataFolder());
            try {
                return start(options, market, instruments, lease);
            } catch (RuntimeException e) {
                lease.release();
                throw e;
            }
        } catch (RuntimeException e) {
            market.close();
            throw e;
        }
    }

    private static Simulator start(
            SimulatorOptions options, Market market, Map<Symbol, Instrument> instruments, VenueJournal.Lease lease) {
        VenueJournal.Recovered recovered = VenueJournal.read(options.dataFolder(), market.identity());
        var rules = new LinkedHashMap<Symbol, SymbolRules>();
        instruments.forEach((symbol, instrument) -> rules.put(symbol, instrument.rules()));
        var book = new PaperBook(options.terms(), MarginTable.of(instruments, options.brackets()), rules);
        if (recovered.isNew()) {
            BigDecimal deposit = options.initialBalance();
            book.apply(new BookEvent.Transferred(deposit, deposit, deposit, market.start()));
        }
        recovered.events().forEach(book::apply);
        Instant from = Optional.ofNullable(recovered.at()).orElse(market.start());
        var clock = new SimulatedClock(
                from, market.end().orElse(null), options.speed(), options.lockstep(), System::nanoTime);
        VenueJournal journal = VenueJournal.open(
                options.dataFolder(), market.identity(), recovered.steps(), from, book.snapshot(), lease);
        var faults = new Faults(options.faults(), new FaultClock(clock::instant, clock::patience, clock.speed()));
        book.hang(algo -> faults.triggeringHangs(algo.symbol().value()));
        var hub = new StreamHub(faults);
        var venue = new Venue(
                instruments,
                book,
                clock,
                journal,
                hub,
                new ListenKeys(options.apiKey()),
                new MarketBoard(market, rules),
                recovered.steps());
        market.symbols().forEach(symbol -> venue.open(symbol, from, market.opening(symbol)));
        Iterator<MarketStep> steps = market.steps();
        for (long passed = 0; !market.live() && passed < recovered.steps() && steps.hasNext(); passed++) {
            venue.pass(steps.next());
        }
        try {
            var sockets = new VenueSockets(System::nanoTime);
            VenueServer server = VenueServer.start(
                    options.host(), options.port(), new RestServlet(venue, hub, faults, sockets, options), sockets);
            return new Simulator(market, venue, hub, faults, journal, server, sockets, steps);
        } catch (RuntimeException e) {
            faults.close();
            journal.close();
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    public VenueClock clock() {
        return venue.clock();
    }

    /** What goes wrong, switched while it runs. */
    public Faults faults() {
        return faults;
    }

    /** Sorted. */
    public List<Symbol> symbols() {
        return market.symbols();
    }

    /**
     * As {@link #begin()}, with venue time at {@code now}, for clients that sign with the time of their own clock. What
     * the market had to tell before comes at once.
     */
    public synchronized void beginAt(Instant now) {
        if (driver == null) {
            venue.clock().moveTo(now);
        }
        begin();
    }

    /** Lets the market flow; once. Under lockstep it has no effect: {@link #steps} moves it. */
    public synchronized void begin() {
        if (venue.clock().lockstep() || driver != null) {
            return;
        }
        if (market.live()) {
            venue.clock().moveTo(market.start());
        }
        venue.clock().run();
        driver = Thread.ofPlatform().name("simulator-market").daemon().start(this::flow);
    }

    private void flow() {
        while (!closed) {
            MarketStep due = next;
            if (due == null) {
                return;
            }
            Duration wait = venue.clock().until(due.at());
            if (wait.isPositive() && !market.live()) {
                LockSupport.parkNanos(Math.min(wait.toNanos(), LONGEST_NAP.toNanos()));
            } else {
                release();
            }
        }
    }

    private void release() {
        MarketStep due = next;
        if (due == null) {
            throw new IllegalStateException("the recording has ended");
        }
        venue.release(due);
        faults.sweep();
        next = steps.hasNext() ? steps.next() : null;
        ended = next == null;
    }

    /** The market and venue time stand from now on; requests are answered still. */
    public synchronized void pause() {
        closed = true;
        market.close();
        Thread running = driver;
        if (running != null) {
            LockSupport.unpark(running);
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        venue.clock().stand();
    }

    /** A recording has come to its end: venue time stands, requests are answered on. */
    public boolean ended() {
        return ended;
    }

    /** @throws IllegalStateException without lockstep */
    public MarketSteps steps() {
        if (!venue.clock().lockstep()) {
            throw new IllegalStateException("the market flows by itself; steps need lockstep");
        }
        return new MarketSteps() {
            @Override
            public Optional<Instant> next() {
                return Optional.ofNullable(Simulator.this.next).map(MarketStep::at);
            }

            @Override
            public void release() {
                Simulator.this.release();
            }
        };
    }

    /** Lockstep: moves venue time to a timer's instant between two market events; never back. */
    public void advanceTo(Instant instant) {
        venue.advanceTo(instant);
    }

    /** Once; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (released) {
            return;
        }
        released = true;
        pause();
        housekeeping.shutdownNow();
        faults.close();
        hub.closeAll();
        server.close();
        journal.close();
    }
}
