package io.autofutures.binance;

import io.autofutures.model.time.Patience;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * As many connections of one category as the wanted streams need. Streams of one group (of one symbol) share a connection,
 * so that their frames keep their order. What is wanted may change at any time; connections that are not concerned go on.
 */
public final class StreamFleet implements AutoCloseable {
    /** Streams of one connection: an older page of the venue says 200, a newer one 1024. */
    public static final int STREAMS_PER_CONNECTION = 200;

    private final StreamOptions options;
    private final URI base;
    private final StreamCategory category;
    private final int perConnection;
    private final Listener listener;
    private final Patience patience;
    private final InstantSource wall;
    private final RandomGenerator random;
    private final List<Ship> ships = new ArrayList<>();
    private int built;
    private boolean started;

    /** Calls about one connection never overlap; those about different connections may. Calls may block: reading waits. */
    public interface Listener {
        /** All streams of these groups are on their way; what happened before may be missing. */
        void connected(Set<String> groups);

        void frame(String text);

        /** A frame that must not be used, see {@link StreamListener#discarded}. */
        void discarded(String text);

        /** A frame too large to be used, see {@link StreamListener#oversized}. */
        void oversized(String start, long characters);

        /** From here on frames of these groups may be missing; said of groups that were announced. */
        void interrupted(Set<String> groups, String reason);

        void unheard(Set<StreamName> streams, String reason);
    }

    /**
     * @param perConnection most streams of one connection, but a group is never split
     * @param random for jitter
     */
    public StreamFleet(
            StreamOptions options,
            StreamCategory category,
            URI base,
            int perConnection,
            Listener listener,
            Patience patience,
            InstantSource wall,
            RandomGenerator random) {
        if (perConnection < 1) {
            throw new IllegalArgumentException("streams per connection must be positive, was " + perConnection);
        }
        this.options = options;
        this.category = category;
        this.base = base;
        this.perConnection = perConnection;
        this.listener = listener;
        this.patience = patience;
        this.wall = wall;
        this.random = random;
    }

    /** Connects; before, {@link #want} only notes. */
    public synchronized void start() {
        started = true;
        ships.forEach(Ship::start);
    }

    /**
     * These groups and no others from now on.
     *
     * @param groups name to streams
     */
    public synchronized void want(Map<String, ? extends Collection<StreamName>> groups) {
        for (Ship ship : List.copyOf(ships)) {
            ship.keep(groups);
            if (ship.isEmpty()) {
                ships.remove(ship);
                ship.connection.close();
            }
        }
        var missing = new TreeMap<String, Set<StreamName>>();
        groups.forEach((group, streams) -> missing.put(group, new TreeSet<>(streams)));
        ships.forEach(ship -> missing.keySet().removeAll(ship.groups()));
        missing.forEach(this::place);
        for (Ship ship : ships) {
            ship.apply();
            if (started) {
                ship.start();
            }
        }
    }

    private void place(String group, Set<StreamName> streams) {
        for (Ship ship : ships) {
            if (ship.size() + streams.size() <= perConnection) {
                ship.add(group, streams);
                return;
            }
        }
        built++;
        var ship = new Ship(built);
        ships.add(ship);
        ship.add(group, streams);
    }

    /** Of each connection, oldest first. */
    public synchronized List<StreamConnection.State> states() {
        return ships.stream().map(ship -> ship.connection.state()).toList();
    }

    @Override
    public synchronized void close() {
        ships.forEach(ship -> ship.connection.close());
    }

    /** One connection and the groups it carries. */
    private final class Ship implements StreamListener {
        private final Map<String, Set<StreamName>> groups = new LinkedHashMap<>();
        private final Set<StreamName> flowing = new TreeSet<>();
        private final Set<String> announced = new TreeSet<>();
        private final StreamConnection connection;
        private boolean running;

        Ship(int number) {
            String name = number == 1 ? options.name() : options.name() + "-" + number;
            this.connection = StreamConnection.combined(
                    options.withName(name),
                    category,
                    base,
                    this,
                    patience,
                    wall,
                    new SplittableRandom(random.nextLong()));
        }

        synchronized void start() {
            if (!running) {
                running = true;
                connection.start();
            }
        }

        synchronized void keep(Map<String, ? extends Collection<StreamName>> wanted) {
            groups.entrySet()
                    .removeIf(entry -> !wanted.containsKey(entry.getKey())
                            || !Set.copyOf(wanted.get(entry.getKey())).equals(Set.copyOf(entry.getValue())));
            announced.retainAll(groups.keySet());
        }

        synchronized void add(String group, Set<StreamName> streams) {
            groups.put(group, streams);
        }

        synchronized Set<String> groups() {
            return new TreeSet<>(groups.keySet());
        }

        synchronized boolean isEmpty() {
            return groups.isEmpty();
        }

        synchronized int size() {
            return groups.values().stream().mapToInt(Set::size).sum();
        }

        void apply() {
            var all = new TreeSet<StreamName>();
            synchronized (this) {
                groups.values().forEach(all::addAll);
                flowing.retainAll(all);
            }
            connection.want(all);
        }

        @Override
        public synchronized void connected() {
            flowing.clear();
            announced.clear();
        }

        @Override
        public void subscribed(Set<StreamName> streams) {
            var complete = new TreeSet<String>();
            synchronized (this) {
                flowing.addAll(streams);
                groups.forEach((group, names) -> {
                    if (flowing.containsAll(names) && announced.add(group)) {
                        complete.add(group);
                    }
                });
            }
            if (!complete.isEmpty()) {
                listener.connected(complete);
            }
        }

        @Override
        public void frame(String text) {
            listener.frame(text);
        }

        @Override
        public void discarded(String text) {
            listener.discarded(text);
        }

        @Override
        public void oversized(String start, long characters) {
            listener.oversized(start, characters);
        }

        @Override
        public void lapsed(Set<StreamName> streams, String reason) {
            var lost = new TreeSet<String>();
            synchronized (this) {
                flowing.removeAll(streams);
                groups.forEach((group, names) -> {
                    if (!flowing.containsAll(names) && announced.remove(group)) {
                        lost.add(group);
                    }
                });
            }
            if (!lost.isEmpty()) {
                listener.interrupted(lost, reason);
            }
        }

        @Override
        public void interrupted(String reason) {
            Set<String> lost;
            synchronized (this) {
                lost = new TreeSet<>(announced);
                announced.clear();
                flowing.clear();
            }
            if (!lost.isEmpty()) {
                listener.interrupted(lost, reason);
            }
        }

        @Override
        public void unheard(Set<StreamName> streams, String reason) {
            listener.unheard(streams, reason);
        }
    }
}
