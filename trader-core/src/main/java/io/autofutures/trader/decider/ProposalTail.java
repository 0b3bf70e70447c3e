package io.autofutures.trader.decider;

import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Proposal;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Transport;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ids of the latest proposals, whoever published them: a trigger that comes again asks no model again. */
final class ProposalTail implements AutoCloseable {
    private static final int KEPT = 50_000;

    private final Set<String> ids = new LinkedHashSet<>();
    private @Nullable Subscription subscription;

    /** @param from event time; older proposals belong to triggers that are stale by now */
    synchronized void follow(Transport transport, Instant from) {
        var start = new Broadcast.Start.AtEventTime(from);
        subscription = transport.broadcast(
                new Broadcast("decider-proposals", List.of(Topics.PROPOSALS), start, this::on, true));
    }

    private synchronized void on(List<Delivery<?>> batch) {
        for (Delivery<?> delivery : batch) {
            if (delivery.value() instanceof Proposal proposal) {
                ids.add(proposal.proposalId());
            }
        }
        while (ids.size() > KEPT) {
            ids.remove(ids.iterator().next());
        }
    }

    synchronized boolean ready() {
        return subscription != null && subscription.ready();
    }

    synchronized boolean holds(String proposalId) {
        return ids.contains(proposalId);
    }

    @Override
    public void close() {
        Subscription running;
        synchronized (this) {
            running = subscription;
            subscription = null;
        }
        if (running != null) {
            running.close();
        }
    }
}
