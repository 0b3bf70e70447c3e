package io.autofutures.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.detection.replay.Recorded;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.memory.MemoryTransport;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicInputTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");

    private final MemoryTransport transport = new MemoryTransport(InstantSource.system());

    @BeforeEach
    void publish() {
        transport.declare(List.of(Topics.WS_EVENTS));
        for (long second = 1; second <= 5; second++) {
            publish(BTC, second);
            publish(new Symbol("ETHUSDT"), second);
        }
    }

    @Test
    void readsTheSymbolUpToThePresentEnd() throws IOException {
        assertThat(seconds(TimeRange.ALL)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void readsARange() throws IOException {
        var range = new TimeRange(Instant.ofEpochSecond(2), Instant.ofEpochSecond(4));

        assertThat(seconds(range)).containsExactly(2L, 3L);
    }

    @Test
    void whatAReaderThrowsEndsTheReading() {
        var input = new TopicInput(() -> transport, "ws-events", BTC, TimeRange.ALL);

        assertThatThrownBy(() -> input.read(
                        event -> {
                            throw new IllegalStateException("full");
                        },
                        Progress.NONE))
                .hasMessage("full");
    }

    private List<Long> seconds(TimeRange range) throws IOException {
        var seconds = new ArrayList<Long>();
        new TopicInput(() -> transport, "ws-events", BTC, range)
                .read(event -> seconds.add(((Recorded.Published) event).at().getEpochSecond()), Progress.NONE);
        return seconds;
    }

    private void publish(Symbol symbol, long second) {
        var at = Instant.ofEpochSecond(second);
        var mark = new MarkPriceUpdated(symbol, at, Price.of("100"), null, null, null);
        transport
                .publish(
                        Outgoing.of(Topics.WS_EVENTS, mark, new Origin(mark.eventId(), "mark", "test", at, null, null)))
                .join();
    }
}
