package io.autofutures.ingest.user;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Transport;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A user stream that answers pings and brings nothing looks like a quiet account. The tracker knows better: when it finds
 * differences at the venue that the stream should have told, the stream is in doubt.
 */
public final class StreamDoubt implements AutoCloseable {
    private final Subscription subscription;

    /**
     * The topic is declared.
     *
     * @param found told how many differences the tracker has found
     */
    public StreamDoubt(Transport transport, AccountId account, IntConsumer found) {
        this.subscription = transport.broadcast(Broadcast.latest(
                        "ingest-doubt",
                        List.of(Topics.ORDER_EVENTS),
                        batch -> batch.forEach(record -> {
                            if (record.value() instanceof OrderEvent.Reconciled reconciled
                                    && reconciled.account().equals(account)
                                    && !reconciled.differences().isEmpty()) {
                                found.accept(reconciled.differences().size());
                            }
                        }))
                .asSink());
    }

    @Override
    public void close() {
        subscription.close();
    }
}
