package io.autofutures.paperbook;

import static io.autofutures.paperbook.Books.AT;
import static io.autofutures.paperbook.Books.X;
import static io.autofutures.paperbook.Books.code;
import static io.autofutures.paperbook.Books.done;
import static io.autofutures.paperbook.Books.kinds;
import static io.autofutures.paperbook.Books.limit;
import static io.autofutures.paperbook.Books.market;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderLifeTest {
    private static final OrderRequest REST = limit("r", Side.BUY, PositionSide.BOTH, "10", "98", "GTC");

    private final PaperBook book = Books.oneWay(BookTerms.standard());

    private static AmendRequest to(String quantity, String price) {
        return new AmendRequest(
                Side.BUY, new BigDecimal(quantity), new BigDecimal(price), PriceMatch.NONE, "mod-1", null);
    }

    private PaperOrder resting() {
        return done(book.place(REST, AT)).value();
    }

    @Test
    void anAmendmentKeepsTheIdAndTellsItself() {
        PaperOrder order = resting();

        var amended = done(book.amend(order, to("12", "98.5"), AT.plusSeconds(1)));

        assertThat(amended.value().orderId()).isEqualTo(order.orderId());
        assertThat(amended.value().price()).isEqualByComparingTo("98.5");
        assertThat(amended.value().status()).isEqualTo(OrderStatus.NEW);
        assertThat(amended.value().options().selfTrade()).isEqualTo(SelfTradePrevention.NONE);
        assertThat(amended.events())
                .singleElement()
                .isInstanceOfSatisfying(BookEvent.OrderAmended.class, event -> assertThat(event.modifyId())
                        .isEqualTo("mod-1"));
        assertThat(book.amendments(order.orderId())).singleElement().satisfies(one -> {
            assertThat(one.priceBefore()).isEqualByComparingTo("98");
            assertThat(one.quantityAfter()).isEqualByComparingTo("12");
            assertThat(one.count()).isEqualTo(1);
        });
        assertThat(kinds(Books.price(book, "98.5"))).containsExactly("AccountMoved", "OrderTraded");
    }

    @Test
    void anAmendmentAcrossTheBookTakes() {
        var amended = done(book.amend(resting(), to("10", "101"), AT));

        assertThat(kinds(amended.events())).containsExactly("OrderAmended", "AccountMoved", "OrderTraded");
        assertThat(amended.value().averagePrice()).isEqualByComparingTo("100.5");
    }

    @ParameterizedTest
    @CsvSource({
        "-5027, 10, 98.0",
        "-1111, 10, 98.25",
        "-4014, 10, 98.2",
        "-4016, 10, 106",
        "-4164, 0.1, 40",
        "-4005, 1001, 98",
        "-2019, 1000, 99",
        "-4003, 0, 98"
    })
    void anAmendmentIsCheckedAsAnOrderIs(int expected, String quantity, String price) {
        done(book.setLeverage(X, 1));

        assertThat(code(book.amend(resting(), to(quantity, price), AT))).isEqualTo(expected);
    }

    @Test
    void amendmentsOfTheWrongOrderOrWithWrongWords() {
        PaperOrder order = resting();
        var sell = new AmendRequest(Side.SELL, BigDecimal.ONE, new BigDecimal("98"), PriceMatch.NONE, null, null);
        var reduce = new AmendRequest(Side.BUY, BigDecimal.ONE, new BigDecimal("98"), PriceMatch.NONE, null, true);

        assertThat(code(book.amend(order, sell, AT))).isEqualTo(-1130);
        assertThat(code(book.amend(order, reduce, AT))).isEqualTo(-5047);
        done(book.cancel(order, AT));
        assertThat(code(book.amend(order, to("12", "98.5"), AT))).isEqualTo(-2013);
    }

    @Test
    void aQuantityThatIsFilledAlreadyCancels() {
        PaperOrder order = resting();
        book.onPrice(
                X, Books.quote("98.5"), java.util.List.of(new Level(new BigDecimal("98"), new BigDecimal("8"))), AT);

        var amended = done(book.amend(order, to("4", "97"), AT));

        assertThat(amended.value().status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(amended.value().filled()).isEqualByComparingTo("4");
    }

    @Test
    void aPostOnlyOrderThatWouldTakeAfterItsAmendmentIsCanceled() {
        PaperOrder order = done(book.place(limit("g", Side.BUY, PositionSide.BOTH, "10", "98", "GTX"), AT))
                .value();

        assertThat(done(book.amend(order, to("10", "101"), AT)).value().status())
                .isEqualTo(OrderStatus.CANCELED);
    }

    @ParameterizedTest
    @CsvSource({"600000, -5040", "600001, 0"})
    void aGtdOrderLivesLongerThanTenMinutes(long aheadMs, int expected) {
        assertThat(code(book.place(goodTill(AT.plusMillis(aheadMs)), AT))).isEqualTo(expected);
    }

    private static OrderRequest goodTill(@Nullable Instant end) {
        var options = new OrderOptions(PriceMatch.NONE, SelfTradePrevention.EXPIRE_MAKER, end);
        return Books.with(limit("gtd", Side.BUY, PositionSide.BOTH, "10", "98", "GTD"), options);
    }

    @Test
    void aGtdOrderExpiresAtItsTime() {
        Instant end = AT.plusSeconds(700);
        done(book.place(goodTill(end), AT));

        assertThat(book.nextDeadline()).contains(end);
        assertThat(book.onTime(end.minusMillis(1))).isEmpty();
        assertThat(kinds(book.onTime(end))).containsExactly("Ended/gtd/EXPIRED/0");
        assertThat(book.nextDeadline()).isEmpty();
    }

    @Test
    void aCountdownCancelsThePlainOrdersOfItsSymbolUnlessItIsStoppedOrSetAnew() {
        done(book.place(market("e", Side.BUY, PositionSide.BOTH, "1"), AT));
        done(book.placeAlgo(Books.stop("s", Side.SELL, PositionSide.BOTH, "1", "90"), AT));
        resting();
        done(book.countdown(X, Optional.of(AT.plusSeconds(10)), AT));
        done(book.countdown(X, Optional.of(AT.plusSeconds(20)), AT));

        assertThat(book.onTime(AT.plusSeconds(10))).isEmpty();
        assertThat(kinds(book.onTime(AT.plusSeconds(20)))).containsExactly("CountdownSet", "Ended/r/CANCELED/0");
        assertThat(book.openAlgos()).hasSize(1);
        resting();
        done(book.countdown(X, Optional.of(AT.plusSeconds(30)), AT));
        done(book.countdown(X, Optional.empty(), AT));
        assertThat(book.nextDeadline()).isEmpty();
        assertThat(done(book.cancelAll(X, AT)).value()).isEqualTo(1);
    }

    @Test
    void aClientIdIsFreeAgainWhenItsOrderHasEnded() {
        PaperOrder first = resting();
        assertThat(code(book.place(REST, AT))).isEqualTo(-4116);
        done(book.cancel(first, AT));

        PaperOrder second = resting();

        assertThat(book.order("r")).contains(second);
        assertThat(book.order(first.orderId()).orElseThrow().status()).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void asManyOrdersAsTheSymbolAllows() {
        for (int count = 0; count < 200; count++) {
            done(book.place(limit("o" + count, Side.BUY, PositionSide.BOTH, "0.1", "96", "GTC"), AT));
        }

        assertThat(code(book.place(REST, AT))).isEqualTo(-2025);
    }

    @Test
    void aCheckChangesNothing() {
        var before = book.snapshot();

        assertThat(code(book.check(REST, AT))).isZero();
        assertThat(code(book.check(limit("x", Side.BUY, PositionSide.BOTH, "10", "101", "GTX"), AT)))
                .isEqualTo(-5022);
        assertThat(book.snapshot()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "TRADING, 0",
        "PENDING_TRADING, -1122",
        "PRE_SETTLE, -4140",
        "PRE_DELIVERING, -4140",
        "SETTLING, -4141",
        "CLOSE, -4141",
        "TRADING_HALT, -1122",
        "SOMETHING_NEW, -1122"
    })
    void onlyATradingSymbolMayBeOpened(String status, int expected) {
        PaperBook other = bookOf(Books.rules().terms().withStatus(status));

        assertThat(code(other.place(market("e", Side.BUY, PositionSide.BOTH, "1"), AT)))
                .isEqualTo(expected);
    }

    @Test
    void riskControlStopsOneSide() {
        ContractTerms usual = Books.rules().terms();
        PaperBook other = bookOf(new ContractTerms(
                usual.contractType(),
                usual.status(),
                "LONG",
                usual.orderTypes(),
                usual.maxOrders(),
                usual.triggerProtect(),
                usual.marketTakeBound()));

        assertThat(code(other.place(market("b", Side.BUY, PositionSide.BOTH, "1"), AT)))
                .isEqualTo(-4518);
        assertThat(code(other.place(market("s", Side.SELL, PositionSide.BOTH, "1"), AT)))
                .isZero();
    }

    private static PaperBook bookOf(ContractTerms terms) {
        SymbolRules usual = Books.rules();
        var rules = new SymbolRules(
                X, terms, usual.prices(), usual.lot(), usual.marketLot(), usual.minNotional(), usual.band());
        var other = new PaperBook(BookTerms.standard(), Map.of(X, rules));
        other.apply(new BookEvent.WalletSet(Books.INITIAL));
        other.quote(X, Books.quote("100"));
        return other;
    }

    @Test
    void theFoldOfASnapshotKnowsAmendmentsCountdownsAndClientIds() {
        PaperOrder first = resting();
        done(book.amend(first, to("12", "98.5"), AT));
        done(book.cancel(first, AT));
        PaperOrder second = resting();
        done(book.countdown(X, Optional.of(AT.plusSeconds(30)), AT));

        PaperBook again = Books.oneWay(BookTerms.standard());
        book.snapshot().forEach(again::apply);

        assertThat(again.snapshot()).isEqualTo(book.snapshot());
        assertThat(again.order("r")).contains(second);
        assertThat(again.amendments(first.orderId())).isEqualTo(book.amendments(first.orderId()));
        assertThat(again.nextDeadline()).contains(AT.plusSeconds(30));
    }
}
