package io.autofutures.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.market.MarketSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketStartTest {
    private static final MarketSource.Generated MARKET = new MarketSource.Generated(7, List.of(new Symbol("BTCUSDT")));
    private static final Instant NOW = Instant.parse("2026-11-22T19:28:41.5Z");

    @TempDir
    private Path folder;

    @Test
    void anAccountGoesOnInTheMarketItWasOpenedIn() throws IOException {
        assertThat(start(false, NOW)).isEqualTo(Instant.parse("2026-11-22T19:28:00Z"));
        assertThat(start(false, NOW.plusSeconds(86_400))).isEqualTo(Instant.parse("2026-11-22T19:28:00Z"));
        assertThat(start(true, NOW.plusSeconds(86_400))).isEqualTo(Instant.parse("2026-11-23T19:28:00Z"));
    }

    @Test
    void saysWhatItCannotRead() throws IOException {
        Files.writeString(folder.resolve("market-start"), "yesterday");

        assertThatThrownBy(() -> start(false, NOW))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("yesterday")
                .hasMessageContaining("--fresh");
    }

    private Instant start(boolean fresh, Instant now) throws IOException {
        return MarketStart.of(MARKET, folder, fresh, now).start();
    }
}
