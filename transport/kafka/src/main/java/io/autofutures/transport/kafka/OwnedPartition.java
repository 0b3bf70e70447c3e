package io.autofutures.transport.kafka;

import io.autofutures.transport.Ownership;
import io.autofutures.transport.client.Backoff;
import io.autofutures.transport.client.OwnerLoop;
import io.autofutures.transport.client.RecordFlow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an assigned partition stands. On the polling thread, but for what the owner's thread reports. */
final class OwnedPartition implements OwnerLoop.Observer {
    private static final Logger LOGGER = LoggerFactory.getLogger(OwnedPartition.class);

    private enum Phase {
        /** Nothing to own: no state, no input yet. */
        INACTIVE,
        /** To be opened at a time. */
        DUE,
        /** The owner fences and restores. */
        OPENING,
        RUNNING
    }

    private final int number;
    private final List<TopicPartition> inputs;
    private final Backoff backoff = Backoff.standard();
    private Phase phase = Phase.INACTIVE;
    private long dueAt;
    private int singles;
    private @Nullable OwnerLoop loop;
    private volatile boolean restored;
    private volatile OwnerLoop.@Nullable Failure failure;

    OwnedPartition(int number, List<TopicPartition> inputs) {
        this.number = number;
        this.inputs = inputs;
    }

    int number() {
        return number;
    }

    List<TopicPartition> inputs() {
        return inputs;
    }

    OwnerLoop loop() {
        return Objects.requireNonNull(loop, "only a running partition has a loop");
    }

    boolean inactive() {
        return phase == Phase.INACTIVE;
    }

    boolean running() {
        return phase == Phase.RUNNING;
    }

    boolean opening() {
        return phase == Phase.OPENING || phase == Phase.DUE;
    }

    boolean due() {
        return phase == Phase.DUE && System.nanoTime() - dueAt >= 0;
    }

    /** The owner is restored, its inputs are not positioned yet. */
    boolean readyToBegin() {
        return phase == Phase.OPENING && restored;
    }

    void firstInput() {
        phase = Phase.DUE;
        dueAt = System.nanoTime();
    }

    void retryLater() {
        dueAt = System.nanoTime() + backoff.next().toNanos();
    }

    void open(Ownership ownership, int partitions, OwnerLoop.Log log, RecordFlow.Reader reader) {
        restored = false;
        failure = null;
        var opened = new OwnerLoop(ownership, number, partitions, singles, log, reader, this);
        loop = opened;
        phase = Phase.OPENING;
        opened.start();
    }

    void begin(Map<String, Long> positions) {
        loop().startFrom(positions);
        phase = Phase.RUNNING;
    }

    /** @return whether the owner has ended by itself; it is to be opened again */
    boolean takeFailure() {
        OwnerLoop.Failure failed = failure;
        if (failed == null) {
            return false;
        }
        LOGGER.atWarn()
                .setCause(failed.reason())
                .addKeyValue("partition", number)
                .addKeyValue("error", failed.reason().toString())
                .log("An owner failed and is opened again");
        failure = null;
        loop = null;
        singles = failed.singles();
        phase = Phase.DUE;
        dueAt = System.nanoTime();
        if (singles == 0) {
            retryLater();
        }
        return true;
    }

    @Override
    public void restored() {
        restored = true;
    }

    @Override
    public void failed(OwnerLoop.Failure reason) {
        failure = reason;
    }

    void requestStop() {
        if (loop != null) {
            loop.requestStop();
        }
    }

    void stop(Duration patience) {
        if (loop != null && !loop.stop(patience)) {
            LOGGER.atWarn()
                    .addKeyValue("partition", number)
                    .log("An owner did not end in time; its successor fences it");
        }
    }
}
