package io.autofutures.paperbook;

import static io.autofutures.paperbook.Books.AT;
import static io.autofutures.paperbook.Books.X;
import static io.autofutures.paperbook.Books.code;
import static io.autofutures.paperbook.Books.done;
import static io.autofutures.paperbook.Books.kinds;
import static io.autofutures.paperbook.Books.limit;
import static io.autofutures.paperbook.Books.market;
import static io.autofutures.paperbook.Books.mode;
import static io.autofutures.paperbook.Books.quote;
import static io.autofutures.paperbook.Books.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tick 0.5, bid 99.5, ask 100.5; about 1000 a level, a quarter more on each: 9.9, 12.4, 14.8, 17.3 … */
class MatchingTest {
    private static final PositionKey BOTH = new PositionKey(X, PositionSide.BOTH);

    private static PaperBook book(int levels) {
        return Books.oneWay(BookTerms.standard()
                .withDepth(DepthTerms.standard().withNearNotional("1000").withLevels(levels)));
    }

    private static List<Fill> fills(List<BookEvent> events) {
        return events.stream()
                .filter(BookEvent.OrderTraded.class::isInstance)
                .map(event -> ((BookEvent.OrderTraded) event).fill())
                .toList();
    }

    private static String level(PaperBook book, Side side, int index) {
        Depth depth = book.depth(X, 1_000);
        Level level = (side == Side.BUY ? depth.bids() : depth.asks()).get(index);
        return level.price().toPlainString() + "x" + level.quantity().toPlainString();
    }

