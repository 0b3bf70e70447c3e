package io.autofutures.paperbook;

import static io.autofutures.paperbook.Books.AT;
import static io.autofutures.paperbook.Books.X;
import static io.autofutures.paperbook.Books.algo;
import static io.autofutures.paperbook.Books.closing;
import static io.autofutures.paperbook.Books.code;
import static io.autofutures.paperbook.Books.done;
import static io.autofutures.paperbook.Books.kinds;
import static io.autofutures.paperbook.Books.market;
import static io.autofutures.paperbook.Books.price;
import static io.autofutures.paperbook.Books.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hedge mode, 10 long at 100.5; the last price is 100. */
class AlgoLifeTest {
    private static final PositionKey LONG = new PositionKey(X, PositionSide.LONG);

    private final PaperBook book = Books.hedge();

    AlgoLifeTest() {
        done(book.place(market("e", Side.BUY, PositionSide.LONG, "10"), AT));
    }

    private static TrailingTerms trailing(@Nullable String activate, String rate) {
        return new TrailingTerms(activate == null ? null : new BigDecimal(activate), new BigDecimal(rate));
    }

    private PaperAlgo now(String id) {
        return book.algo(id).orElseThrow();
    }

    @Test
    void aStopWithALimitRestsAndFinishesWhenItsChildEnds() {
        done(book.placeAlgo(algo("s", OrderType.STOP, Side.SELL, PositionSide.LONG, "10", "95", "97", null), AT));

        assertThat(kinds(price(book, "95"))).containsExactly("Algo/TRIGGERING", "Algo/TRIGGERED", "OrderPlaced");
        PaperOrder child = book.order("s").orElseThrow();
        assertThat(child.type()).isEqualTo(OrderType.LIMIT);
        assertThat(child.price()).isEqualByComparingTo("97");
        assertThat(now("s").childOrderId()).isEqualTo(child.orderId());
        assertThat(now("s").isWaiting()).isFalse();
        assertThat(code(book.cancelAlgo(now("s"), AT))).isEqualTo(-2011);
        assertThat(kinds(price(book, "97"))).containsExactly("AccountMoved", "OrderTraded", "Algo/FINISHED");
        assertThat(now("s").filled()).isEqualByComparingTo("10");
    }

    @Test
    void aCanceledChildFinishesItsParentWithoutAFill() {
        done(book.placeAlgo(
                algo("t", OrderType.TAKE_PROFIT, Side.SELL, PositionSide.LONG, "10", "103", "104", null), AT));
        price(book, "103");

        var canceled = done(book.cancel(book.order("t").orElseThrow(), AT));

        assertThat(kinds(canceled.events())).containsExactly("Ended/t/CANCELED/0", "Algo/FINISHED");
        assertThat(now("t").filled()).isEqualByComparingTo("0");
    }

    @Test
    void aTrailingStopFollowsTheHighestPriceAndFiresBehindIt() {
        done(book.placeAlgo(
                algo(
                        "t",
                        OrderType.TRAILING_STOP_MARKET,
                        Side.SELL,
                        PositionSide.LONG,
                        "10",
                        null,
                        null,
                        trailing("102", "2")),
                AT));

        assertThat(kinds(price(book, "101"))).isEmpty();
        assertThat(kinds(price(book, "102"))).containsExactly("Algo/NEW");
        assertThat(now("t").trail().isActivated()).isTrue();
        assertThat(kinds(price(book, "104"))).containsExactly("AlgoFollowed");
        assertThat(kinds(price(book, "102"))).isEmpty();
        // 104 less 2 % is 101.92
        assertThat(kinds(price(book, "101.5"))).startsWith("Algo/TRIGGERING", "Algo/TRIGGERED", "OrderPlaced");
        assertThat(book.position(LONG, AT).isFlat()).isTrue();
        assertThat(book.order("t").orElseThrow().origin().triggerPrice()).isEqualByComparingTo("101.92");
    }

