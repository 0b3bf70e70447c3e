package io.autofutures.ingest.peer;

import io.autofutures.ingest.market.Coverage;
import io.autofutures.model.control.ServiceStatus;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Table;
import io.autofutures.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * What the other live instances of ws-ingest bring, by their heartbeats. Who has not been heard for 3 s counts as gone, so a
 * doubt ends on the side of marking a gap. Thread-safe.
 */
public final class Peers implements Coverage, AutoCloseable {
    /** Detail of the heartbeat: what is watched, as {@link #digest} says it. */
    public static final String WATCHING = "watching";
    /** Detail of the heartbeat: watched symbols that do not come whole at this moment; absent when all do. */
    public static final String UNCOVERED = "uncovered";

    private static final String SERVICE = "ws-ingest";
    private static final int MOST_UNCOVERED = 100;
    private static final String TOO_MANY = "*";
    private static final long SILENT_AFTER = TimeUnit.SECONDS.toNanos(3);
    /** A heartbeat that was written longer ago is history, read when this instance started. */
    private static final Duration OLD_AFTER = Duration.ofSeconds(5);

    private final String self;
    private final Supplier<String> watching;
    private final InstantSource wall;
    private final LongSupplier nanos;
    private final Map<String, Heard> others = new ConcurrentHashMap<>();
    private final Table<ServiceStatus> table;

    /** @param at nano time of its arrival */
    private record Heard(long at, String watching, Set<String> uncovered) {
        boolean covers(Symbol symbol, String watched) {
            return watching.equals(watched) && !uncovered.contains(TOO_MANY) && !uncovered.contains(symbol.value());
        }
    }

    private Peers(Transport transport, String self, Supplier<String> watching, InstantSource wall, LongSupplier nanos) {
        this.self = self;
        this.watching = watching;
        this.wall = wall;
        this.nanos = nanos;
        this.table = transport.table(Topics.SERVICE_STATUS, false);
    }

    /**
     * The topic is declared. What is known already counts when this returns.
     *
     * @param self this instance
     * @param watching the digest of what this instance watches: one that watches something else covers nothing
     * @param wall the clock of heartbeats
     * @param nanos as {@link System#nanoTime}
     */
    public static Peers follow(
            Transport transport, String self, Supplier<String> watching, InstantSource wall, LongSupplier nanos) {
        var peers = new Peers(transport, self, watching, wall, nanos);
        peers.table.onChange(peers::heard);
        return peers;
    }

    private void heard(ServiceStatus status) {
        boolean old = status.heartbeatAt().isBefore(wall.instant().minus(OLD_AFTER));
        if (!status.service().equals(SERVICE) || status.instance().equals(self) || old) {
            return;
        }
        String uncovered = status.details().getOrDefault(UNCOVERED, "");
        others.put(
                status.instance(),
                new Heard(
                        nanos.getAsLong(), status.details().getOrDefault(WATCHING, ""), Set.of(uncovered.split(","))));
    }

    @Override
    public boolean elsewhere(Symbol symbol) {
        if (others.isEmpty()) {
            return false;
        }
        forgetSilent();
        String watched = watching.get();
        return others.values().stream().anyMatch(heard -> heard.covers(symbol, watched));
    }

    /** Other live instances. */
    public int count() {
        forgetSilent();
        return others.size();
    }

    private void forgetSilent() {
        long now = nanos.getAsLong();
        others.values().removeIf(heard -> now - heard.at() > SILENT_AFTER);
    }

    /** Says of a set of symbols what another instance needs to see whether it has the same. */
    public static String digest(SortedSet<Symbol> watched) {
        var crc = new CRC32();
        for (Symbol symbol : watched) {
            crc.update((symbol + ",").getBytes(StandardCharsets.UTF_8));
        }
        return watched.size() + "/" + Long.toHexString(crc.getValue());
    }

    /** For the heartbeat. */
    public static String uncovered(List<Symbol> symbols) {
        return symbols.size() > MOST_UNCOVERED
                ? TOO_MANY
                : symbols.stream().map(Symbol::value).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        table.close();
    }
}
