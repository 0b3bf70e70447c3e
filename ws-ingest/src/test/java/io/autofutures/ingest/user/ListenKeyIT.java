package io.autofutures.ingest.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.binance.ApiCredentials;
import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.RestOptions;
import io.autofutures.ingest.FakeVenue;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenKeyIT {
    private final FakeVenue venue = new FakeVenue();
    private final BinanceRest rest = new BinanceRest(RestOptions.of(
            venue.restUrl(), ApiCredentials.hmac("k", "s".toCharArray()), venue.clock(), new Activity()));
    private final HandTimers timers = new HandTimers();
    private final AtomicInteger gone = new AtomicInteger();
    private final ListenKey key =
            new ListenKey(rest, timers, new Patience(venue.clock()), venue.streamUrl(), gone::incrementAndGet);

    @AfterEach
    void stop() {
        key.close();
        rest.close();
        venue.close();
    }

    @Test
    void isKeptAliveEachHalfHour() {
        assertThat(key.address().getPath()).startsWith("/private/ws/key");

        assertThat(timers.ring()).isEqualTo(FakeVenue.START.plus(Duration.ofMinutes(30)));

        assertThat(timers.ring()).isEqualTo(FakeVenue.START.plus(Duration.ofMinutes(60)));
        assertThat(venue.asked())
                .containsExactly("POST /fapi/v1/listenKey", "PUT /fapi/v1/listenKey", "PUT /fapi/v1/listenKey");
        assertThat(gone).hasValue(0);
    }

    @Test
    void aKeyTheVenueDoesNotKnowEndsTheConnection() {
        key.address();
        venue.keepAliveStatus(400);

        timers.ring();

        assertThat(gone).hasValue(1);
        assertThat(timers.due).isEmpty();
    }

    @Test
    void aKeepAliveThatDidNotGetThroughIsTriedAgainSoon() {
        key.address();
        venue.restIsDown(true);

        timers.ring();

        assertThat(timers.due.getFirst().at()).isEqualTo(FakeVenue.START.plus(Duration.ofMinutes(31)));
        assertThat(gone).hasValue(0);
    }

    /** Timers that ring when the test says so. */
    private final class HandTimers implements VenueTimers {
        private final List<Due> due = new ArrayList<>();

        private record Due(Instant at, Runnable action) {}

        @Override
        public Handle at(Instant instant, Runnable action) {
            var timer = new Due(instant, action);
            due.add(timer);
            return () -> due.remove(timer);
        }

        Instant ring() {
            Due first = due.removeFirst();
            venue.clock().set(first.at());
            first.action().run();
            return first.at();
        }
    }
}
