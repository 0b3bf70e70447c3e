package io.autofutures.paperbook;

import static io.autofutures.paperbook.Books.AT;
import static io.autofutures.paperbook.Books.INITIAL;
import static io.autofutures.paperbook.Books.X;
import static io.autofutures.paperbook.Books.code;
import static io.autofutures.paperbook.Books.done;
import static io.autofutures.paperbook.Books.limit;
import static io.autofutures.paperbook.Books.market;
import static io.autofutures.paperbook.Books.price;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarginTest {
    private static final PositionKey LONG = new PositionKey(X, PositionSide.LONG);
    private static final PositionKey BOTH = new PositionKey(X, PositionSide.BOTH);

    private static PaperBook book(boolean hedge, boolean isolated, String fund) {
        var terms = MarginTerms.standard().withInsuranceFund(new BigDecimal(fund));
        var book = new PaperBook(BookTerms.standard(), terms, java.util.Map.of(X, Books.rules()));
        book.quote(X, Books.quote("100"));
        done(book.transfer(INITIAL, AT));
        if (hedge) {
            done(book.setHedge(true));
        }
        if (isolated) {
            done(book.setIsolated(X, true));
        }
        return book;
    }

    private static <T extends BookEvent> List<T> of(List<BookEvent> events, Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void bracketsGrowWithoutAJump() {
        for (String name : List.of("BTCUSDT", "ETHUSDT", "SOLUSDT", "XUSDT")) {
            List<Bracket> rows = Brackets.standard(new Symbol(name)).rows();
            for (int index = 1; index < rows.size(); index++) {
                Bracket before = rows.get(index - 1);
                Bracket row = rows.get(index);
                assertThat(row.floor()).isEqualByComparingTo(before.cap());
                assertThat(row.floor().multiply(row.ratio()).subtract(row.cumulative()))
                        .isEqualByComparingTo(
                                row.floor().multiply(before.ratio()).subtract(before.cumulative()));
            }
        }
        Brackets btc = Brackets.standard(new Symbol("BTCUSDT"));
        assertThat(btc.maintenance(new BigDecimal("1000000"))).isEqualByComparingTo("5000"); // 6500 less 1500
        assertThat(btc.maxNotional(20)).isEqualByComparingTo("100000000");
        assertThat(btc.maxNotional(21)).isEqualByComparingTo("70000000");
    }

    @Test
    void aRestingOrderBindsWhatItCouldAdd() {
        PaperBook book = book(false, false, "0");
        done(book.place(market("e", Side.BUY, PositionSide.BOTH, "10"), AT));
        assertThat(book.openOrderMargin(BOTH)).isZero();

        done(book.place(limit("b", Side.BUY, PositionSide.BOTH, "10", "99", "GTC"), AT));
        done(book.place(limit("s", Side.SELL, PositionSide.BOTH, "15", "104", "GTC"), AT));

        Exposure exposure = book.exposure(BOTH);
        assertThat(exposure.held()).isEqualByComparingTo("1000");
        assertThat(exposure.bids()).isEqualByComparingTo("990");
        assertThat(exposure.asks()).isEqualByComparingTo("1560");
        // the buys lead to 1990, the sells to -560: only the larger counts, less what is held
        assertThat(book.openOrderMargin(BOTH)).isEqualByComparingTo("49.5");
        Account account = book.account();
        assertThat(account.positionMargin()).isEqualByComparingTo("50");
        assertThat(account.available())
                .isEqualByComparingTo(
                        account.crossWallet().add(account.unrealized()).subtract(new BigDecimal("99.5")));
        assertThat(account.maintenance()).isEqualByComparingTo("10");
    }

    @Test
    void whatCannotBePaidForIsRefusedByItsReason() {
        PaperBook book = book(true, false, "0");

        done(book.setLeverage(X, 1));
        assertThat(code(book.place(market("a", Side.BUY, PositionSide.LONG, "100"), AT)))
                .isEqualTo(-2019);
        done(book.setLeverage(X, 50));
        assertThat(code(book.place(market("b", Side.BUY, PositionSide.LONG, "500"), AT)))
                .isEqualTo(-2027);
        assertThat(code(book.setLeverage(X, 51))).isEqualTo(-4028);
        assertThat(code(book.setLeverage(X, 0))).isEqualTo(-4028);
        done(book.setLeverage(X, 25));
        done(book.place(market("c", Side.BUY, PositionSide.LONG, "500"), AT));
        assertThat(price(book, "101")).isEmpty();
        assertThat(code(book.setLeverage(X, 50))).isEqualTo(-2027);
        assertThat(code(book.setLeverage(X, 2))).isEqualTo(-2028);

        PaperBook empty = new PaperBook(BookTerms.standard(), java.util.Map.of(X, Books.rules()));
        empty.quote(X, Books.quote("100"));
        assertThat(code(empty.place(market("d", Side.BUY, PositionSide.BOTH, "1"), AT)))
                .isEqualTo(-2018);
    }

    @Test
    void marginIsMovedIntoIsolatedPositionsAndNoFurtherOutThanTheyNeed() {
        PaperBook book = book(true, true, "0");
        assertThat(code(book.moveMargin(LONG, BigDecimal.ONE, AT))).isEqualTo(-4054);
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "10"), AT));
        assertThat(book.position(LONG, AT).isolatedWallet()).isEqualByComparingTo("50.25");
        assertThat(code(book.setLeverage(X, 10))).isEqualTo(-4161);
        done(book.setLeverage(X, 25));
        assertThat(code(book.setIsolated(X, false))).isEqualTo(-4048);

        done(book.moveMargin(LONG, new BigDecimal("100"), AT));
        assertThat(book.account().crossWallet())
                .isEqualByComparingTo(book.account().wallet().subtract(new BigDecimal("150.25")));
        assertThat(code(book.moveMargin(LONG, new BigDecimal("100000"), AT))).isEqualTo(-4050);
        assertThat(code(book.moveMargin(LONG, new BigDecimal("-140"), AT))).isEqualTo(-4051);
        assertThat(code(book.moveMargin(LONG, BigDecimal.ZERO, AT))).isEqualTo(-4055);
        done(book.moveMargin(LONG, new BigDecimal("-100"), AT));
        assertThat(book.marginChanges()).hasSize(2);

        PaperBook cross = book(true, false, "0");
        assertThat(code(cross.moveMargin(LONG, BigDecimal.ONE, AT))).isEqualTo(-4049);
    }

    @Test
    void breakEvenGivesBackTheFeesOfWhatIsHeld() {
        PaperBook book = book(true, false, "0");
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "10"), AT));
        assertThat(book.position(LONG, AT).breakEven()).isEqualByComparingTo("100.55025"); // 100.5 × 1.0005

        done(book.place(market("c", Side.SELL, PositionSide.LONG, "4"), AT));
        assertThat(book.position(LONG, AT).breakEven()).isEqualByComparingTo("100.55025");

        var shorts = new PositionKey(X, PositionSide.SHORT);
        done(book.place(market("s", Side.SELL, PositionSide.SHORT, "10"), AT));
        assertThat(book.position(shorts, AT).breakEven()).isEqualByComparingTo("99.45025"); // 99.5 × 0.9995
    }

    @Test
    void anIsolatedPositionIsCalledThenTakenOverAndPaysTheFundOutOfWhatIsLeft() {
        PaperBook book = book(true, true, "0");
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "10"), AT));
        done(book.place(limit("rest", Side.BUY, PositionSide.LONG, "1", "90", "GTC"), AT));
        done(book.placeAlgo(Books.stop("stop", Side.SELL, PositionSide.LONG, "10", "80"), AT));
        BigDecimal liquidation = book.liquidationPrice(book.position(LONG, AT));
        // 50.25 + (p - 100.5) × 10 = p × 10 × 0.01
        assertThat(liquidation).isEqualByComparingTo("96.43939394");

        assertThat(price(book, "97")).isEmpty();
        assertThat(of(price(book, "96.5"), BookEvent.MarginCalled.class))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.crossWallet()).isNull();
                    assertThat(call.rows().getFirst().maintenance()).isEqualByComparingTo("9.65");
                });
        assertThat(price(book, "96.5")).isEmpty();
        BigDecimal cross = book.account().crossWallet();
        List<BookEvent> events = price(book, "96.4");

        assertThat(of(events, BookEvent.OrderEnded.class)).singleElement().satisfies(ended -> {
            assertThat(ended.expiry()).isEqualTo("5");
            assertThat(ended.order().status()).isEqualTo(OrderStatus.EXPIRED);
        });
        BookEvent.ForceClosed closed = of(events, BookEvent.ForceClosed.class).getFirst();
        assertThat(closed.order().clientOrderId()).startsWith("autoclose-");
        assertThat(closed.fill().price()).isEqualByComparingTo("95.9");
        assertThat(closed.fill().realized()).isEqualByComparingTo("-46");
        assertThat(closed.fill().fee()).isEqualByComparingTo("0.4795");
        // 50.25 - 46 - 0.4795 are left
        assertThat(of(events, BookEvent.InsuranceCleared.class).getFirst().amount())
                .isEqualByComparingTo("-3.7705");
        assertThat(closed.cause()).isEqualTo(ForcedOrder.Kind.LIQUIDATION);
        assertThat(book.account().crossWallet()).isEqualByComparingTo(cross);
        assertThat(book.openOrders()).isEmpty();
        assertThat(book.openAlgos()).isEmpty();
    }

    @Test
    void aCrossAccountIsTakenOverAsAWholeAndTheFundMakesTheLossGood() {
        PaperBook book = book(false, false, "100000");
        done(book.setLeverage(X, 25));
        done(book.place(market("e", Side.BUY, PositionSide.BOTH, "500"), AT));
        done(book.place(market("f", Side.BUY, PositionSide.BOTH, "500"), AT));
        assertThat(book.liquidationPrice(book.position(BOTH, AT)))
                .isGreaterThan(new BigDecimal("90"))
                .isLessThan(new BigDecimal("93"));

        List<BookEvent> events = price(book, "88");

        BookEvent.InsuranceCleared cleared =
                of(events, BookEvent.InsuranceCleared.class).getFirst();
        assertThat(cleared.amount()).isPositive();
        assertThat(book.account().wallet()).isEqualByComparingTo("0");
        assertThat(book.venueLedger().get(VenueAccount.INSURANCE))
                .isEqualByComparingTo(cleared.amount().negate());
        assertThat(book.incomes().getLast().type()).isEqualTo(Income.Type.INSURANCE_CLEAR);
    }

    @Test
    void aLossTheFundCannotBearIsDeleveraged() {
        PaperBook book = book(false, false, "0");
        done(book.setLeverage(X, 25));
        done(book.place(market("e", Side.BUY, PositionSide.BOTH, "500"), AT));
        done(book.place(market("f", Side.BUY, PositionSide.BOTH, "500"), AT));

        List<BookEvent> events = price(book, "70");

        BookEvent.ForceClosed closed = of(events, BookEvent.ForceClosed.class).getFirst();
        assertThat(closed.cause()).isEqualTo(ForcedOrder.Kind.ADL);
        assertThat(closed.order().clientOrderId()).startsWith("adl_autoclose");
        assertThat(of(events, BookEvent.InsuranceCleared.class)).isEmpty();
        assertThat(book.account().wallet()).isNotNegative().isLessThan(new BigDecimal("500"));
        assertThat(book.forcedOrders()).hasSize(1);
    }

    @Test
    void aWinnerMayBeDeleveragedAtMark() {
        PaperBook book = book(true, false, "0");
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "10"), AT));
        List<BookEvent> quiet = price(book, "110");
        assertThat(quiet).isEmpty();
        assertThat(book.adlRank(LONG)).isEqualTo(4);

        List<BookEvent> events =
                done(book.deleverage(LONG, new BigDecimal("4"), AT)).events();

        BookEvent.ForceClosed closed = of(events, BookEvent.ForceClosed.class).getFirst();
        assertThat(closed.order().clientOrderId()).startsWith("adl_autoclose");
        assertThat(closed.fill().price()).isEqualByComparingTo("110");
        assertThat(closed.fill().realized()).isEqualByComparingTo("38");
        assertThat(book.position(LONG, AT).amount()).isEqualByComparingTo("6");
        assertThat(code(book.deleverage(new PositionKey(X, PositionSide.SHORT), BigDecimal.ONE, AT)))
                .isEqualTo(-2024);
    }
}
