package io.autofutures.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.ledger.lifecycle.OrderKey;
import io.autofutures.ledger.lifecycle.OrderLifecycle;
import io.autofutures.ledger.lifecycle.OrderSights;
import io.autofutures.ledger.lifecycle.Transition;
import io.autofutures.ledger.posting.LedgerAccount;
import io.autofutures.ledger.posting.Posting;
import io.autofutures.ledger.reconcile.VenueSnapshot;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final Instant LATER = Session.at(60_000);

    @Test
    void agreementIsCleanAndSaysNothing() {
        var core = TrackerCoreTest.opened();
        TrackerCoreTest.fold(core, Session.entry());

        var out = core.settle(snapshot("9999.987576", List.of(open("100"))));

        assertThat(TrackerCoreTest.facts(out, OrderEvent.class)).isEmpty();
        assertThat(core.good()).isTrue();
    }

    @Test
    void aFundingTimeBetweenTwoComparisonsLeavesThemClean() {
        var core = TrackerCoreTest.opened();
        TrackerCoreTest.fold(core, Session.entry());

        var paid = core.on(Session.crossFunding("9999.487576", "-0.5", 50));
        var out = core.settle(snapshot("9999.487576", List.of(open("100"))));

        assertThat(TrackerCoreTest.facts(paid, OrderEvent.BalanceMoved.class))
                .singleElement()
                .satisfies(moved -> assertThat(moved.reason()).isEqualTo("FUNDING_FEE"));
        assertThat(TrackerCoreTest.facts(out, OrderEvent.class)).isEmpty();
        assertThat(core.good()).isTrue();
        assertThat(core.accountState(LATER).funding()).isEqualByComparingTo("-0.5");
        var told = new ArrayList<Output>();
        Session.stop().forEach(event -> told.addAll(core.on(event)));
        assertThat(TrackerCoreTest.facts(told, OrderEvent.PositionClosed.class))
                .singleElement()
                .satisfies(closed -> assertThat(closed.funding()).isEqualByComparingTo("-0.5"));
    }

    @Test
    void nothingIsSaidOfAnAccountBeforeTheVenueHasToldItsAmounts() {
        var core = new TrackerCore(Session.ACCOUNT);
        var before = new ArrayList<Output>();
        Session.entry().forEach(event -> before.addAll(core.on(event)));
        before.addAll(core.hedgeMode(true, LATER));

        assertThat(before).isNotEmpty().noneMatch(Output.AccountChanged.class::isInstance);

        var settled = core.settle(snapshot("9999.987576", List.of(open("100"))));

        assertThat(settled).filteredOn(Output.AccountChanged.class::isInstance).hasSize(1);
    }

    @Test
    void theVenuesSizeIsAdoptedAndTheSymbolBlockedUntilClean() {
        var core = TrackerCoreTest.opened();
        TrackerCoreTest.fold(core, Session.entry());
        var halved = snapshot("9999.987576", List.of(open("50")));

        var out = core.settle(halved);

        assertThat(TrackerCoreTest.facts(out, OrderEvent.Reconciled.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.blockedSymbols()).containsExactly(Session.SYMBOL);
                    assertThat(event.differences()).containsExactly("position ADAUSDT/LONG: here 100, at the venue 50");
                });
        assertThat(core.accountState(LATER).reconciled()).isFalse();
        assertThat(core.openPositions(LATER).getFirst().quantity().toString()).isEqualTo("50");
        assertThat(TrackerCoreTest.facts(out, OrderEvent.Opened.class)).hasSize(1);

        var clean = core.settle(halved);

        assertThat(core.accountState(LATER).reconciled()).isTrue();
        assertThat(core.accountState(LATER).blockedSymbols()).isEmpty();
        assertThat(TrackerCoreTest.facts(clean, OrderEvent.Reconciled.class))
                .singleElement()
                .satisfies(event -> assertThat(event.differences()).isEmpty());
    }

    @Test
    void aMissedFillIsInferredFromItsOrderAndReplacedWhenTheRealOneComes() {
        var core = TrackerCoreTest.opened();
        TrackerCoreTest.fold(core, Session.entry());
        var stop = Session.stop();
        core.on(stop.get(2)); // the child is known, its fill is not
        var fill = (io.autofutures.model.account.UserEvent.OrderUpdated) stop.get(4);
        var ended = new VenueSnapshot(
                LATER,
                Map.of("USDT", new BigDecimal("9998.865596")),
                new BigDecimal("9998"),
                true,
                List.of(),
                List.of(),
                List.of(OrderSights.of(fill)),
                List.of(),
                Map.of());

        var out = core.settle(ended);

        assertThat(TrackerCoreTest.facts(out, OrderEvent.OrderFilled.class))
                .singleElement()
                .satisfies(inferred -> {
                    assertThat(inferred.inferred()).isTrue();
                    assertThat(inferred.tradeId()).isNegative();
                    assertThat(inferred.realized()).isEqualByComparingTo("-1.11");
                });
        assertThat(TrackerCoreTest.facts(out, OrderEvent.PositionClosed.class)).hasSize(1);
        assertThat(core.accountState(LATER).wallet()).isEqualByComparingTo("9998.865596");

        core.on(fill);

        assertThat(core.openPositions(LATER)).isEmpty();
        assertThat(core.ledger().of(LedgerAccount.REALIZED, "USDT")).isEqualByComparingTo("-1.11");
    }

    @Test
    void anOrderTheVenueDoesNotKnowEnds() {
        var core = TrackerCoreTest.opened();
        core.on(Session.accepted(7, Session.id(Leg.ENTRY), Side.BUY, "5", 0));
        OrderView own = core.openOrders().getFirst();
        var gone = new VenueSnapshot(
                LATER,
                Map.of("USDT", new BigDecimal("10000")),
                BigDecimal.TEN,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(OrderKey.of(own)),
                Map.of());

        core.settle(gone);

        assertThat(core.openOrders()).isEmpty();
        assertThat(core.compare(gone)).isEmpty();
    }

    @Test
    void anOlderRowLosesToANewerEvent() {
        var core = TrackerCoreTest.opened();
        TrackerCoreTest.fold(core, Session.entry());
        var old = new VenueSnapshot(
                LATER,
                Map.of("USDT", new BigDecimal("9999.987576")),
                BigDecimal.TEN,
                true,
                List.of(TrackerCoreTest.row("40", "0.31", Session.at(0))),
                core.openOrders(),
                List.of(OrderSights.of((io.autofutures.model.account.UserEvent.OrderUpdated)
                        Session.entry().getFirst())),
                List.of(),
                Map.of());

        assertThat(core.compare(old)).isEmpty();
    }

    @Test
    void aPositionFoundAtTheFirstComparisonIsTheOpening() {
        var core = new TrackerCore(Session.ACCOUNT);

        var out = core.settle(new VenueSnapshot(
                LATER,
                Map.of("USDT", new BigDecimal("500")),
                BigDecimal.TEN,
                false,
                List.of(open("3")),
                List.of(),
                List.of(),
                List.of(),
                Map.of()));

        assertThat(core.good()).isTrue();
        assertThat(core.openPositions(LATER)).hasSize(1);
        assertThat(core.accountState(LATER).transfers()).isZero();
        assertThat(core.accountState(LATER).wallet()).isEqualByComparingTo("500");
        assertThat(TrackerCoreTest.facts(out, OrderEvent.Opened.class)).hasSize(1);
    }

    @Test
    void aNewUtcDayOpensTheBooksOnce() {
        var core = TrackerCoreTest.opened();
        Instant midnight = Instant.parse("2026-11-02T00:00:00Z");

        assertThat(TrackerCoreTest.facts(core.renew(midnight), OrderEvent.Opened.class))
                .hasSize(1);
        assertThat(TrackerCoreTest.facts(core.renew(midnight.plusSeconds(1)), OrderEvent.Opened.class))
                .isEmpty();
    }

    @Test
    void anOrderNeverComesBackFromItsEnd() {
        var created = OrderSights.of(Session.accepted(1, Session.id(Leg.ENTRY), Side.BUY, "5", 9));
        var part = OrderSights.of(Session.filled(1, Session.id(Leg.ENTRY), Side.BUY, "5", "2", "0.3", "2", 1, "0", 5));
        OrderView canceled = OrderSights.ended(part, OrderStatus.CANCELED, "by hand");

        Transition late = OrderLifecycle.next(canceled, created);

        assertThat(late).isInstanceOf(Transition.Ignored.class);
        assertThat(late.order().status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(late.order().filled().toString()).isEqualTo("2");
    }

    @Test
    void aPostingThatDoesNotSumToZeroIsRefused() {
        Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Posting("x", List.of(new Posting.Line(LedgerAccount.WALLET, "USDT", BigDecimal.ONE))));
    }

    private static VenueSnapshot.Row open(String size) {
        return TrackerCoreTest.row(size, "0.3106", Session.at(2));
    }

    private static VenueSnapshot snapshot(String wallet, List<VenueSnapshot.Row> rows) {
        var core = TrackerCoreTest.opened();
        TrackerCoreTest.fold(core, Session.entry());
        return new VenueSnapshot(
                LATER,
                Map.of("USDT", new BigDecimal(wallet)),
                new BigDecimal(wallet),
                true,
                rows,
                core.openOrders(),
                List.of(),
                List.of(),
                Map.of());
    }
}
