package io.autofutures.paperbook;

import static io.autofutures.paperbook.Books.AT;
import static io.autofutures.paperbook.Books.X;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is asked in whatever order, in a thin book and in either position mode: the orders stay in order. */
class OrdersPropertyTest {
    /** @param second when, counted from the beginning */
    private record Ask(Draw draw, int second) {}

    /** Everything that a request may need; what it does not need is not looked at. */
    private record Draw(
            int kind,
            Side side,
            boolean longSide,
            int size,
            int ticks,
            TimeInForce life,
            SelfTradePrevention mode,
            int id,
            boolean flag) {}

    @Provide
    Arbitrary<List<Ask>> asks() {
        Arbitrary<Draw> draws = Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, 0),
                                Tuple.of(3, 1),
                                Tuple.of(5, 2),
                                Tuple.of(2, 3),
                                Tuple.of(2, 4),
                                Tuple.of(2, 5),
                                Tuple.of(2, 6),
                                Tuple.of(2, 7),
                                Tuple.of(1, 8),
                                Tuple.of(1, 9)),
                        Arbitraries.of(Side.class),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(192, 209),
                        Arbitraries.of(
                                TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK, TimeInForce.GTX, TimeInForce.GTD),
                        Arbitraries.of(SelfTradePrevention.class),
                        Combinators.combine(Arbitraries.integers().between(0, 5), Arbitraries.of(true, false))
                                .as((id, flag) -> new int[] {id, flag ? 1 : 0}))
                .as((kind, side, isLong, size, ticks, life, mode, more) ->
                        new Draw(kind, side, isLong, size, ticks, life, mode, more[0], more[1] == 1));
        return Combinators.combine(draws, Arbitraries.integers().between(0, 400))
                .as(Ask::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private static PaperBook book(boolean hedge) {
        PaperBook book = Books.oneWay(BookTerms.standard()
                .withDepth(DepthTerms.standard().withNearNotional("800").withLevels(6)));
        if (hedge) {
            Books.done(book.setHedge(true));
        }
        return book;
    }

    private static List<BookEvent> events(Outcome<?> outcome) {
        return outcome instanceof Outcome.Done<?> done ? done.events() : List.of();
    }

    private static List<BookEvent> run(PaperBook book, Draw draw, Instant at) {
        BigDecimal price = new BigDecimal("0.5").multiply(BigDecimal.valueOf(draw.ticks()));
        PositionSide place =
                !book.hedge() ? PositionSide.BOTH : draw.longSide() ? PositionSide.LONG : PositionSide.SHORT;
        BigDecimal quantity = new BigDecimal("0.2").multiply(BigDecimal.valueOf(draw.size()));
        var options = new OrderOptions(
                PriceMatch.NONE, draw.mode(), draw.life() == TimeInForce.GTD ? at.plusSeconds(700) : null);
        boolean reduces = draw.flag() && !book.hedge();
        return switch (draw.kind()) {
            case 0 -> book.onPrice(X, Books.quote(price.toPlainString()), at);
            case 1 ->
                events(book.place(
                        new OrderRequest(
                                X,
                                "c" + draw.id(),
                                draw.side(),
                                place,
                                OrderType.MARKET,
                                TimeInForce.GTC,
                                quantity,
                                null,
                                reduces,
                                new OrderOptions(PriceMatch.NONE, draw.mode(), null)),
                        at));
            case 2 ->
                events(book.place(
                        new OrderRequest(
                                X,
                                "c" + draw.id(),
                                draw.side(),
                                place,
                                OrderType.LIMIT,
                                draw.life(),
                                quantity,
                                price,
                                reduces,
                                options),
                        at));
            case 3 -> algo(book, draw, place, quantity, price, at);
            case 4 -> closing(book, draw, place, price, at);
            case 5 ->
                one(book.openOrders(), draw)
                        .map(order -> events(book.amend(
                                order,
                                new AmendRequest(order.side(), quantity, price, PriceMatch.NONE, null, null),
                                at)))
                        .orElse(List.of());
            case 6 ->
                one(book.openOrders(), draw)
                        .map(order -> events(book.cancel(order, at)))
                        .orElse(List.of());
            case 7 ->
                one(book.openAlgos(), draw)
                        .map(algo -> events(book.cancelAlgo(algo, at)))
                        .orElse(List.of());
            case 8 -> events(book.countdown(X, Optional.of(at.plusSeconds(draw.size())), at));
            default -> events(book.cancelAll(X, at));
        };
    }

    private static <T> Optional<T> one(List<T> all, Draw draw) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(draw.size() % all.size()));
    }

    private static List<BookEvent> algo(
            PaperBook book, Draw draw, PositionSide place, BigDecimal quantity, BigDecimal price, Instant at) {
        OrderType type = List.of(
                        OrderType.STOP,
                        OrderType.STOP_MARKET,
                        OrderType.TAKE_PROFIT,
                        OrderType.TAKE_PROFIT_MARKET,
                        OrderType.TRAILING_STOP_MARKET)
                .get(draw.id() % 5);
        boolean trails = type == OrderType.TRAILING_STOP_MARKET;
        boolean limit = type == OrderType.STOP || type == OrderType.TAKE_PROFIT;
        return events(book.placeAlgo(
                new AlgoRequest(
                        X,
                        "c" + draw.id(),
                        type,
                        draw.side(),
                        place,
                        draw.flag() ? TimeInForce.GTC : TimeInForce.GTE_GTC,
                        quantity,
                        false,
                        false,
                        trails ? null : price,
                        limit ? price : null,
                        WorkingType.CONTRACT_PRICE,
                        false,
                        trails ? new TrailingTerms(draw.flag() ? price : null, BigDecimal.ONE) : null,
                        new OrderOptions(PriceMatch.NONE, draw.mode(), null)),
                at));
    }

    private static List<BookEvent> closing(
            PaperBook book, Draw draw, PositionSide place, BigDecimal price, Instant at) {
        OrderType type = draw.flag() ? OrderType.STOP_MARKET : OrderType.TAKE_PROFIT_MARKET;
        return events(
                book.placeAlgo(Books.closing("c" + draw.id(), type, draw.side(), place, price.toPlainString()), at));
    }

    @Property(tries = 400)
    void theOrdersStayInOrder(@ForAll("asks") List<Ask> asks, @ForAll boolean hedge) {
        PaperBook book = book(hedge);
        var told = new ArrayList<BookEvent>();
        Map<PositionKey, BigDecimal> bought = new HashMap<>();
        Instant at = AT;
        for (Ask ask : asks) {
            at = at.plusSeconds(ask.second());
            var now = new ArrayList<>(book.onTime(at));
            now.addAll(run(book, ask.draw(), at));
            told.addAll(now);
            now.forEach(event -> count(event, bought));
            holds(book, bought, at);
        }
        PaperBook again = book(hedge);
        told.forEach(again::apply);
        assertThat(again.snapshot()).isEqualTo(book.snapshot());
        PaperBook restored = book(hedge);
        book.snapshot().forEach(restored::apply);
        assertThat(restored.snapshot()).isEqualTo(book.snapshot());
    }

    private static void count(BookEvent event, Map<PositionKey, BigDecimal> bought) {
        switch (event) {
            case BookEvent.OrderTraded(PaperOrder order, Fill fill) -> add(order, fill, bought);
            case BookEvent.ForceClosed(PaperOrder order, Fill fill, ForcedOrder.Kind cause) -> add(order, fill, bought);
            default -> {}
        }
    }

    private static void add(PaperOrder order, Fill fill, Map<PositionKey, BigDecimal> bought) {
        BigDecimal signed =
                order.side() == Side.BUY ? fill.quantity() : fill.quantity().negate();
        bought.merge(order.positionKey(), signed, BigDecimal::add);
    }

    private static void holds(PaperBook book, Map<PositionKey, BigDecimal> bought, Instant at) {
        var clientIds = new HashSet<String>();
        for (PaperOrder order : book.openOrders()) {
            assertThat(order.type()).isEqualTo(OrderType.LIMIT);
            assertThat(order.filled()).isLessThan(order.quantity());
            assertThat(clientIds.add(order.clientOrderId()))
                    .as("one open order an id")
                    .isTrue();
            assertThat(order.options().goodTill() == null
                            || order.options().goodTill().isAfter(at))
                    .as("no order outlives its date")
                    .isTrue();
        }
        for (PaperOrder order : book.orders()) {
            assertThat(order.filled()).isLessThanOrEqualTo(order.quantity());
        }
        var closers = new HashSet<List<Object>>();
        var algoIds = new HashSet<String>();
        for (PaperAlgo algo : book.openAlgos()) {
            if (algo.isWaiting()) {
                assertThat(algoIds.add(algo.clientAlgoId()))
                        .as("one waiting algo order an id")
                        .isTrue();
            }
            if (algo.isWaiting() && algo.closePosition()) {
                assertThat(closers.add(List.of(
                                algo.positionKey(), algo.side(), algo.type().isStop())))
                        .as("one closePosition stop and take-profit a direction")
                        .isTrue();
                assertThat(book.position(algo.positionKey(), at).isFlat())
                        .as("none without a position")
                        .isFalse();
            }
            if (!algo.isWaiting()) {
                assertThat(book.order(algo.childOrderId()).orElseThrow().isOpen())
                        .as("a triggered order has an open child")
                        .isTrue();
            }
        }
        bought.forEach((key, sum) -> assertThat(book.position(key, at).amount())
                .as("fills make the position")
                .isEqualByComparingTo(sum));
        if (book.hedge()) {
            assertThat(book.position(new PositionKey(X, PositionSide.LONG), at)
                            .amount()
                            .signum())
                    .isNotNegative();
            assertThat(book.position(new PositionKey(X, PositionSide.SHORT), at)
                            .amount()
                            .signum())
                    .isNotPositive();
        }
    }
}