    @Test
    void aLargeMarketOrderSlipsAndFillsInParts() {
        PaperBook book = book(1_000);
        assertThat(level(book, Side.SELL, 0)).isEqualTo("100.5x9.9");
        assertThat(level(book, Side.SELL, 1)).isEqualTo("101.0x12.3");

        var bought = done(book.place(market("e", Side.BUY, PositionSide.BOTH, "25"), AT));

        List<Fill> fills = fills(bought.events());
        assertThat(fills).extracting(fill -> fill.price().toPlainString()).containsExactly("100.5", "101.0", "101.5");
        assertThat(fills).extracting(fill -> fill.quantity().toPlainString()).containsExactly("9.9", "12.3", "2.8");
        assertThat(fills).extracting(Fill::tradeId).doesNotHaveDuplicates();
        assertThat(bought.value().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(kinds(bought.events()))
                .containsExactly(
                        "OrderPlaced",
                        "AccountMoved",
                        "OrderTraded",
                        "AccountMoved",
                        "OrderTraded",
                        "AccountMoved",
                        "OrderTraded");
        // what was taken is gone until the next price
        assertThat(level(book, Side.SELL, 0)).isEqualTo("101.5x12.0");
        assertThat(Books.price(book, "100")).isEmpty();
        assertThat(level(book, Side.SELL, 0)).isEqualTo("100.5x9.9");
    }

    @Test
    void theRestOfAMarketOrderExpires() {
        PaperBook book = book(2);

        var bought = done(book.place(market("e", Side.BUY, PositionSide.BOTH, "30"), AT));

        assertThat(bought.value().status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(bought.value().filled()).isEqualByComparingTo("22.2");
        assertThat(kinds(bought.events()).getLast()).isEqualTo("Ended/e/EXPIRED/9");
    }

    @Test
    void aMarketOrderSweepsNoFurtherThanTheTakeBound() {
        PaperBook book = book(1_000);

        var bought = done(book.place(market("e", Side.BUY, PositionSide.BOTH, "400"), AT));

        assertThat(bought.value().status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(fills(bought.events()).getLast().price()).isLessThanOrEqualTo(new BigDecimal("105"));
    }

    @Test
    void aMarketOrderNeedsABestPriceInsideTheBand() {
        PaperBook book = book(10);
        book.quote(
                X,
                new Quote(new BigDecimal("100"), new BigDecimal("100"), new BigDecimal("94"), new BigDecimal("106")));

        assertThat(code(book.place(market("b", Side.BUY, PositionSide.BOTH, "1"), AT)))
                .isEqualTo(-4131);
        assertThat(code(book.place(market("s", Side.SELL, PositionSide.BOTH, "1"), AT)))
                .isEqualTo(-4131);
    }

    @Test
    void aCrossingLimitOrderTakesWhatItsPriceAllowsAndRests() {
        PaperBook book = book(1_000);

        var placed = done(book.place(limit("l", Side.BUY, PositionSide.BOTH, "30", "101", "GTC"), AT));

        assertThat(placed.value().status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(placed.value().filled()).isEqualByComparingTo("22.2");
        assertThat(level(book, Side.BUY, 0)).isEqualTo("101x7.8");
        assertThat(fills(Books.price(book, "100.5")).getFirst().maker()).isTrue();
        assertThat(book.order("l").orElseThrow().status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void immediateOrCancelEndsTheRestAndFillOrKillTakesAllOrNothing() {
        PaperBook book = book(1_000);

        assertThat(code(book.place(limit("f", Side.BUY, PositionSide.BOTH, "30", "101", "FOK"), AT)))
                .isEqualTo(-5021);
        var ioc = done(book.place(limit("i", Side.BUY, PositionSide.BOTH, "30", "101", "IOC"), AT));
        assertThat(ioc.value().filled()).isEqualByComparingTo("22.2");
        assertThat(kinds(ioc.events()).getLast()).isEqualTo("Ended/i/EXPIRED/2");
        Books.price(book, "100");
        assertThat(done(book.place(limit("g", Side.BUY, PositionSide.BOTH, "22.2", "101", "FOK"), AT))
                        .value()
                        .status())
                .isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void aTouchedPriceFillsByTheVolumeBehindTheQueue() {
        PaperBook book = book(1_000);
        done(book.place(limit("l", Side.BUY, PositionSide.BOTH, "10", "99", "GTC"), AT));

        List<BookEvent> touched =
                book.onPrice(X, quote("99.5"), List.of(new Level(new BigDecimal("99"), new BigDecimal("8"))), AT);
        List<BookEvent> through =
                book.onPrice(X, quote("99.5"), List.of(new Level(new BigDecimal("98.5"), new BigDecimal("0.1"))), AT);

        assertThat(fills(touched))
                .extracting(fill -> fill.quantity().toPlainString())
                .containsExactly("4.0");
        assertThat(fills(through))
                .extracting(fill -> fill.quantity().toPlainString())
                .containsExactly("6.0");
        assertThat(fills(through).getFirst().price()).isEqualByComparingTo("99");
    }

    @Test
    void anAskAtTheOrdersPriceFillsIt() {
        PaperBook book = book(1_000);
        done(book.place(limit("l", Side.BUY, PositionSide.BOTH, "10", "99", "GTC"), AT));

        var crossed =
                new Quote(new BigDecimal("100"), new BigDecimal("100"), new BigDecimal("98.5"), new BigDecimal("99"));

        assertThat(fills(book.onPrice(X, crossed, AT))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRE_TAKER, EXPIRED_IN_MATCH, NEW, 9.9",
        "EXPIRE_MAKER, FILLED, EXPIRED_IN_MATCH, 20",
        "EXPIRE_BOTH, EXPIRED_IN_MATCH, EXPIRED_IN_MATCH, 9.9",
        "NONE, FILLED, FILLED, 20"
    })
    void ownOrdersMeetByTheModeOfTheTaker(
            SelfTradePrevention how, OrderStatus taker, OrderStatus maker, String filled) {
        PaperBook book = book(1_000);
        done(book.place(limit("m", Side.SELL, PositionSide.BOTH, "5", "100.5", "GTX"), AT));

        var taken = done(book.place(with(market("t", Side.BUY, PositionSide.BOTH, "20"), mode(how)), AT));

        assertThat(taken.value().status()).isEqualTo(taker);
        assertThat(taken.value().filled()).isEqualByComparingTo(filled);
        assertThat(book.order("m").orElseThrow().status()).isEqualTo(maker);
        BigDecimal held = book.position(BOTH, AT).amount();
        assertThat(held)
                .isEqualByComparingTo(how == SelfTradePrevention.NONE ? new BigDecimal("15") : new BigDecimal(filled));
        if (taker == OrderStatus.EXPIRED_IN_MATCH) {
            assertThat(kinds(taken.events()).getLast()).isEqualTo("Ended/t/EXPIRED_IN_MATCH/1");
        }
    }

    @Test
    void theRestOfAnIocThatMeetsAnOwnOrderHasAReasonOfItsOwn() {
        PaperBook book = book(1_000);
        done(book.place(limit("m", Side.SELL, PositionSide.BOTH, "5", "100.5", "GTX"), AT));

        var taken = done(book.place(
                with(
                        limit("t", Side.BUY, PositionSide.BOTH, "20", "101", "IOC"),
                        mode(SelfTradePrevention.EXPIRE_TAKER)),
                AT));

        assertThat(kinds(taken.events()).getLast()).isEqualTo("Ended/t/EXPIRED_IN_MATCH/3");
    }

    @ParameterizedTest
    @CsvSource({
        "OPPONENT, BUY, 100.5",
        "OPPONENT_5, BUY, 102.5",
        "QUEUE, BUY, 99.5",
        "QUEUE_5, BUY, 97.5",
        "QUEUE_20, SELL, 110",
        "OPPONENT, SELL, 99.5"
    })
    void priceMatchFindsThePrice(PriceMatch match, Side side, String price) {
        PaperBook book = book(1_000);
        book.quote(X, quote("100"));
        var options = new OrderOptions(match, SelfTradePrevention.EXPIRE_MAKER, null);

        var placed = book.place(with(limit("p", side, PositionSide.BOTH, "1", "1", "GTC"), options), AT);

        if (price.equals("110")) {
            assertThat(code(placed)).isZero();
        }
        assertThat(done(placed).value().price()).isEqualByComparingTo(price);
        assertThat(done(placed).value().options().priceMatch()).isEqualTo(match);
    }

    @Test
    void priceMatchNeedsABookThatDeep() {
        var options = new OrderOptions(PriceMatch.QUEUE_5, SelfTradePrevention.EXPIRE_MAKER, null);

        assertThat(code(book(3).place(with(limit("p", Side.BUY, PositionSide.BOTH, "1", "1", "GTC"), options), AT)))
                .isEqualTo(-5041);
    }

    @Test
    void aRestingClosingOrderEndsWithItsPosition() {
        PaperBook book = book(1_000);
        done(book.place(market("e", Side.BUY, PositionSide.BOTH, "5"), AT));
        var request = limit("c", Side.SELL, PositionSide.BOTH, "5", "104", "GTC");
        done(book.place(
                new OrderRequest(
                        X,
                        "c",
                        Side.SELL,
                        PositionSide.BOTH,
                        request.type(),
                        request.timeInForce(),
                        request.quantity(),
                        request.price(),
                        true,
                        OrderOptions.PLAIN),
                AT));

        var turned = done(book.place(market("t", Side.SELL, PositionSide.BOTH, "8"), AT));

        assertThat(kinds(turned.events())).contains("Ended/c/EXPIRED/4");
        assertThat(book.position(BOTH, AT).amount()).isEqualByComparingTo("-3");
    }
}
