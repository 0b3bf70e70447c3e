package io.autofutures.ingest.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RepairTurnsTest {
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final RepairTurns turns =
            new RepairTurns(1, symbol -> symbol.value().startsWith("HELD"));

    private Thread ask(String name) {
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                turns.take(new Symbol(name));
                served.add(name);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> thread.getState() == Thread.State.WAITING || !thread.isAlive());
        return thread;
    }

    @Test
    void symbolsWithAPositionComeFirstAndTheOthersInTurn() {
        List.of("A", "B", "C", "HELD", "D").forEach(this::ask);
        assertThat(served).containsExactly("A");

        for (int i = 2; i <= 5; i++) {
            turns.done();
            int expected = i;
            await().until(() -> served.size() == expected);
        }

        assertThat(served).containsExactly("A", "HELD", "B", "C", "D");
    }

    @Test
    void onClosingNobodyWaits() {
        List.of("A", "B", "C").forEach(this::ask);

        turns.close();

        await().until(() -> served.size() == 3);
    }
}
