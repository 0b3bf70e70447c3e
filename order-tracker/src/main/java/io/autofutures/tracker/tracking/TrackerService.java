package io.autofutures.tracker.tracking;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.model.topic.Topics;
import io.autofutures.tracker.reconcile.VenueReader;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Ownership;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Transport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Joins the owners of accounts and hands marks to those that are active here. */
public final class TrackerService implements AutoCloseable {
    private final Subscription ownership;
    private final Subscription marks;
    private final List<AccountOwner> owners = new CopyOnWriteArrayList<>();

    /** Declares the topics and begins. */
    public TrackerService(
            Transport transport,
            AccountId account,
            VenueReader venue,
            Patience patience,
            VenueTimers timers,
            Activity activity,
            TrackerMetrics metrics) {
        transport.declare(Topics.all());
        this.ownership = transport.own(Ownership.of(
                "tracker",
                List.of(Topics.USER_EVENTS),
                List.of(Topics.ORDER_EVENTS, Topics.POSITIONS, Topics.ACCOUNT),
                context -> {
                    var owner = new AccountOwner(account, venue, patience, timers, activity, metrics, context);
                    owners.add(owner);
                    return new Registered(owner);
                }));
        this.marks = transport.broadcast(Broadcast.latest("tracker-marks", List.of(Topics.WS_EVENTS), this::onMarks));
    }

    private void onMarks(List<Delivery<?>> batch) {
        for (Delivery<?> delivery : batch) {
            if (delivery.value() instanceof MarkPriceUpdated mark) {
                owners.forEach(owner -> owner.offer(mark));
            }
        }
    }

    public boolean ready() {
        return ownership.ready() && marks.ready();
    }

    /** For the heartbeat. */
    public Map<String, String> details() {
        return owners.stream()
                .filter(owner -> owner.status().active())
                .findFirst()
                .map(AccountOwner::details)
                .orElse(Map.of("active", "false"));
    }

    @Override
    public void close() {
        marks.close();
        ownership.close();
    }

    /** An owner that is forgotten when its ownership ends. */
    private final class Registered implements Ownership.Owner {
        private final AccountOwner owner;

        Registered(AccountOwner owner) {
            this.owner = owner;
        }

        @Override
        public void restore(List<Delivery<?>> state) {
            owner.restore(state);
        }

        @Override
        public List<Outgoing<?>> apply(List<Delivery<?>> inputs) {
            return owner.apply(inputs);
        }

        @Override
        public void committed() {
            owner.committed();
        }

        @Override
        public void close() {
            owners.remove(owner);
            owner.close();
        }
    }
}
