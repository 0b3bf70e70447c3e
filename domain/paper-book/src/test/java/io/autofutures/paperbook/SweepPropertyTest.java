package io.autofutures.paperbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The sweep against an obvious one, that takes one unit after the other from whoever is best. */
class SweepPropertyTest {
    /** One unit on offer. @param maker absent for others */
    private record Unit(BigDecimal price, @Nullable Long maker) {}

    /** What came of it. @param byOthers quantity by price @param byOwn quantity by order @param expired makers */
    private record Result(
            TreeMap<BigDecimal, Integer> byOthers, TreeMap<Long, Integer> byOwn, List<Long> expired, boolean stopped) {}

    private static Result obvious(
            Side side,
            int quantity,
            BigDecimal worst,
            List<Level> levels,
            List<PaperOrder> own,
            SelfTradePrevention mode) {
        var units = new ArrayList<Unit>();
        for (Level level : levels) {
            for (int unit = 0; unit < level.quantity().intValueExact(); unit++) {
                units.add(new Unit(level.price(), null));
            }
        }
        for (PaperOrder order : own) {
            for (int unit = 0; unit < order.remaining().intValueExact(); unit++) {
                units.add(new Unit(order.price(), order.orderId()));
            }
        }
        Comparator<Unit> byPrice = Comparator.comparing(Unit::price);
        units.sort((side == Side.BUY ? byPrice : byPrice.reversed())
                .thenComparing(unit -> unit.maker() == null ? 0L : unit.maker()));
        var result = new Result(new TreeMap<>(), new TreeMap<>(), new ArrayList<>(), false);
        int left = quantity;
        for (Unit unit : units) {
            int beyond = side == Side.BUY ? unit.price().compareTo(worst) : worst.compareTo(unit.price());
            if (left == 0 || beyond > 0) {
                break;
            }
            Long maker = unit.maker();
            if (maker == null) {
                result.byOthers().merge(unit.price(), 1, Integer::sum);
                left--;
            } else if (mode == SelfTradePrevention.NONE) {
                result.byOwn().merge(maker, 1, Integer::sum);
                left--;
            } else {
                if (mode.expiresMaker() && !result.expired().contains(maker)) {
                    result.expired().add(maker);
                }
                if (mode.expiresTaker()) {
                    return new Result(result.byOthers(), result.byOwn(), result.expired(), true);
                }
            }
        }
        return result;
    }

    private static Result told(List<Sweep.Meeting> meetings) {
        var byOthers = new TreeMap<BigDecimal, Integer>();
        var byOwn = new TreeMap<Long, Integer>();
        var expired = new ArrayList<Long>();
        boolean stopped = false;
        for (Sweep.Meeting meeting : meetings) {
            switch (meeting) {
                case Sweep.Meeting.Trade(Level level) ->
                    byOthers.merge(level.price(), level.quantity().intValueExact(), Integer::sum);
                case Sweep.Meeting.OwnTrade(PaperOrder maker, BigDecimal part) ->
                    byOwn.merge(maker.orderId(), part.intValueExact(), Integer::sum);
                case Sweep.Meeting.MakerExpires(PaperOrder maker) -> expired.add(maker.orderId());
                case Sweep.Meeting.TakerExpires expires -> stopped = true;
            }
        }
        return new Result(byOthers, byOwn, expired, stopped);
    }

    private static PaperOrder resting(long id, Side side, int price, int quantity) {
        var request = new OrderRequest(
                Books.X,
                null,
                side,
                PositionSide.BOTH,
                OrderType.LIMIT,
                TimeInForce.GTC,
                BigDecimal.valueOf(quantity),
                BigDecimal.valueOf(price),
                false,
                OrderOptions.PLAIN);
        return PaperOrder.placed(id, request, null, Books.AT);
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.integers().between(1, 6).list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<int[]>> makers() {
        return Combinators.combine(
                        Arbitraries.integers().between(-2, 8),
                        Arbitraries.integers().between(1, 6))
                .as((away, size) -> new int[] {away, size})
                .list()
                .ofMaxSize(5);
    }

    @Property(tries = 1000)
    void meetsWhatTheObviousOneMeets(
            @ForAll Side side,
            @ForAll("sizes") List<Integer> sizes,
            @ForAll("makers") List<int[]> makers,
            @ForAll @IntRange(min = 1, max = 40) int quantity,
            @ForAll @IntRange(min = 0, max = 9) int reach,
            @ForAll SelfTradePrevention mode) {
        int direction = side == Side.BUY ? 1 : -1;
        var levels = new ArrayList<Level>();
        for (int index = 0; index < sizes.size(); index++) {
            levels.add(new Level(BigDecimal.valueOf(100L + direction * index), BigDecimal.valueOf(sizes.get(index))));
        }
        var own = new RestingOrders();
        for (int index = 0; index < makers.size(); index++) {
            own.add(resting(index + 1, side.opposite(), 100 + direction * makers.get(index)[0], makers.get(index)[1]));
        }
        List<PaperOrder> best = own.of(Books.X, side.opposite());
        BigDecimal worst = BigDecimal.valueOf(100L + direction * reach);

        List<Sweep.Meeting> met = Sweep.of(side, BigDecimal.valueOf(quantity), worst, levels.iterator(), best, mode);

        assertThat(told(met)).isEqualTo(obvious(side, quantity, worst, levels, best, mode));
    }
}
