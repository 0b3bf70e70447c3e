package io.autofutures.ingest.peer;

import io.autofutures.ingest.market.Coverage;
import io.autofutures.model.control.ServiceStatus;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Table;
import io.autofutures.transport.Transport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What the other live instances of ws-ingest bring, by their heartbeats. Who has not been heard for 3 s counts as gone, so a
 * doubt ends on the side of marking a gap. Thread-safe.
 */
public final class Peers implements Coverage, AutoCloseable {
    /** Detail of the heartbeat: symbols whose closed candles wait for missing ones. */
    public static final String GAPS = "gaps";
    /** Detail of the heartbeat: symbols that are watched and up. */
    public static final String COVERS = "covers";

    private static final String SERVICE = "ws-ingest";
    private static final long SILENT_AFTER = TimeUnit.SECONDS.toNanos(3);
    /** A heartbeat that was written longer ago is history, read when this instance started. */
    private static final Duration OLD_AFTER = Duration.ofSeconds(5);

    private final String self;
    private final InstantSource wall;
    private final LongSupplier nanos;
    private final Map<String, Heard> others = new ConcurrentHashMap<>();
    private final Table<ServiceStatus> table;

    /** @param at nano time of its arrival @param covers names of symbols it brings without a hole */
    private record Heard(long at, Set<String> covers) {}

    private Peers(Transport transport, String self, InstantSource wall, LongSupplier nanos) {
        this.self = self;
        this.wall = wall;
        this.nanos = nanos;
        this.table = transport.table(Topics.SERVICE_STATUS, false);
    }

    /**
     * The topic is declared. What is known already counts when this returns.
     *
     * @param self this instance
     * @param wall the clock of heartbeats
     * @param nanos as {@link System#nanoTime}
     */
    public static Peers follow(Transport transport, String self, InstantSource wall, LongSupplier nanos) {
        var peers = new Peers(transport, self, wall, nanos);
        peers.table.onChange(peers::heard);
        return peers;
    }

    private void heard(ServiceStatus status) {
        boolean old = status.heartbeatAt().isBefore(wall.instant().minus(OLD_AFTER));
        if (!status.service().equals(SERVICE) || status.instance().equals(self) || old) {
            return;
        }
        String covers = status.details().getOrDefault(COVERS, "");
        others.put(
                status.instance(),
                new Heard(
                        nanos.getAsLong(),
                        Arrays.stream(covers.split(","))
                                .filter(name -> !name.isEmpty())
                                .collect(Collectors.toSet())));
    }

    @Override
    public boolean elsewhere(Symbol symbol) {
        if (others.isEmpty()) {
            return false;
        }
        long now = nanos.getAsLong();
        others.values().removeIf(heard -> now - heard.at() > SILENT_AFTER);
        return others.values().stream().anyMatch(heard -> heard.covers().contains(symbol.value()));
    }

    /** Other live instances. */
    public int count() {
        long now = nanos.getAsLong();
        others.values().removeIf(heard -> now - heard.at() > SILENT_AFTER);
        return others.size();
    }

    /** For the heartbeat: those of the watched that are not in a gap. */
    public static String covers(Collection<Symbol> watched, Collection<Symbol> inGap) {
        var gaps = new HashSet<>(inGap);
        return watched.stream()
                .filter(symbol -> !gaps.contains(symbol))
                .map(Symbol::value)
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        table.close();
    }
}