    @Test
    void aTrailingStopWithoutAnActivationPriceFollowsAtOnce() {
        done(book.placeAlgo(
                algo(
                        "t",
                        OrderType.TRAILING_STOP_MARKET,
                        Side.SELL,
                        PositionSide.LONG,
                        "10",
                        null,
                        null,
                        trailing(null, "20")),
                AT));

        assertThat(now("t").trail().isActivated()).isTrue();
        assertThat(kinds(price(book, "80.5"))).isEmpty();
        assertThat(kinds(price(book, "80"))).contains("Algo/FINISHED");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 103, 0",
        "20, 103, 0",
        "0.09, 103, -2007",
        "20.1, 103, -2007",
        "1, 99, -2021",
        "1, 100, -2021",
        "1, 0, -4135",
        "1, 103.2, -4014"
    })
    void trailingTermsAreChecked(String rate, String activate, int expected) {
        var request = algo(
                "t",
                OrderType.TRAILING_STOP_MARKET,
                Side.SELL,
                PositionSide.LONG,
                "10",
                null,
                null,
                trailing(activate, rate));

        assertThat(code(book.placeAlgo(request, AT))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "STOP_MARKET, SELL, LONG, 100, -2021",
        "STOP_MARKET, SELL, LONG, 99.5, 0",
        "STOP_MARKET, BUY, LONG, 100, -2021",
        "STOP_MARKET, BUY, LONG, 100.5, 0",
        "TAKE_PROFIT_MARKET, SELL, LONG, 100, -2021",
        "TAKE_PROFIT_MARKET, SELL, LONG, 100.5, 0",
        "TAKE_PROFIT_MARKET, BUY, LONG, 100, -2021",
        "TAKE_PROFIT_MARKET, BUY, LONG, 99.5, 0",
        "STOP_MARKET, SELL, LONG, 0, -4006",
        "STOP_MARKET, SELL, LONG, 100001, -4007",
        "STOP_MARKET, SELL, LONG, 90.25, -1111",
        "STOP_MARKET, SELL, LONG, 90.2, -4014",
        "STOP_MARKET, SELL, BOTH, 90, -4061"
    })
    void triggersAreChecked(OrderType type, Side side, PositionSide positionSide, String trigger, int expected) {
        assertThat(code(book.placeAlgo(algo("a", type, side, positionSide, "1", trigger, null, null), AT)))
                .isEqualTo(expected);
    }

    @Test
    void theWorkingPriceIsLastOrMark() {
        done(book.placeAlgo(
                algo("last", OrderType.STOP_MARKET, Side.SELL, PositionSide.LONG, "4", "95", null, null), AT));
        done(book.placeAlgo(stop("mark", Side.SELL, PositionSide.LONG, "4", "95"), AT));
        var apart =
                new Quote(new BigDecimal("99"), new BigDecimal("95"), new BigDecimal("98.5"), new BigDecimal("99.5"));

        assertThat(book.onPrice(X, apart, AT)).isNotEmpty();

        assertThat(now("mark").status()).isEqualTo(OrderStatus.FINISHED);
        assertThat(now("last").status()).isEqualTo(OrderStatus.NEW);
    }

    @Test
    void aProtectedStopIsNotFiredWhileMarkAndLastAreApart() {
        AlgoRequest plain = stop("p", Side.SELL, PositionSide.LONG, "10", "95");
        var request = new AlgoRequest(
                X,
                "p",
                plain.type(),
                plain.side(),
                plain.positionSide(),
                plain.timeInForce(),
                plain.quantity(),
                false,
                false,
                plain.triggerPrice(),
                null,
                WorkingType.CONTRACT_PRICE,
                true,
                null,
                OrderOptions.PLAIN);
        done(book.placeAlgo(request, AT));
        var apart =
                new Quote(new BigDecimal("94"), new BigDecimal("100"), new BigDecimal("93.5"), new BigDecimal("94.5"));

        assertThat(kinds(book.onPrice(X, apart, AT))).containsExactly("Algo/TRIGGERING", "Algo/REJECTED");
        assertThat(now("p").reason()).contains("Price protection");
    }

    @Test
    void aStopThatHangsStaysInTriggeringAndCannotBeCanceled() {
        book.hang(algo -> true);
        done(book.placeAlgo(stop("h", Side.SELL, PositionSide.LONG, "10", "95"), AT));

        assertThat(kinds(price(book, "95"))).containsExactly("Algo/TRIGGERING");
        assertThat(kinds(price(book, "94"))).isEmpty();
        assertThat(code(book.cancelAlgo(now("h"), AT))).isEqualTo(-4117);
        PaperBook again = Books.hedge();
        book.snapshot().forEach(again::apply);
        assertThat(again.algo("h").orElseThrow().status()).isEqualTo(OrderStatus.TRIGGERING);
        assertThat(kinds(book.resume(AT))).contains("Algo/TRIGGERED", "Algo/FINISHED");
        assertThat(book.position(LONG, AT).isFlat()).isTrue();
    }

    @Test
    void oneClosePositionStopAndOneTakeProfitADirection() {
        done(book.placeAlgo(closing("s", OrderType.STOP_MARKET, Side.SELL, PositionSide.LONG, "95"), AT));
        done(book.placeAlgo(closing("t", OrderType.TAKE_PROFIT_MARKET, Side.SELL, PositionSide.LONG, "110"), AT));

        for (OrderType type : List.of(OrderType.STOP_MARKET, OrderType.TAKE_PROFIT_MARKET)) {
            String trigger = type == OrderType.STOP_MARKET ? "94" : "111";
            assertThat(code(book.placeAlgo(closing("x", type, Side.SELL, PositionSide.LONG, trigger), AT)))
                    .isEqualTo(-4130);
        }
        assertThat(code(book.placeAlgo(stop("q", Side.SELL, PositionSide.LONG, "10", "94"), AT)))
                .isZero();
        done(book.cancelAlgo(now("s"), AT));
        assertThat(code(book.placeAlgo(closing("x", OrderType.STOP_MARKET, Side.SELL, PositionSide.LONG, "94"), AT)))
                .isZero();
    }

    @Test
    void anOrderThatLivesWithThePositionExpiresWithIt() {
        AlgoRequest plain = stop("g", Side.SELL, PositionSide.LONG, "10", "95");
        var request = new AlgoRequest(
                X,
                "g",
                plain.type(),
                plain.side(),
                plain.positionSide(),
                TimeInForce.GTE_GTC,
                plain.quantity(),
                false,
                false,
                plain.triggerPrice(),
                null,
                plain.workingType(),
                false,
                null,
                OrderOptions.PLAIN);
        done(book.placeAlgo(request, AT));
        done(book.placeAlgo(stop("stays", Side.SELL, PositionSide.LONG, "10", "95"), AT));

        var closed = done(book.place(market("c", Side.SELL, PositionSide.LONG, "10"), AT));

        assertThat(kinds(closed.events())).endsWith("Algo/EXPIRED");
        assertThat(now("g").status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(now("stays").status()).isEqualTo(OrderStatus.NEW);
        assertThat(code(book.placeAlgo(request, AT))).isEqualTo(-4509);
    }

    @Test
    void twoHundredConditionalOrdersAreEnough() {
        for (int count = 0; count < 200; count++) {
            done(book.placeAlgo(stop("a" + count, Side.SELL, PositionSide.LONG, "1", "90"), AT));
        }

        assertThat(code(book.placeAlgo(stop("more", Side.SELL, PositionSide.LONG, "1", "90"), AT)))
                .isEqualTo(-4045);
        assertThat(done(book.cancelAlgos(X, AT)).value()).isEqualTo(200);
    }

    @Test
    void aStopEntryIsCheckedForMarginOnlyWhenItFires() {
        done(book.setLeverage(X, 1));
        done(book.placeAlgo(
                algo("big", OrderType.STOP_MARKET, Side.BUY, PositionSide.LONG, "400", "105", null, null), AT));

        assertThat(kinds(price(book, "105"))).containsExactly("Algo/TRIGGERING", "Algo/REJECTED");
        assertThat(now("big").reason()).contains("Margin is insufficient");
    }

    @Test
    void aChildWhoseIdIsTakenGetsAnother() {
        done(book.place(Books.limit("same", Side.BUY, PositionSide.LONG, "1", "90", "GTC"), AT));
        done(book.placeAlgo(stop("same", Side.SELL, PositionSide.LONG, "10", "95"), AT));

        price(book, "95");

        PaperAlgo fired = now("same");
        assertThat(fired.status()).isEqualTo(OrderStatus.FINISHED);
        assertThat(book.order(fired.childOrderId()).orElseThrow().clientOrderId())
                .startsWith("sim-");
    }
}
