package io.autofutures.status.projector;

import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.status.view.MarketItem;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Capability;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Transport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every topic that the page shows and writes the projection: one transaction per batch holds what the records did
 * and the positions behind them, so a projector that dies anywhere goes on without loss and without doubling. One
 * projector owns a database; a later one takes it over, and the former stops at its next batch.
 */
public final class Projector implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Projector.class);
    private static final int COMMITS_BETWEEN_SWEEPS = 2_000;

    /** Prices alone wait this long for company. */
    private static final long LIGHT_NANOS = 500_000_000;

    /** The busy one last: what is read in turn must not wait behind it. */
    static final List<Topic<?>> TOPICS = List.of(
            Topics.TRIGGERS,
            Topics.PROPOSALS,
            Topics.DECISIONS,
            Topics.TRADE_EVENTS,
            Topics.ORDER_EVENTS,
            Topics.POSITIONS,
            Topics.ACCOUNT,
            Topics.CONTROLS,
            Topics.SERVICE_STATUS,
            Topics.WS_EVENTS);

    private final Transport transport;
    private final ProjectionDatabase database;
    private final ChangeListener listener;
    private final InstantSource wall;
    private final String instance;
    private final Counter applied;
    private final Counter repeated;
    private final Retention retention;
    private final Facts facts;
    private final Latest latest;
    private final Market market;
    private String owner = "";
    private long seq;
    private int commits;
    private long committedAt = System.nanoTime();
    private @Nullable Positions positions;
    private volatile @Nullable Subscription subscription;

    public Projector(
            Transport transport,
            ProjectionDatabase database,
            ChangeListener listener,
            InstantSource wall,
            String instance,
            MeterRegistry meters) {
        this.transport = transport;
        this.database = database;
        this.listener = listener;
        this.wall = wall;
        this.instance = instance;
        this.applied = meters.counter("autofutures.projector.records");
        this.repeated = meters.counter("autofutures.projector.repeated");
        this.retention = new Retention(database.jdbc());
        this.facts = new Facts(database.jdbc());
        this.latest = new Latest(database.jdbc());
        this.market = new Market(database.jdbc());
    }

    /** Takes the database over and reads on from the positions it holds. */
    public void start() {
        String epoch = claim();
        // Offsets of a log that died with its process mean nothing in the next; what it holds is read again.
        boolean durable = transport.capabilities().contains(Capability.DURABLE);
        Positions stored = durable ? Positions.load(database.jdbc()) : Positions.forget(database.jdbc());
        positions = stored;
        database.sync(); // the epoch must not be given twice, not even after a crash
        listener.began(epoch, seq);
        LOGGER.atInfo().addKeyValue("epoch", epoch).addKeyValue("seq", seq).log("projector starts");
        subscription = transport.broadcast(new Broadcast(
                "status-projector", TOPICS, new Broadcast.Start.At(Map.copyOf(stored.next())), this::apply, false));
    }

    public boolean ready() {
        Subscription running = subscription;
        return running != null && running.ready();
    }

    /** Event time of the newest market event seen; empty before the first. */
    public Optional<Instant> newestMarketEvent() {
        return Optional.ofNullable(market.newest());
    }

    private String claim() {
        return database.write(() -> {
            var jdbc = database.jdbc();
            var rows = jdbc.query("select created_at, starts, seq from projection where id = 1 for update", (row, n) ->
                    new long[] {row.getLong(1), row.getLong(2), row.getLong(3)});
            long createdAt;
            long starts = 1;
            if (rows.isEmpty()) {
                createdAt = wall.millis();
                owner = instance + "#1";
                jdbc.update(
                        "insert into projection (id, created_at, starts, seq, owner) values (1, ?, 1, 0, ?)",
                        createdAt,
                        owner);
            } else {
                createdAt = rows.getFirst()[0];
                starts = rows.getFirst()[1] + 1;
                seq = rows.getFirst()[2];
                owner = instance + "#" + starts;
                jdbc.update("update projection set starts = ?, owner = ? where id = 1", starts, owner);
            }
            return Long.toString(createdAt, 36) + "." + starts;
        });
    }

    private void apply(List<Delivery<?>> batch) {
        Positions stored = Objects.requireNonNull(positions, "started");
        market.begin();
        boolean light = batch.stream().allMatch(delivery -> Market.isLight(delivery.value()));
        if (light && System.nanoTime() - committedAt < LIGHT_NANOS) {
            batch.forEach(delivery -> gather(delivery, stored));
        } else {
            commit(batch, stored);
        }
        Collection<MarketItem> prices = market.prices();
        if (!prices.isEmpty()) {
            listener.priced(prices);
        }
    }

    /** Prices only: written with the next transaction, and read again if there is none. */
    private void gather(Delivery<?> delivery, Positions stored) {
        if (stored.advance(delivery.topic().name(), delivery.partition(), delivery.offset())
                && delivery.value() instanceof MarketEvent event) {
            applied.increment();
            market.on(event);
        }
    }

    private void commit(List<Delivery<?>> batch, Positions stored) {
        List<Change> changes;
        try {
            changes = database.write(() -> applyAll(batch, stored));
        } catch (RuntimeException e) {
            stored.undone();
            throw e;
        }
        committedAt = System.nanoTime();
        stored.saved();
        market.saved();
        seq += changes.size();
        if (!changes.isEmpty()) {
            listener.applied(changes);
        }
        commits++;
        if (commits % COMMITS_BETWEEN_SWEEPS == 0) {
            database.write(() -> {
                retention.sweep();
                return true;
            });
        }
    }

    private List<Change> applyAll(List<Delivery<?>> batch, Positions stored) {
        requireOwner();
        var changes = new Changes(seq);
        facts.begin();
        for (Delivery<?> delivery : batch) {
            if (!stored.advance(delivery.topic().name(), delivery.partition(), delivery.offset())) {
                repeated.increment();
                continue;
            }
            applied.increment();
            if (delivery.value() instanceof MarketEvent event) {
                market.on(event);
            } else if (!facts.apply(delivery.value(), changes) && !latest.apply(delivery.value(), changes)) {
                throw new IllegalStateException("no table for " + delivery.topic());
            }
        }
        facts.finish(changes);
        market.save();
        stored.save();
        if (!changes.list().isEmpty()) {
            database.jdbc().update("update projection set seq = ? where id = 1", changes.last());
        }
        repeated.increment(changes.ignored());
        return changes.list();
    }

    private void requireOwner() {
        String current =
                database.jdbc().queryForObject("select owner from projection where id = 1 for update", String.class);
        if (!owner.equals(current)) {
            throw new IllegalStateException("the projection is written by " + current + " now, no longer by " + owner);
        }
    }

    @Override
    public void close() {
        Subscription running = subscription;
        if (running != null) {
            running.close();
        }
    }
}
