package io.autofutures.binance;

import io.autofutures.model.time.Activity;
import io.autofutures.model.time.VenueClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's clock moved by its offset to the venue's, measured with {@code GET /fapi/v1/time} against the middle of
 * the request. Speed 1. Until the first answer the offset is zero.
 */
public final class SyncedVenueClock implements VenueClock, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SyncedVenueClock.class);
    private static final Duration EVERY = Duration.ofMinutes(3);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration ALARMING = Duration.ofMillis(500);
    /** A longer round trip says little about its middle, and is tried again. */
    private static final Duration SLOW = Duration.ofMillis(500);

    private static final int TRIES = 3;

    private final Supplier<Reply<Instant>> serverTime;
    private final InstantSource wall;
    private final Runnable release;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("venue-clock").daemon().factory());
    private volatile Duration offset = Duration.ZERO;
    private volatile long readings;

    private SyncedVenueClock(Supplier<Reply<Instant>> serverTime, InstantSource wall, Runnable release) {
        this.serverTime = serverTime;
        this.wall = wall;
        this.release = release;
    }

    /** Measures once, blocking, and then every few minutes. @param restUrl as in {@link RestOptions} */
    public static SyncedVenueClock against(URI restUrl, InstantSource wall) {
        var rest = new BinanceRest(RestOptions.of(restUrl, null, VenueClock.of(wall), new Activity()));
        return against(rest::serverTime, wall, rest::close);
    }

    static SyncedVenueClock against(Supplier<Reply<Instant>> serverTime, InstantSource wall, Runnable release) {
        var clock = new SyncedVenueClock(serverTime, wall, release);
        clock.repeat();
        return clock;
    }

    private void repeat() {
        Duration pause = synchronize() ? EVERY : AFTER_FAILURE;
        if (!scheduler.isShutdown()) {
            var unused = scheduler.schedule(this::repeat, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Measures now, blocking. False when the venue did not answer; the offset then stays. */
    public synchronized boolean synchronize() {
        Measured best = null;
        for (int i = 0; i < TRIES && (best == null || best.roundTrip().compareTo(SLOW) > 0); i++) {
            Instant before = wall.instant();
            Reply<Instant> reply = serverTime.get();
            Instant after = wall.instant();
            if (!(reply instanceof Reply.Accepted<Instant>(Instant server))) {
                LOGGER.atWarn().addKeyValue("error", reply).log("venue time could not be read");
                break;
            }
            Duration roundTrip = Duration.between(before, after);
            Instant middle = before.plus(roundTrip.dividedBy(2));
            if (best == null || roundTrip.compareTo(best.roundTrip()) < 0) {
                best = new Measured(roundTrip, Duration.between(middle, server));
            }
        }
        if (best == null) {
            return false;
        }
        Duration moved = best.offset().minus(offset).abs();
        if (readings > 0 && moved.compareTo(ALARMING) > 0) {
            LOGGER.atWarn().addKeyValue("movedMillis", moved.toMillis()).log("the clock drifted from the venue's");
        }
        offset = best.offset();
        readings++;
        return true;
    }

    private record Measured(Duration roundTrip, Duration offset) {}

    /** Measures unless that was done since {@code reading}; many requests may be refused for the same wrong time. */
    synchronized void synchronizeSince(long reading) {
        if (readings <= reading) {
            boolean unused = synchronize();
        }
    }

    /** How many times the offset was measured. */
    long readings() {
        return readings;
    }

    /** The venue has answered at least once. */
    public boolean known() {
        return readings > 0;
    }

    /** Venue time minus the machine's. */
    public Duration offset() {
        return offset;
    }

    @Override
    public Instant instant() {
        return wall.instant().plus(offset);
    }

    @Override
    public double speed() {
        return 1;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        release.run();
    }
}
