package io.autofutures.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.ledger.posting.LedgerAccount;
import io.autofutures.ledger.reconcile.VenueSnapshot;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TrackerCoreTest {
    @Test
    void aStopThatFillsClosesThePositionWithTheProfitTheVenueReports() {
        var core = opened();
        fold(core, Session.entry());
        assertThat(core.openPositions(Session.START)).singleElement().satisfies(position -> {
            assertThat(position.quantity().toString()).isEqualTo("100");
            assertThat(position.entryPrice()).isEqualTo(Price.of("0.3106"));
            assertThat(position.lineage()).isEqualTo(Session.LINEAGE.value());
            assertThat(position.isProtected()).isTrue();
        });

        List<Output> out = fold(core, Session.stop());

        assertThat(facts(out, OrderEvent.PositionClosed.class)).singleElement().satisfies(closed -> {
            assertThat(closed.exitReason()).isEqualTo("STOP");
            assertThat(closed.realized()).isEqualByComparingTo("-1.11");
            assertThat(closed.fees()).isEqualByComparingTo("0.024404");
            assertThat(closed.net()).isEqualByComparingTo("-1.134404");
            assertThat(closed.quantity().toString()).isEqualTo("100");
            assertThat(closed.exitPrice()).isEqualTo(Price.of("0.2995"));
        });
        assertThat(core.openPositions(Session.START)).isEmpty();
        assertThat(core.accountState(Session.START).wallet()).isEqualByComparingTo("9998.865596");
    }

    @Test
    void aFinishedAlgoOrderIsLinkedToItsChildAndIsNoFill() {
        var core = opened();
        fold(core, Session.entry());

        List<Output> out = fold(core, Session.stop());

        assertThat(facts(out, OrderEvent.OrderFilled.class)).hasSize(1);
        assertThat(core.orders())
                .filteredOn(order -> order.book() == Book.ALGO)
                .singleElement()
                .satisfies(order -> {
                    assertThat(order.status()).isEqualTo(OrderStatus.FINISHED);
                    assertThat(order.childOrderId()).isEqualTo("2");
                });
        assertThat(core.orders())
                .filteredOn(order -> order.venueOrderId().equals("2"))
                .singleElement()
                .extracting(OrderView::algoOrderId)
                .isEqualTo("50");
    }

    @Test
    void everyPermutationOfOneStopEndsInTheSameState() {
        var expected = opened();
        fold(expected, Session.entry());
        fold(expected, Session.stop());
        var events = new ArrayList<UserEvent>(Session.stop());
        events.add(Session.entry().getLast()); // the algo order's NEW

        permute(events, 0, order -> {
            var core = opened();
            fold(core, Session.entry().subList(0, 3));
            fold(core, order);
            assertThat(state(core)).isEqualTo(state(expected));
        });
    }

    @Property(tries = 300)
    void shuffledAndDuplicatedEventsEndInTheSameLedgerAndPositions(@ForAll long seed) {
        var random = new Random(seed);
        List<UserEvent> session = session(random);
        var expected = opened();
        fold(expected, session);
        var shuffled = new ArrayList<>(session);
        session.forEach(event -> {
            if (random.nextInt(3) == 0) {
                shuffled.add(event);
            }
        });
        Collections.shuffle(shuffled, random);

        var core = opened();
        fold(core, shuffled);

        assertThat(state(core)).isEqualTo(state(expected));
    }

    @Property(tries = 200)
    void equityIsAlwaysExplained(@ForAll long seed) {
        var random = new Random(seed);
        var core = opened();
        BigDecimal start = core.accountState(Session.START).equity();
        for (UserEvent event : session(random)) {
            core.on(event);
            if (random.nextInt(4) == 0) {
                core.on(mark("0." + (3000 + random.nextInt(300)), random.nextInt(60_000)));
            }
            var account = core.accountState(Session.START);
            assertThat(account.equity().subtract(start))
                    .isEqualByComparingTo(account.realized()
                            .add(account.unrealized())
                            .add(account.fees())
                            .add(account.funding())
                            .add(account.transfers()));
            assertThat(account.equity()).isEqualByComparingTo(account.wallet().add(account.unrealized()));
        }
    }

    @Property(tries = 200)
    void whatWasPublishedRestoresTheSameState(@ForAll long seed) {
        var random = new Random(seed);
        var core = new TrackerCore(Session.ACCOUNT);
        var log = new ArrayList<Output>(core.settle(venue("10000", Instant.EPOCH.plusSeconds(1))));
        List<UserEvent> session = session(random);
        session.forEach(event -> log.addAll(core.on(event)));

        var restored = new TrackerCore(Session.ACCOUNT);
        facts(log, OrderEvent.class).forEach(restored::restore);
        log.forEach(output -> {
            if (output instanceof Output.PositionChanged changed) {
                restored.restore(changed.state());
            }
        });
        restored.restore(core.accountState(Session.START));

        assertThat(state(restored)).isEqualTo(state(core));
        session.forEach(event -> assertThat(facts(restored.on(event), OrderEvent.class))
                .as("a repeated event says nothing twice")
                .isEmpty());
    }

    @Test
    void fundingAndTransfersAreBookedApart() {
        var core = opened();
        core.on(Session.account("FUNDING_FEE", "9999.5", "-0.5", "100", 10));
        core.on(Session.account("DEPOSIT", "10099.5", "100", "100", 20));
        core.on(Session.account("ORDER", "10098", "0", "100", 30));

        var account = core.accountState(Session.START);
        assertThat(account.funding()).isEqualByComparingTo("-0.5");
        assertThat(account.transfers()).isEqualByComparingTo("100");
        assertThat(account.wallet()).isEqualByComparingTo("10099.5");
    }

    @Test
    void aFeeInAnotherAssetStandsUnderItsOwnName() {
        var core = opened();
        var fill = (UserEvent.OrderUpdated) Session.entry().get(1);
        core.on(new UserEvent.OrderUpdated(
                fill.account(),
                fill.occurredAt(),
                fill.transactedAt(),
                fill.symbol(),
                fill.orderId(),
                fill.clientOrderId(),
                fill.side(),
                fill.positionSide(),
                fill.type(),
                fill.originalType(),
                fill.executionType(),
                fill.status(),
                fill.quantity(),
                fill.price(),
                fill.averagePrice(),
                fill.triggerPrice(),
                fill.lastFilled(),
                fill.lastPrice(),
                fill.filled(),
                fill.tradeId(),
                new BigDecimal("0.00000325"),
                "BNB",
                fill.realizedProfit(),
                fill.maker(),
                false,
                false,
                null,
                null,
                null));

        assertThat(core.ledger().of(LedgerAccount.FEES, "BNB")).isEqualByComparingTo("-0.00000325");
        assertThat(core.accountState(Session.START).fees()).isZero();
        assertThat(core.accountState(Session.START).wallet()).isEqualByComparingTo("10000");
    }

    @Test
    void marksRevalueOnceASecond() {
        var core = opened();
        fold(core, Session.entry());
        assertThat(core.on(mark("0.3206", 2_000))).isNotEmpty();
        assertThat(core.on(mark("0.3306", 2_400))).isEmpty();
        assertThat(core.accountState(Session.START).unrealized()).isEqualByComparingTo("1");
        assertThat(core.on(mark("0.3306", 3_000))).isNotEmpty();
        assertThat(core.accountState(Session.START).unrealized()).isEqualByComparingTo("2");
        assertThat(core.accountState(Session.START).knownGoodAt()).isEqualTo(Session.at(3_000));
    }

    @Test
    void nothingIsKnownGoodWhileTheStreamIsInterrupted() {
        var core = opened();
        core.renew(Session.at(1_000));
        core.on(new UserEvent.StreamInterrupted(Session.ACCOUNT, Session.at(1_500), "silence"));

        assertThat(core.renew(Session.at(2_000))).isEmpty();
        assertThat(core.accountState(Session.START).knownGoodAt()).isEqualTo(Session.at(1_000));
        assertThat(core.accountState(Session.START).reconciled()).isFalse();
    }

    static MarkPriceUpdated mark(String price, long millis) {
        return new MarkPriceUpdated(Session.SYMBOL, Session.at(millis), Price.of(price), null, null, null);
    }

    static TrackerCore opened() {
        var core = new TrackerCore(Session.ACCOUNT);
        core.settle(venue("10000", Session.START.minusSeconds(1)));
        return core;
    }

    static VenueSnapshot venue(String wallet, Instant at) {
        return new VenueSnapshot(
                at,
                Map.of("USDT", new BigDecimal(wallet)),
                new BigDecimal(wallet),
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    static List<Output> fold(TrackerCore core, List<? extends UserEvent> events) {
        var out = new ArrayList<Output>();
        events.forEach(event -> out.addAll(core.on(event)));
        return out;
    }

    static <T extends OrderEvent> List<T> facts(List<Output> outputs, Class<T> type) {
        return outputs.stream()
                .filter(Output.Fact.class::isInstance)
                .map(output -> ((Output.Fact) output).event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** All that must not depend on the order of arrival. */
    static List<Object> state(TrackerCore core) {
        return List.of(
                core.orders(),
                core.openPositions(Session.START).stream()
                        .map(position -> List.of(
                                position.quantity(),
                                String.valueOf(position.entryPrice()),
                                position.realized().stripTrailingZeros(),
                                position.fees().stripTrailingZeros(),
                                position.episode(),
                                position.marginType(),
                                position.protection()))
                        .toList(),
                core.ledger().balances());
    }

    /** Random but possible: a long position that grows, shrinks and closes, with transfers and funding between. */
    private static List<UserEvent> session(Random random) {
        var events = new ArrayList<UserEvent>();
        int held = 0;
        long trade = 100;
        long millis = 1_000;
        for (int order = 10; order < 10 + 3 + random.nextInt(8); order++) {
            boolean buys = held == 0 || random.nextInt(3) == 0;
            int quantity = buys ? 1 + random.nextInt(50) : random.nextBoolean() ? held : 1 + random.nextInt(held);
            var id = Session.id(buys ? Leg.ENTRY : Leg.CLOSE);
            Side side = buys ? Side.BUY : Side.SELL;
            events.add(Session.accepted(order, id, side, "" + quantity, millis));
            int done = 0;
            while (done < quantity) {
                int part = Math.min(quantity - done, 1 + random.nextInt(quantity));
                done += part;
                String price = "0." + (3000 + random.nextInt(200));
                String realized = buys ? "0" : "" + (random.nextInt(200) - 100) / 100.0;
                millis += random.nextInt(2) * 10;
                events.add(Session.filled(
                        order, id, side, "" + quantity, "" + part, price, "" + done, trade++, realized, millis));
            }
            held += buys ? quantity : -quantity;
            millis += 100;
            if (random.nextInt(4) == 0) {
                events.add(Session.account("FUNDING_FEE", "1", "-0.01", "" + held, millis++));
                events.add(Session.account("DEPOSIT", "1", "5", "" + held, millis++));
            }
        }
        return events;
    }

    private static void permute(
            List<UserEvent> events, int from, java.util.function.Consumer<List<UserEvent>> consumer) {
        if (from == events.size()) {
            consumer.accept(List.copyOf(events));
            return;
        }
        for (int i = from; i < events.size(); i++) {
            Collections.swap(events, from, i);
            permute(events, from + 1, consumer);
            Collections.swap(events, from, i);
        }
    }

    static VenueSnapshot.Row row(String amount, String entry, Instant at) {
        return new VenueSnapshot.Row(
                new io.autofutures.ledger.position.PositionKey(Session.SYMBOL, PositionSide.LONG),
                new BigDecimal(amount),
                Price.of(entry),
                Price.of(entry),
                at);
    }
}
