package io.autofutures.tracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.StreamFrame;
import io.autofutures.binance.StreamParser;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import io.autofutures.model.topic.Topics;
import io.autofutures.testkit.MutableVenueClock;
import io.autofutures.testkit.RecordedData;
import io.autofutures.tracker.reconcile.VenueReader;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Table;
import io.autofutures.transport.Transport;
import io.autofutures.transport.memory.MemoryTransport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackerServiceTest {
    private static final AccountId ACCOUNT = new AccountId("main");
    private static final Symbol DOT = new Symbol("DOTUSDT");
    /** Of the recorded opening. */
    private static final Instant RECORDED = Instant.ofEpochMilli(1789837689736L);

    private final MutableVenueClock clock = new MutableVenueClock(RECORDED.minusSeconds(10));
    private final ManualTimers timers = new ManualTimers(clock);
    private final Activity activity = new Activity();
    private final VenueTwin venue = new VenueTwin();
    private final Transport transport = new MemoryTransport(Clock.systemUTC());
    private final List<Delivery<?>> published = new CopyOnWriteArrayList<>();
    private final List<AccountState> states = new CopyOnWriteArrayList<>();
    private TrackerService tracker;
    private Table<AccountState> accounts;
    private Table<PositionState> positions;

    @BeforeEach
    void start() {
        transport.declare(Topics.all());
        transport.broadcast(new Broadcast(
                "test", List.of(Topics.ORDER_EVENTS), new Broadcast.Start.Earliest(), published::addAll, false));
        transport.broadcast(new Broadcast(
                "test-account",
                List.of(Topics.ACCOUNT),
                new Broadcast.Start.Earliest(),
                batch -> batch.forEach(delivery -> states.add((AccountState) delivery.value())),
                false));
        accounts = transport.table(Topics.ACCOUNT, false);
        positions = transport.table(Topics.POSITIONS, false);
        tracker = join();
    }

    @AfterEach
    void stop() {
        tracker.close();
        transport.close();
    }

    private TrackerService join() {
        return new TrackerService(
                transport,
                ACCOUNT,
                new VenueReader(venue, clock),
                new Patience(clock),
                timers,
                activity,
                new TrackerMetrics(new SimpleMeterRegistry()));
    }

    @Test
    void nothingHappensBeforeTheFirstUserEvent() {
        await().until(tracker::ready);

        assertThat(venue.accountReads).hasValue(0);
        assertThat(accounts.all()).isEmpty();
    }

    @Test
    void theFirstComparisonOpensTheBooks() {
        resumed();

        await().untilAsserted(() -> assertThat(account()).isNotNull().satisfies(state -> {
            assertThat(state.reconciled()).isTrue();
            assertThat(state.wallet()).isEqualByComparingTo("10000");
            assertThat(state.equity()).isEqualByComparingTo("10000");
            assertThat(state.hedgeMode()).isTrue();
        }));
        assertThat(facts(OrderEvent.Opened.class)).hasSize(1);
        await().untilAsserted(() -> assertThat(activity.read().still()).isTrue());
    }

    @Test
    void aRecordedOpeningBecomesAFillAPositionAndFees() throws IOException {
        resumed();
        await().until(() -> account() != null && account().reconciled());

        var events = recordedOpening();
        events.forEach(this::publish);

        await().until(() -> facts(OrderEvent.OrderFilled.class).size() == 1);
        assertThat(facts(OrderEvent.OrderChanged.class)).hasSize(2);
        OrderEvent.OrderFilled fill = facts(OrderEvent.OrderFilled.class).getFirst();
        assertThat(fill.tradeId()).isEqualTo(1190331610L);
        assertThat(fill.commissionAsset()).isEqualTo("BNB");
        Delivery<?> delivery = published.stream()
                .filter(record -> record.value().equals(fill))
                .findFirst()
                .orElseThrow();
        assertThat(delivery.origin().causationId()).isEqualTo(events.getLast().eventId());
        assertThat(delivery.origin().type()).isEqualTo("order-filled");
        await().untilAsserted(() -> {
            PositionState position = positions.get("main/DOTUSDT/BOTH").orElseThrow();
            assertThat(position.quantity().toString()).isEqualTo("4.9");
            assertThat(position.entryPrice()).isEqualTo(Price.of("1.1359"));
            assertThat(position.isProtected()).isFalse();
            assertThat(position.marginType()).isEqualTo("CROSSED");
        });

        publishMark("1.2359", RECORDED.plusSeconds(2));

        await().untilAsserted(() -> assertThat(account().unrealized()).isEqualByComparingTo("0.49"));
        assertThat(account().knownGoodAt()).isEqualTo(RECORDED.plusSeconds(2));
        assertThat(account().equity()).isEqualByComparingTo("10000.49");
    }

    @Test
    void afterAGapTheVenuesSizeIsAdoptedTheSymbolBlockedAndFreedWhenClean() throws IOException {
        resumed();
        await().until(() -> account() != null && account().reconciled());
        recordedOpening().forEach(this::publish);
        await().until(() -> facts(OrderEvent.OrderFilled.class).size() == 1);
        venue.positions.add(row("2", RECORDED.plusSeconds(3)));
        clock.set(RECORDED.plusSeconds(5));

        publish(new UserEvent.StreamInterrupted(ACCOUNT, clock.instant(), "silence"));
        await().until(() -> !account().reconciled());
        publish(new UserEvent.StreamResumed(ACCOUNT, clock.instant().plusMillis(1)));

        advanceUntil(
                () -> states.stream().anyMatch(state -> state.blockedSymbols().equals(List.of(DOT))));
        assertThat(positions.get("main/DOTUSDT/BOTH").orElseThrow().quantity().toString())
                .isEqualTo("2");
        advanceUntil(() -> account().reconciled());
        assertThat(account().blockedSymbols()).isEmpty();
        await().untilAsserted(() -> assertThat(facts(OrderEvent.Reconciled.class))
                .extracting(event -> event.differences().isEmpty())
                .containsSubsequence(false, true));
    }

    @Test
    void aRestartRestoresFromTheLogAndSaysNothingTwice() throws IOException {
        resumed();
        await().until(() -> account() != null && account().reconciled());
        recordedOpening().forEach(this::publish);
        await().until(() -> facts(OrderEvent.OrderFilled.class).size() == 1);
        venue.positions.add(row("4.9", RECORDED));
        AccountState before = account();

        tracker.close();
        tracker = join();

        advanceUntil(() -> facts(OrderEvent.Reconciled.class).size() == 2);
        assertThat(facts(OrderEvent.Reconciled.class))
                .allSatisfy(event -> assertThat(event.differences()).isEmpty());
        recordedOpening().forEach(this::publish);
        publish(new UserEvent.ConfigUpdated(ACCOUNT, RECORDED.plusSeconds(1), DOT, 9));
        await().until(() -> positions.get("main/DOTUSDT/BOTH").orElseThrow().leverage() == 9);
        assertThat(positions.get("main/DOTUSDT/BOTH").orElseThrow().quantity().toString())
                .isEqualTo("4.9");
        assertThat(published).extracting(record -> record.origin().id()).doesNotHaveDuplicates();
        assertThat(facts(OrderEvent.OrderFilled.class)).hasSize(1);
        assertThat(facts(OrderEvent.Opened.class)).hasSize(1);
        assertThat(account().wallet()).isEqualByComparingTo(before.wallet());
    }

    @Test
    void aVenueThatDoesNotAnswerIsAskedAgain() {
        venue.down = true;
        resumed();
        await().until(() -> venue.accountReads.get() > 0);
        assertThat(account()).as("no amount is made up").isNull();

        venue.down = false;

        advanceUntil(() -> account() != null && account().reconciled());
    }

    @Test
    void thePositionModeIsAskedAgainUntilItIsHedge() {
        venue.hedge = false;
        resumed();
        await().until(() -> account() != null && account().reconciled());
        assertThat(account().hedgeMode()).isFalse();

        venue.hedge = true;

        advanceUntil(() -> account().hedgeMode());
    }

    @Test
    void theAccountIsKnownGoodEachSecondWhileTheStreamIsUp() {
        resumed();
        await().until(() -> account() != null && account().reconciled());
        Instant later = clock.instant().plusSeconds(5);

        advanceUntil(() -> !account().knownGoodAt().isBefore(later));

        publish(new UserEvent.StreamInterrupted(ACCOUNT, clock.instant(), "silence"));
        await().until(() -> !account().reconciled());
        Instant stopped = account().knownGoodAt();
        timers.advance(Duration.ofSeconds(5));
        await().until(() -> activity.read().still());
        assertThat(account().knownGoodAt()).isEqualTo(stopped);
    }

    /** Lets venue time pass in steps of patience until it is so. */
    private void advanceUntil(java.util.concurrent.Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            if (condition.call()) {
                return true;
            }
            timers.advance(Duration.ofMillis(500));
            return false;
        });
    }

    private void resumed() {
        publish(new UserEvent.StreamResumed(ACCOUNT, clock.instant()));
    }

    private AccountState account() {
        return accounts.get("main").orElse(null);
    }

    private <T extends OrderEvent> List<T> facts(Class<T> type) {
        return published.stream()
                .map(Delivery::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private void publish(UserEvent event) {
        transport
                .publish(Outgoing.of(
                        Topics.USER_EVENTS,
                        event,
                        new Origin(event.eventId(), "user-event", "test", event.occurredAt(), null, null)))
                .join();
    }

    private void publishMark(String price, Instant at) {
        var mark = new MarketEvent.MarkPriceUpdated(DOT, at, Price.of(price), null, null, null);
        transport
                .publish(
                        Outgoing.of(Topics.WS_EVENTS, mark, new Origin(mark.eventId(), "mark", "test", at, null, null)))
                .join();
    }

    private static FuturesRest.Position row(String amount, Instant at) {
        return new FuturesRest.Position(
                DOT,
                PositionSide.BOTH,
                new BigDecimal(amount),
                Price.of("1.1359"),
                null,
                Price.of("1.14"),
                BigDecimal.ZERO,
                null,
                BigDecimal.ZERO,
                at);
    }

    private static List<UserEvent> recordedOpening() throws IOException {
        var parser = new StreamParser(ACCOUNT);
        var events = new ArrayList<UserEvent>();
        for (String name : List.of("seq_open_1_order_new", "seq_open_2_account_update", "seq_open_3_order_filled")) {
            String text = Files.readString(RecordedData.file("binance/user-data/" + name + ".json"));
            for (StreamFrame frame : parser.user(text)) {
                if (frame instanceof StreamFrame.User user) {
                    events.add(user.event());
                }
            }
        }
        return events;
    }
}
