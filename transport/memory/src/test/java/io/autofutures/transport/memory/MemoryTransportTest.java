package io.autofutures.transport.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.transport.Transport;
import io.autofutures.transport.contract.Note;
import io.autofutures.transport.contract.TransportContract;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTransportTest extends TransportContract {
    private final MemoryTransport memory = new MemoryTransport(InstantSource.system(), PARTITIONS, 100);

    /** One process, one log: every member is the same instance. */
    @Override
    protected Transport connect(String clientId) {
        return memory;
    }

    @Test
    void declaresThatItCannotOutliveOrLeaveTheProcess() {
        assertThat(memory.capabilities()).isEmpty();
    }

    @Test
    void keepsABoundedTailOfALogAndTheLatestOfATable() {
        var log = log("in");
        var table = table("table");
        publish(log, "a", 1, 1_000);
        publish(table, "a", 1, 1_000);

        var tail = everythingOn(log);
        var latest = everythingOn(table);

        eventually(() -> assertThat(notes(tail)).endsWith(new Note("a", 1_000)).hasSizeBetween(100, 200));
        eventually(
                () -> assertThat(notes(latest)).endsWith(new Note("a", 1_000)).hasSizeLessThan(400));
    }

    @Test
    void refusesRecordsWhenAReaderStandsStill() throws Exception {
        var log = log("in");
        var release = new java.util.concurrent.CountDownLatch(1);
        transport.broadcast(io.autofutures.transport.Broadcast.latest("stuck", List.of(log), batch -> release.await()));

        var last = java.util.stream.IntStream.rangeClosed(1, 2_000)
                .mapToObj(n -> transport.publish(new Note("a", n).on(log)))
                .toList()
                .getLast();

        assertThat(last).isCompletedExceptionally();
        release.countDown();
    }
}
