package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.binance.WeightBudget.Permit;
import io.autofutures.model.time.Patience;
import io.autofutures.testkit.MutableVenueClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WeightBudgetTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final int LIMIT = RateLimits.UNTIL_TOLD.weightPerMinute();
    private static final double SHARE = 0.25;

    private final MutableVenueClock clock = new MutableVenueClock(NOW);
    private final WeightBudget budget = new WeightBudget(new Patience(clock), SHARE, false);

    private static RestRequest order(String side, String type) {
        var query = Query.of("symbol", "BTCUSDT")
                .and("side", side)
                .and("positionSide", "LONG")
                .and("type", type);
        String path = type.equals("MARKET") ? "/fapi/v1/order" : "/fapi/v1/algoOrder";
        return RestRequest.order("POST", path, query, new Sending(NOW, Duration.ofSeconds(2)));
    }

    private static final RestRequest ENTRY = order("BUY", "MARKET");
    private static final RestRequest CLOSE = order("SELL", "MARKET");
    private static final RestRequest STOP = order("SELL", "STOP_MARKET");
    private static final RestRequest CANCEL = RestRequest.order(
            "DELETE", "/fapi/v1/order", Query.of("symbol", "BTCUSDT"), new Sending(NOW, Duration.ofSeconds(2)));

    private static RestRequest read(int weight) {
        return RestRequest.read("/fapi/v3/account", new Query(), weight);
    }

    private boolean passes(RestRequest request) {
        return budget.spend(request) instanceof Permit.Granted;
    }

    @Test
    void readsWhatARequestIsForFromWhatItAsks() {
        assertThat(ENTRY.purpose()).isEqualTo(Purpose.ENTRY);
        assertThat(CLOSE.purpose()).isEqualTo(Purpose.CLOSE);
        assertThat(STOP.purpose()).isEqualTo(Purpose.PROTECTION);
        assertThat(CANCEL.purpose()).isEqualTo(Purpose.CANCEL);
        assertThat(order("SELL", "TAKE_PROFIT_MARKET").purpose()).isEqualTo(Purpose.CLOSE);
        assertThat(order("BUY", "STOP_MARKET").purpose())
                .as("a stop that may open is an entry")
                .isEqualTo(Purpose.ENTRY);
    }

    @Test
    void ordersCostTheAccountAndNotTheAddress() {
        assertThat(ENTRY.weight()).isZero();
        assertThat(List.of(ENTRY.tenSecondOrders(), ENTRY.minuteOrders())).containsExactly(1, 1);
        assertThat(List.of(CANCEL.weight(), CANCEL.tenSecondOrders(), CANCEL.minuteOrders()))
                .containsExactly(1, 0, 0);
        var batch =
                RestRequest.order("POST", "/fapi/v1/batchOrders", new Query(), new Sending(NOW, Duration.ofSeconds(2)));
        assertThat(List.of(batch.weight(), batch.tenSecondOrders(), batch.minuteOrders()))
                .containsExactly(5, 5, 1);
    }

    @Test
    void entriesStopFirstAndStopsLast() {
        budget.weightReported(1, 1_600);
        assertThat(passes(ENTRY)).isFalse();
        assertThat(passes(read(5))).isTrue();
        assertThat(passes(read(5).canBeLeftOut())).isTrue();

        budget.weightReported(5, 1_700);
        assertThat(passes(read(5).canBeLeftOut())).isFalse();
        assertThat(passes(read(5))).isTrue();

        budget.weightReported(6, 2_100);
        assertThat(passes(read(5))).isFalse();
        assertThat(passes(CANCEL)).isTrue();

        budget.weightReported(7, 2_300);
        assertThat(passes(CANCEL)).isFalse();
        assertThat(passes(CLOSE)).isTrue();

        budget.weightReported(8, 2_390);
        assertThat(passes(CLOSE)).isFalse();
        assertThat(passes(STOP)).isTrue();
    }

    @Test
    void ordersOfTheAccountCountInTenSecondsAndInAMinute() {
        for (int i = 0; i < 195; i++) {
            assertThat(passes(ENTRY)).isTrue();
        }
        assertThat(passes(ENTRY)).as("the rest of 300 is kept").isFalse();
        assertThat(passes(STOP)).isTrue();

        clock.advance(Duration.ofSeconds(11));
        assertThat(passes(ENTRY)).isTrue();
        budget.minuteOrdersReported(197, 1_100);
        assertThat(passes(ENTRY)).isFalse();
        assertThat(passes(CLOSE)).isTrue();
        budget.tenSecondOrdersReported(198, 300);
        assertThat(passes(STOP)).as("the limit allows none").isFalse();
    }

    @Test
    void whatTheVenueReportsLapsesWithItsMinuteAndOurOwnIsAddedToIt() {
        assertThat(passes(read(5))).isTrue();
        budget.weightReported(1, 1_000);
        assertThat(passes(read(10))).isTrue();
        assertThat(budget.usedNow()).isEqualTo(1_010);

        budget.weightReported(2, 500);
        assertThat(budget.usedNow()).as("a new minute at the venue").isEqualTo(500);
        budget.weightReported(1, 400);
        assertThat(budget.usedNow()).as("a reply overtaken by a later one").isEqualTo(500);

        clock.advance(Duration.ofSeconds(61));
        assertThat(budget.usedNow()).isZero();
    }

    @Test
    void fundingRatesHaveALimitOfTheirOwn() {
        var funding = RestRequest.open("/fapi/v1/fundingRate", new Query(), 0).canBeLeftOut();
        for (int i = 0; i < 350; i++) {
            assertThat(passes(funding)).isTrue();
        }
        assertThat(passes(funding)).isFalse();
        assertThat(passes(read(5))).isTrue();
        clock.advance(Duration.ofMinutes(4));
        assertThat(passes(funding)).isFalse();
        clock.advance(Duration.ofSeconds(61));
        assertThat(passes(funding)).isTrue();
    }

    @Test
    void afterASilenceEntriesComeBackLast() {
        budget.told(NOW.plusSeconds(30), "429");
        assertThat(passes(STOP)).isFalse();
        assertThat(budget.toldByVenue())
                .hasValueSatisfying(silence -> assertThat(silence.until()).isEqualTo(NOW.plusSeconds(30)));

        clock.advance(Duration.ofSeconds(31));
        assertThat(passes(STOP)).isTrue();
        assertThat(passes(read(5))).isTrue();
        assertThat(passes(read(5).canBeLeftOut())).isFalse();
        assertThat(passes(ENTRY)).isFalse();
        assertThat(budget.toldByVenue()).isEmpty();

        clock.advance(Duration.ofSeconds(60));
        assertThat(passes(ENTRY)).isTrue();
    }

    @Test
    void whatAnotherWasToldIsObeyedButNotTold() {
        budget.obey(NOW.plusSeconds(30));
        budget.obey(NOW.plusSeconds(10));

        assertThat(budget.stopped()).contains(NOW.plusSeconds(30));
        assertThat(budget.toldByVenue()).isEmpty();
        assertThat(passes(CLOSE)).isFalse();
    }

    @Test
    void tooManyOrdersStopsOrdersAlone() {
        budget.ordersStopped(Duration.ofSeconds(10));

        assertThat(passes(STOP)).isFalse();
        assertThat(passes(read(5))).isTrue();
        assertThat(passes(CANCEL)).isTrue();
        clock.advance(Duration.ofSeconds(10));
        assertThat(passes(STOP)).isTrue();
        assertThat(passes(ENTRY)).isFalse();
    }

    /** @param othersBefore what others have spent when the request wants to leave, reported with the reply before */
    record Step(RestRequest request, int millisBefore, int othersBefore) {}

    @Provide
    Arbitrary<List<Step>> days() {
        Arbitrary<RestRequest> requests = Arbitraries.oneOf(
                Arbitraries.of(ENTRY, CLOSE, STOP, CANCEL),
                Arbitraries.integers().between(1, 50).map(WeightBudgetTest::read),
                Arbitraries.integers().between(1, 50).map(weight -> read(weight).canBeLeftOut()));
        Arbitrary<Integer> others = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, Arbitraries.just(0)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(0, 3_000)));
        return Combinators.combine(requests, Arbitraries.integers().between(0, 1_500), others)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(400);
    }

    private record Sent(Instant at, RestRequest request) {}

    @Property(tries = 300)
    void whateverComesTheSpentWeightOfAMinuteStaysWithinShareAndLimit(@ForAll("days") List<Step> day) {
        var time = new MutableVenueClock(NOW); // an instance serves all tries
        var fresh = new WeightBudget(new Patience(time), SHARE, false);
        var sent = new ArrayList<Sent>();
        long number = 0;
        for (Step step : day) {
            time.advance(Duration.ofMillis(step.millisBefore()));
            if (step.othersBefore() > 0) {
                fresh.weightReported(number, step.othersBefore());
            }
            if (fresh.spend(step.request()) instanceof Permit.Granted(long granted)) {
                number = granted;
                sent.add(new Sent(time.instant(), step.request()));
            }
            Instant minuteAgo = time.instant().minusSeconds(60);
            List<RestRequest> minute = sent.stream()
                    .filter(each -> !each.at().isBefore(minuteAgo))
                    .map(Sent::request)
                    .toList();
            assertThat(weight(minute)).isLessThanOrEqualTo(LIMIT);
            assertThat(weight(minute.stream()
                            .filter(each -> !each.purpose().isReserved())
                            .toList()))
                    .isLessThanOrEqualTo((int) (LIMIT * SHARE));
            assertThat(minute.stream().mapToInt(RestRequest::minuteOrders).sum())
                    .isLessThanOrEqualTo(RateLimits.UNTIL_TOLD.ordersPerMinute());
        }
    }

    @Property(tries = 300)
    void aStopIsNeverHeldBackWhileTheLimitsAllowIt(@ForAll("days") List<Step> day) {
        var time = new MutableVenueClock(NOW); // an instance serves all tries
        var fresh = new WeightBudget(new Patience(time), SHARE, false);
        long number = 0;
        for (Step step : day) {
            time.advance(Duration.ofMillis(step.millisBefore()));
            int others = Math.min(step.othersBefore(), LIMIT);
            if (others > 0) {
                fresh.weightReported(number, others);
            }
            if (!step.request().counts() && fresh.spend(step.request()) instanceof Permit.Granted(long granted)) {
                number = granted;
            }
        }
        assertThat(fresh.usedNow()).isLessThanOrEqualTo(LIMIT);
        assertThat(fresh.spend(STOP)).isInstanceOf(Permit.Granted.class);
    }

    private static int weight(List<RestRequest> requests) {
        return requests.stream().mapToInt(RestRequest::weight).sum();
    }

    @Test
    void limitsAreReadFromTheVenue() {
        var told = RateLimits.UNTIL_TOLD.told(Wire.parse("""
                        {"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000},
                        {"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":200},
                        {"rateLimitType":"ORDERS","interval":"MINUTE","intervalNum":5,"limit":9},
                        {"rateLimitType":"RAW_REQUESTS","interval":"MINUTE","intervalNum":1,"limit":7}]}"""));

        assertThat(told).isEqualTo(new RateLimits(6_000, 200, 1_200));
        assertThat(RateLimits.UNTIL_TOLD.told(Wire.parse(Recorded.text("rest/exchange_info_btcusdt_prod.json"))))
                .isEqualTo(new RateLimits(2_400, 300, 1_200));
    }
}
