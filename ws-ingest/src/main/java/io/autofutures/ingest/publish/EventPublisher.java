package io.autofutures.ingest.publish;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Position;
import io.autofutures.transport.Transport;
import io.autofutures.transport.TransportException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Publishes events and bounds how many are not acknowledged: at the bound the caller waits, which stops the reading of
 * the websocket behind it. Thread-safe; events of one symbol or account keep the order of the calls.
 */
public final class EventPublisher implements AutoCloseable {
    public static final String SOURCE = "ws-ingest";

    private static final int MARKET_EVENT_BYTES = 1_000;
    private static final int USER_EVENT_BYTES = 2_000;

    private final Transport transport;
    private final int bound;
    private final int boundBytes;
    private final Semaphore permits;
    private final Semaphore room;
    private volatile long lastMovedNanos = System.nanoTime();
    private volatile boolean closing;

    /**
     * @param bound of events on their way, positive
     * @param boundBytes of what these events hold, by estimate, positive
     */
    public EventPublisher(Transport transport, int bound, int boundBytes) {
        this.transport = transport;
        this.bound = bound;
        this.boundBytes = boundBytes;
        this.permits = new Semaphore(bound);
        this.room = new Semaphore(boundBytes);
    }

    /** Completes when acknowledged. */
    public CompletableFuture<Position> market(MarketEvent event) {
        var origin = new Origin(event.eventId(), typeOf(event), SOURCE, event.occurredAt(), null, null);
        return publish(Outgoing.of(Topics.WS_EVENTS, event, origin), MARKET_EVENT_BYTES);
    }

    /** Completes when acknowledged. An event of an order of ours names the proposal that the order rests on. */
    public CompletableFuture<Position> user(UserEvent event) {
        Optional<Lineage> lineage = clientIdOf(event).flatMap(ClientOrderId::lineage);
        var origin = new Origin(
                event.eventId(),
                typeOf(event),
                SOURCE,
                event.occurredAt(),
                lineage.map(Lineage::proposalId).orElse(null),
                lineage.map(Lineage::value).orElse(null));
        return publish(Outgoing.of(Topics.USER_EVENTS, event, origin), bytes(event));
    }

    /** Generous: fields are few and bounded, but for events that are kept as they came. */
    private static int bytes(UserEvent event) {
        return USER_EVENT_BYTES
                + (event instanceof UserEvent.Unrecognized kept ? 4 * kept.raw().length() : 0);
    }

    private CompletableFuture<Position> publish(Outgoing<?> record, int estimate) {
        int bytes = Math.min(estimate, boundBytes);
        if (!acquire(bytes)) {
            return CompletableFuture.failedFuture(new TransportException("closing, not published: " + record.key()));
        }
        CompletableFuture<Position> sent;
        try {
            sent = transport.publish(record);
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        return sent.whenComplete((position, failure) -> {
            room.release(bytes);
            permits.release();
            if (failure == null) {
                lastMovedNanos = System.nanoTime();
            }
        });
    }

    private boolean acquire(int bytes) {
        if (permits.availablePermits() == bound) {
            lastMovedNanos = System.nanoTime(); // nothing was on its way: waiting starts now
        }
        try {
            while (!permits.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                if (closing) {
                    return false;
                }
            }
            while (!room.tryAcquire(bytes, 100, TimeUnit.MILLISECONDS)) {
                if (closing) {
                    permits.release();
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Events on their way. */
    public int unacknowledged() {
        return bound - permits.availablePermits();
    }

    /** What they hold, by estimate. */
    public int unacknowledgedBytes() {
        return boundBytes - room.availablePermits();
    }

    /** Callers wait for the broker: nothing more is read. */
    public boolean isFull() {
        return permits.availablePermits() == 0 || room.availablePermits() < USER_EVENT_BYTES;
    }

    /** Something is on its way and nothing has been acknowledged for this long (wall time). */
    public boolean stalledFor(Duration limit) {
        return unacknowledged() > 0 && System.nanoTime() - lastMovedNanos > limit.toNanos();
    }

    private static Optional<ClientOrderId> clientIdOf(UserEvent event) {
        return switch (event) {
            case UserEvent.OrderUpdated order -> Optional.of(order.clientOrderId());
            case UserEvent.AlgoUpdated algo -> Optional.of(algo.clientAlgoId());
            case UserEvent.AccountUpdated other -> Optional.empty();
            case UserEvent.ConfigUpdated other -> Optional.empty();
            case UserEvent.MultiAssetsChanged other -> Optional.empty();
            case UserEvent.MarginCalled other -> Optional.empty();
            case UserEvent.StreamInterrupted other -> Optional.empty();
            case UserEvent.StreamResumed other -> Optional.empty();
            case UserEvent.Unrecognized other -> Optional.empty();
        };
    }

    /** The name of the variant on the wire. */
    private static String typeOf(Object event) {
        var name = event.getClass().getAnnotation(JsonTypeName.class);
        return name == null ? event.getClass().getSimpleName() : name.value();
    }

    /** Callers that wait for room give up. */
    @Override
    public void close() {
        closing = true;
    }
}
