package io.autofutures.ingest.gap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.Reply;
import io.autofutures.binance.RestOptions;
import io.autofutures.binance.VenueRole;
import io.autofutures.ingest.FakeVenue;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CandleHistoryIT {
    private final FakeVenue venue = new FakeVenue();
    private final BinanceRest rest =
            new BinanceRest(RestOptions.of(venue.restUrl(), null, venue.clock(), new Activity())
                    .withRole(VenueRole.INGEST, Settings.defaults()));
    private final CandleHistory history = new CandleHistory(
            rest,
            new Patience(venue.clock()),
            symbol -> new SeedDepth(300).of(symbol, Settings.defaults(), 600),
            symbol -> symbol.value().equals("S599USDT"));
    private final Set<Integer> seeded = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        history.close();
        rest.close();
        venue.close();
    }

    private void seed(int number) {
        try {
            while (!(history.read(new Symbol("S" + number + "USDT"), null) instanceof Reply.Accepted<?>)) {
                continue; // each try that is held back waits inside
            }
            seeded.add(number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> asked(String path) {
        return venue.asked().stream().filter(each -> each.endsWith(path)).toList();
    }

    @Test
    void sixHundredSymbolsAreSeededWithinTheShareOfTheWeightInTwoMinutes() {
        for (int i = 0; i < 600; i++) {
            int number = i;
            Thread.ofVirtual().start(() -> seed(number));
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> seeded.size() > 400);
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        int firstMinute = asked("/klines").size() + asked("/time").size();
        assertThat(firstMinute).as("weights of one: 20 % of 2400").isLessThanOrEqualTo(480);
        assertThat(seeded).contains(599);

        venue.clock().advance(Duration.ofSeconds(61));

        await().atMost(Duration.ofSeconds(30)).until(() -> seeded.size() == 600);
        assertThat(asked("/klines")).hasSize(600);
        assertThat(asked("/time")).as("those who wait share a question").hasSizeLessThan(100);
    }
}
