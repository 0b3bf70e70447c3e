package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.time.Activity;
import io.autofutures.testkit.MutableVenueClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SyncedVenueClockTest {
    private final MutableVenueClock wall = new MutableVenueClock(Instant.ofEpochMilli(1_000_000));
    private final AtomicInteger asked = new AtomicInteger();

    /** @param roundTrips milliseconds of each answer; the venue is 5 s ahead when it reads its clock, at the end */
    private SyncedVenueClock clock(Integer... roundTrips) {
        Deque<Integer> left = new ArrayDeque<>(List.of(roundTrips));
        return SyncedVenueClock.against(
                () -> {
                    asked.incrementAndGet();
                    wall.advance(Duration.ofMillis(left.size() > 1 ? left.pop() : left.getFirst()));
                    return new Reply.Accepted<>(wall.instant().plusSeconds(5));
                },
                wall,
                () -> {});
    }

    @Test
    void ofSeveralSlowAnswersTheFastestCounts() {
        try (var clock = clock(2_000, 600, 900)) {
            assertThat(clock.offset()).isEqualTo(Duration.ofMillis(5_300));
            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void manyRequestsRefusedForTheSameTimeMeasureItOnce() {
        try (var clock = clock(10)) {
            long reading = clock.readings();

            clock.synchronizeSince(reading);
            clock.synchronizeSince(reading);

            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void aRefusedTimeIsMeasuredAtOnceForReadsAndOrdersAlike() {
        String skew = Recorded.text("errors/400_-1021.json");
        try (var venue = new LocalVenue();
                var clock = clock(10);
                var rest = new BinanceRest(RestOptions.of(
                        venue.url(), ApiCredentials.hmac("k", "s".toCharArray()), clock, new Activity()))) {
            venue.answers("POST /fapi/v1/positionSide/dual", 400, skew)
                    .answers("POST /fapi/v1/positionSide/dual", 200, "{\"code\":200,\"msg\":\"success\"}")
                    .answers("DELETE /fapi/v1/order", 400, skew);

            assertThat(rest.setHedgeMode(true)).isEqualTo(new Reply.Accepted<>(true));
            assertThat(asked).as("measured, then signed anew").hasValue(2);
            assertThat(venue.asked).hasSize(2);

            var canceled = rest.cancel(
                    new io.autofutures.model.market.Symbol("BTCUSDT"),
                    new io.autofutures.model.order.ClientOrderId("c"),
                    rest.sendingNow());
            assertThat(canceled).isInstanceOfSatisfying(Reply.Refused.class, refused -> assertThat(refused.retry())
                    .isTrue());
            assertThat(asked).hasValue(3);
            assertThat(venue.asked).as("never signed anew").hasSize(3);
        }
    }
}
