package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.market.MarketSource;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The generated market leads to a protected trade soon, whatever its seed: market and cores alone, in venue time. */
class SeedsTest {
    private static final Duration SOON = Duration.ofSeconds(120);

    @Test
    void nineteenOfTwentySeedsProtectATradeWithinTwoMinutesOfVenueTime() {
        var protectedAfter = new TreeMap<Integer, Duration>();
        for (int seed = 1; seed <= 20; seed++) {
            int current = seed;
            var market = new MarketSource.Generated(seed, List.of(new Symbol("BTCUSDT"), new Symbol("ETHUSDT")));
            new CoreChain(market.open()).firstProtected(SOON).ifPresent(after -> protectedAfter.put(current, after));
        }

        assertThat(protectedAfter)
                .as("time to the first protected trade, by seed")
                .hasSizeGreaterThanOrEqualTo(19);
    }
}
