package io.autofutures.paperbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Orders found by price against the obvious way: look at each of them. */
class IndexPropertyTest {
    private static Quote quote(int last, int mark) {
        return new Quote(
                BigDecimal.valueOf(last),
                BigDecimal.valueOf(mark),
                BigDecimal.valueOf(last - 1L),
                BigDecimal.valueOf(last + 1L));
    }

    private static PaperOrder order(long id, int seed) {
        var request = new OrderRequest(
                Books.X,
                null,
                seed % 2 == 0 ? Side.BUY : Side.SELL,
                PositionSide.BOTH,
                OrderType.LIMIT,
                TimeInForce.GTC,
                BigDecimal.ONE,
                BigDecimal.valueOf(90 + Math.floorMod(seed, 20)),
                false,
                OrderOptions.PLAIN);
        return PaperOrder.placed(id, request, null, Books.AT);
    }

    private static PaperAlgo algo(long id, int seed) {
        var request = new AlgoRequest(
                Books.X,
                null,
                seed % 3 == 0 ? OrderType.STOP_MARKET : OrderType.TAKE_PROFIT_MARKET,
                seed % 2 == 0 ? Side.BUY : Side.SELL,
                PositionSide.BOTH,
                TimeInForce.GTC,
                BigDecimal.ONE,
                false,
                false,
                BigDecimal.valueOf(90 + Math.floorMod(seed, 20)),
                null,
                seed % 5 < 2 ? WorkingType.MARK_PRICE : WorkingType.CONTRACT_PRICE,
                false,
                null,
                OrderOptions.PLAIN);
        return PaperAlgo.placed(id, request, null, Books.AT);
    }

    private static boolean reaches(PaperOrder order, Quote quote) {
        return order.side() == Side.BUY
                ? quote.last().compareTo(order.price()) <= 0 || quote.ask().compareTo(order.price()) <= 0
                : quote.last().compareTo(order.price()) >= 0 || quote.bid().compareTo(order.price()) >= 0;
    }

    @Property(tries = 500)
    void findsTheRestingOrdersThatLookingAtEachFinds(
            @ForAll @Size(max = 30) List<@IntRange(max = 999) Integer> seeds,
            @ForAll @IntRange(min = 88, max = 112) int last,
            @ForAll @IntRange(min = 1, max = 4) int removedEach) {
        var index = new RestingOrders();
        var all = new ArrayList<PaperOrder>();
        for (int id = 0; id < seeds.size(); id++) {
            PaperOrder order = order(id, seeds.get(id));
            index.add(order);
            if (id % (removedEach + 1) == removedEach) {
                index.remove(order);
            } else {
                all.add(order);
            }
        }
        Quote quote = quote(last, last);

        Comparator<PaperOrder> byPrice = Comparator.comparing(PaperOrder::price);
        var expected = new ArrayList<PaperOrder>();
        all.stream()
                .filter(order -> order.side() == Side.BUY && reaches(order, quote))
                .sorted(byPrice.reversed().thenComparing(PaperOrder::orderId))
                .forEach(expected::add);
        all.stream()
                .filter(order -> order.side() == Side.SELL && reaches(order, quote))
                .sorted(byPrice.thenComparing(PaperOrder::orderId))
                .forEach(expected::add);
        assertThat(index.reached(Books.X, quote)).isEqualTo(expected);
    }

    @Property(tries = 500)
    void findsTheTriggersThatLookingAtEachFinds(
            @ForAll @Size(max = 30) List<@IntRange(max = 999) Integer> seeds,
            @ForAll @IntRange(min = 88, max = 112) int last,
            @ForAll @IntRange(min = 88, max = 112) int mark,
            @ForAll @IntRange(min = 1, max = 4) int removedEach) {
        var index = new Triggers();
        var all = new ArrayList<PaperAlgo>();
        for (int id = 0; id < seeds.size(); id++) {
            PaperAlgo algo = algo(id, seeds.get(id));
            index.add(algo);
            if (id % (removedEach + 1) == removedEach) {
                index.remove(algo);
            } else {
                all.add(algo);
            }
        }
        Quote quote = quote(last, mark);

        List<Long> expected = all.stream()
                .filter(algo -> PaperAlgo.fires(
                        algo.type(), algo.side(), algo.triggerPrice(), quote.working(algo.workingType())))
                .map(PaperAlgo::algoId)
                .toList();
        assertThat(index.reached(Books.X, quote)).isEqualTo(expected);
    }
}
