package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.launcher.demo.Demo;
import io.autofutures.launcher.demo.DemoOptions;
import io.autofutures.model.topic.Topics;
import io.autofutures.simulator.market.MarketSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same recording gives the same trades under lockstep, whatever carries the records; the same triggers always. */
class LockstepIT {
    @TempDir
    private Path folder;

    @Test
    void anHourGivesTheSameTradesOverABrokerAndInProcess() throws Exception {
        Path bars = Recording.ada(folder, "13:00", "14:00");

        Run broker = lockstep(options("broker", bars));
        Run memory = lockstep(options("memory", bars).inMemory());

        assertThat(broker.canonical()).isNotEmpty();
        assertThat(memory.canonical()).containsExactlyElementsOf(broker.canonical());
        assertThat(freely(options("free", bars).withSpeed(300))).isEqualTo(broker.triggers());
    }

    @Test
    @Tag("full")
    void aWholeDayGivesTheSameTradesTwice() throws Exception {
        Path bars = Recording.ada();

        Run first = lockstep(options("first", bars).inMemory());
        Run second = lockstep(options("second", bars).inMemory());

        assertThat(first.canonical()).isNotEmpty();
        assertThat(second.canonical()).containsExactlyElementsOf(first.canonical());
    }

    private record Run(List<String> triggers, List<String> canonical) {}

    private DemoOptions options(String name, Path bars) {
        return DemoOptions.of(folder.resolve(name), MarketSource.Recorded.of(bars));
    }

    private static Run lockstep(DemoOptions options) throws Exception {
        try (var demo = Demo.start(options.inLockstep())) {
            var journal = new Journal(demo.transport());
            demo.lockstepEnded().get(30, TimeUnit.MINUTES);
            settle(journal);
            return new Run(journal.triggers(), journal.canonical());
        }
    }

    private static List<String> freely(DemoOptions options) throws IOException, InterruptedException {
        try (var demo = Demo.start(options)) {
            var journal = new Journal(demo.transport());
            await().atMost(Duration.ofMinutes(10)).until(demo::marketEnded);
            settle(journal);
            return journal.triggers();
        }
    }

    /** The journal is a sink: it may read a little behind. */
    private static void settle(Journal journal) {
        var counts = new int[2];
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    counts[1] = counts[0];
                    counts[0] = (int) journal.all().stream()
                            .filter(record -> !record.topic().equals(Topics.SERVICE_STATUS))
                            .filter(record -> !record.topic().equals(Topics.POSITIONS))
                            .filter(record -> !record.topic().equals(Topics.ACCOUNT))
                            .count();
                    return counts[0] == counts[1];
                });
    }
}
