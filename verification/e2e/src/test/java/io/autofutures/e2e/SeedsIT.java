package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.launcher.demo.Demo;
import io.autofutures.launcher.demo.DemoOptions;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.TradeStep;
import io.autofutures.simulator.market.MarketSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated market leads to a protected trade soon, whatever its seed. In lockstep, without a broker. */
class SeedsIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    @Test
    void nineteenOfTwentySeedsProtectATradeWithinTwoMinutesOfVenueTime() throws Exception {
        var protectedAfter = new TreeMap<Integer, Duration>();
        for (int seed = 1; seed <= 20; seed++) {
            int current = seed;
            firstProtected(seed).ifPresent(after -> protectedAfter.put(current, after));
        }

        assertThat(protectedAfter)
                .as("seconds to the first protected trade, by seed")
                .hasSizeGreaterThanOrEqualTo(19);
    }

    private Optional<Duration> firstProtected(int seed) throws Exception {
        var market = new MarketSource.Generated(seed, List.of(new Symbol("BTCUSDT"), new Symbol("ETHUSDT")));
        var options = DemoOptions.of(folder.resolve("seed-" + seed), market)
                .inMemory()
                .inLockstep();
        try (var demo = Demo.start(options)) {
            var journal = new Journal(demo.transport());
            Instant end = demo.startedAt().plus(SOON);
            Optional<Instant> at = Optional.empty();
            while (at.isEmpty() && !demo.clock().instant().isAfter(end)) {
                TimeUnit.MILLISECONDS.sleep(50);
                at = protectedAt(journal);
            }
            return at.or(() -> protectedAt(journal))
                    .map(instant -> Duration.between(demo.startedAt(), instant))
                    .filter(after -> after.compareTo(SOON) <= 0);
        }
    }

    private static Optional<Instant> protectedAt(Journal journal) {
        return journal.values(Topics.TRADE_EVENTS)
                .filter(event -> event.step() == TradeStep.PROTECTED)
                .map(event -> event.occurredAt())
                .findFirst();
    }
}
