package io.autofutures.paperbook;

import static io.autofutures.paperbook.Books.AT;
import static io.autofutures.paperbook.Books.INITIAL;
import static io.autofutures.paperbook.Books.X;
import static io.autofutures.paperbook.Books.closing;
import static io.autofutures.paperbook.Books.code;
import static io.autofutures.paperbook.Books.done;
import static io.autofutures.paperbook.Books.hedge;
import static io.autofutures.paperbook.Books.limit;
import static io.autofutures.paperbook.Books.market;
import static io.autofutures.paperbook.Books.price;
import static io.autofutures.paperbook.Books.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaperBookTest {
    private static final PositionKey LONG = new PositionKey(X, PositionSide.LONG);

    private static List<String> kinds(List<BookEvent> events) {
        return events.stream()
                .map(event -> event instanceof BookEvent.AlgoChanged(PaperAlgo algo)
                        ? "Algo/" + algo.status()
                        : event.getClass().getSimpleName())
                .toList();
    }

    @Test
    void aMarketOrderFillsAtTheOtherSideOfTheQuoteAndPaysTheTakerFee() {
        PaperBook book = hedge();

        var bought = done(book.place(market("e", Side.BUY, PositionSide.LONG, "10"), AT));

        assertThat(bought.value().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(bought.value().averagePrice()).isEqualByComparingTo("100.5");
        assertThat(kinds(bought.events())).containsExactly("OrderPlaced", "AccountMoved", "OrderTraded");
        assertThat(book.account().wallet()).isEqualByComparingTo(INITIAL.subtract(new BigDecimal("0.5025")));
        assertThat(book.position(LONG, AT).entryPrice()).isEqualByComparingTo("100.5");
    }

    @Test
    void aLimitOrderRestsAndFillsAsMakerWhenLastReachesIt() {
        PaperBook book = hedge();
        var placed = done(book.place(limit("l", Side.BUY, PositionSide.LONG, "10", "99", "GTC"), AT));

        assertThat(placed.value().status()).isEqualTo(OrderStatus.NEW);
        assertThat(price(book, "99.5")).isEmpty();
        assertThat(kinds(price(book, "99"))).containsExactly("AccountMoved", "OrderTraded");
        assertThat(book.account().wallet()).isEqualByComparingTo(INITIAL.subtract(new BigDecimal("0.198")));
    }

    @Test
    void lifetimesOfLimitOrders() {
        PaperBook book = hedge();

        assertThat(code(book.place(limit("a", Side.BUY, PositionSide.LONG, "1", "101", "GTX"), AT)))
                .isEqualTo(-5022);
        assertThat(code(book.place(limit("b", Side.BUY, PositionSide.LONG, "1", "99", "FOK"), AT)))
                .isEqualTo(-5021);
        assertThat(done(book.place(limit("c", Side.BUY, PositionSide.LONG, "1", "99", "IOC"), AT))
                        .value()
                        .status())
                .isEqualTo(OrderStatus.EXPIRED);
        assertThat(done(book.place(limit("d", Side.BUY, PositionSide.LONG, "1", "101", "FOK"), AT))
                        .value()
                        .averagePrice())
                .isEqualByComparingTo("100.5");
    }

    @Test
    void aStopArmedWhileFlatWaitsAndClosesWhatWasBoughtLater() {
        PaperBook book = hedge();
        PaperAlgo armed = done(book.placeAlgo(stop("arm", Side.SELL, PositionSide.LONG, "10", "95"), AT))
                .value();
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "10"), AT));

        List<BookEvent> events = price(book, "95");

        assertThat(kinds(events))
                .containsExactly(
                        "Algo/TRIGGERING",
                        "Algo/TRIGGERED",
                        "OrderPlaced",
                        "AccountMoved",
                        "OrderTraded",
                        "Algo/FINISHED");
        assertThat(book.position(LONG, AT).isFlat()).isTrue();
        PaperAlgo finished = book.algo(armed.algoId()).orElseThrow();
        PaperOrder child = book.order(finished.childOrderId()).orElseThrow();
        assertThat(child.clientOrderId()).isEqualTo("arm");
        assertThat(finished.filled()).isEqualByComparingTo("10");
        assertThat(finished.averagePrice()).isEqualByComparingTo("94.5");
    }

    @Test
    void aStopLargerThanItsPositionIsRefusedAtItsTrigger() {
        PaperBook book = hedge();
        done(book.placeAlgo(stop("arm", Side.SELL, PositionSide.LONG, "10", "95"), AT));
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "4"), AT));

        List<BookEvent> events = price(book, "95");

        assertThat(kinds(events)).containsExactly("Algo/TRIGGERING", "Algo/REJECTED");
        assertThat(book.position(LONG, AT).amount()).isEqualByComparingTo("4");
        assertThat(book.algo("arm").orElseThrow().reason()).contains("ReduceOnly");
    }

    @Test
    void orIsReducedByTheSwitch() {
        PaperBook book = hedge(BookTerms.standard().withOversizedStop(BookTerms.OversizedStop.REDUCED));
        done(book.placeAlgo(stop("arm", Side.SELL, PositionSide.LONG, "10", "95"), AT));
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "4"), AT));

        List<BookEvent> events = price(book, "95");

        assertThat(events).isNotEmpty();
        assertThat(book.position(LONG, AT).isFlat()).isTrue();
        assertThat(book.algo("arm").orElseThrow().filled()).isEqualByComparingTo("4");
    }

    @Test
    void closePositionOrdersExpireWithTheirPosition() {
        PaperBook book = hedge();
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "10"), AT));
        done(book.placeAlgo(closing("stp", OrderType.STOP_MARKET, Side.SELL, PositionSide.LONG, "95"), AT));
        done(book.placeAlgo(closing("tp", OrderType.TAKE_PROFIT_MARKET, Side.SELL, PositionSide.LONG, "110"), AT));

        List<BookEvent> events = price(book, "111");

        assertThat(kinds(events).getLast()).isEqualTo("Algo/EXPIRED");
        assertThat(book.algo("tp").orElseThrow().status()).isEqualTo(OrderStatus.FINISHED);
        assertThat(book.algo("stp").orElseThrow().status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(book.openAlgos()).isEmpty();
    }

    @Test
    void refusesWhatTheVenueRefuses() {
        PaperBook book = hedge();
        assertThat(code(book.placeAlgo(closing("a", OrderType.STOP_MARKET, Side.SELL, PositionSide.LONG, "95"), AT)))
                .isEqualTo(-4509);
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "10"), AT));
        done(book.placeAlgo(closing("b", OrderType.STOP_MARKET, Side.SELL, PositionSide.LONG, "95"), AT));

        assertThat(code(book.placeAlgo(closing("c", OrderType.STOP_MARKET, Side.SELL, PositionSide.LONG, "94"), AT)))
                .isEqualTo(-4130);
        assertThat(code(book.placeAlgo(stop("b", Side.SELL, PositionSide.LONG, "10", "94"), AT)))
                .isEqualTo(-4116);
        assertThat(code(book.placeAlgo(stop("d", Side.SELL, PositionSide.LONG, "10", "100"), AT)))
                .isEqualTo(-2021);
        assertThat(code(book.place(market("f", Side.SELL, PositionSide.LONG, "12"), AT)))
                .isEqualTo(-2022);
        assertThat(code(book.place(market("g", Side.BUY, PositionSide.BOTH, "1"), AT)))
                .isEqualTo(-4061);
        assertThat(code(book.place(market("h", Side.BUY, PositionSide.LONG, "500"), AT)))
                .isZero();
        assertThat(code(book.place(market("i", Side.BUY, PositionSide.LONG, "500"), AT)))
                .isZero();
        assertThat(code(book.place(market("j", Side.BUY, PositionSide.SHORT, "1"), AT)))
                .isNotZero();
        assertThat(code(book.setHedge(false))).isEqualTo(-4067);
        assertThat(code(book.setIsolated(X, true))).isEqualTo(-4047);
    }

    @Test
    void refusesAnEntryThatTheWalletCannotCarry() {
        PaperBook book = hedge();
        done(book.setLeverage(X, 1));

        assertThat(code(book.place(market("e", Side.BUY, PositionSide.LONG, "99.8"), AT)))
                .isEqualTo(-2019);
        assertThat(code(book.place(market("e", Side.BUY, PositionSide.LONG, "90"), AT)))
                .isZero();
    }

    @Test
    void anIsolatedPositionSetsItsMarginAside() {
        PaperBook book = hedge();
        done(book.setIsolated(X, true));
        done(book.setLeverage(X, 5));
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "10"), AT));

        assertThat(book.position(LONG, AT).isolatedWallet()).isEqualByComparingTo("201");
        assertThat(book.account().crossWallet())
                .isEqualByComparingTo(book.account().wallet().subtract(new BigDecimal("201")));
        done(book.place(market("c", Side.SELL, PositionSide.LONG, "5"), AT));
        assertThat(book.position(LONG, AT).isolatedWallet()).isEqualByComparingTo("100.5");
    }

    @Test
    void theFoldOfASnapshotIsTheBook() {
        PaperBook book = hedge();
        done(book.setIsolated(X, true));
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "10"), AT));
        done(book.placeAlgo(closing("stp", OrderType.STOP_MARKET, Side.SELL, PositionSide.LONG, "95"), AT));
        PaperOrder resting = done(book.place(limit("l", Side.BUY, PositionSide.LONG, "10", "98", "GTC"), AT))
                .value();
        done(book.cancel(resting, AT));

        PaperBook again = Books.oneWay(BookTerms.standard());
        book.snapshot().forEach(again::apply);

        assertThat(again.snapshot()).isEqualTo(book.snapshot());
        assertThat(again.account()).isEqualTo(book.account());
        assertThat(again.order("l")).isEqualTo(book.order("l"));
        assertThat(code(again.cancel(resting, AT))).isEqualTo(-2011);
    }

    @Test
    void aOneWayPositionMayTurnButNotByReduceOnly() {
        PaperBook book = Books.oneWay(BookTerms.standard());
        done(book.place(market("e", Side.BUY, PositionSide.BOTH, "10"), AT));
        var reduce = new OrderRequest(
                X,
                "r",
                Side.SELL,
                PositionSide.BOTH,
                OrderType.MARKET,
                TimeInForce.GTC,
                new BigDecimal("12"),
                null,
                true,
                OrderOptions.PLAIN);

        assertThat(code(book.place(reduce, AT))).isEqualTo(-2022);
        done(book.place(market("t", Side.SELL, PositionSide.BOTH, "12"), AT));

        PaperPosition turned = book.position(new PositionKey(X, PositionSide.BOTH), AT);
        assertThat(turned.amount()).isEqualByComparingTo("-2");
        assertThat(turned.entryPrice()).isEqualByComparingTo("99.5");
        assertThat(turned.realized()).isEqualByComparingTo("-10");
    }
}
