package io.autofutures.model.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;

/** Grids that begin anywhere, also where the tick does not divide the lowest price. */
class SymbolRulesPropertyTest {
    @Property
    void aRoundedPriceIsTheNeighborOnTheGrid(
            @ForAll("rules") SymbolRules rules, @ForAll @BigRange(min = "20", max = "90000") BigDecimal price) {
        BigDecimal below = rules.roundPrice(price, RoundingMode.FLOOR).value();
        BigDecimal above = rules.roundPrice(price, RoundingMode.CEILING).value();
        BigDecimal nearest = rules.roundPrice(price, RoundingMode.HALF_UP).value();

        assertThat(rules.prices().breach(below)).isEmpty();
        assertThat(rules.prices().breach(above)).isEmpty();
        assertThat(below).isLessThanOrEqualTo(price);
        assertThat(above).isGreaterThanOrEqualTo(price);
        BigDecimal apart = rules.prices().breach(price).isEmpty() ? BigDecimal.ZERO : rules.tickSize();
        assertThat(above.subtract(below)).isEqualByComparingTo(apart);
        assertThat(nearest.subtract(price).abs().multiply(BigDecimal.TWO)).isLessThanOrEqualTo(rules.tickSize());
    }

    @Property
    void roundingTwiceChangesNothing(
            @ForAll("rules") SymbolRules rules, @ForAll @BigRange(min = "-10", max = "90000") BigDecimal number) {
        for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING, RoundingMode.HALF_UP}) {
            Price once = rules.roundPrice(number, mode);
            assertThat(rules.roundPrice(once.value(), mode)).isEqualTo(once);
        }
        Quantity resting = rules.roundQuantity(number);
        assertThat(rules.roundQuantity(resting.value())).isEqualTo(resting);
        Quantity market = rules.roundMarketQuantity(number);
        assertThat(rules.roundMarketQuantity(market.value())).isEqualTo(market);
    }

    @Property
    void aQuantityGoesDownToWhatBothLotsTake(
            @ForAll("rules") SymbolRules rules, @ForAll @BigRange(min = "0", max = "3000") BigDecimal quantity) {
        BigDecimal rounded = rules.roundMarketQuantity(quantity).value();

        assertThat(rounded).isLessThanOrEqualTo(quantity).isLessThanOrEqualTo(rules.marketMaxQuantity());
        if (rounded.signum() > 0) {
            assertThat(rules.lotBreach(rounded, true).map(Breach::rule))
                    .matches(rule -> rule.isEmpty()
                            || rule.get() == FilterRule.MIN_QUANTITY
                            || rule.get() == FilterRule.MARKET_MIN_QUANTITY);
        }
    }

    @Property
    void twoGridsMeetWhereCountingFindsThem(
            @ForAll @IntRange(min = 1, max = 30) int step,
            @ForAll @IntRange(min = 0, max = 29) int origin,
            @ForAll @IntRange(min = 1, max = 30) int otherStep,
            @ForAll @IntRange(min = 0, max = 29) int otherOrigin) {
        Grid one = Grid.from(BigDecimal.valueOf(origin, 1), BigDecimal.valueOf(step, 1));
        Grid other = Grid.from(BigDecimal.valueOf(otherOrigin), BigDecimal.valueOf(otherStep));
        int[] counted = IntStream.range(0, 30 * 30 * 10)
                .filter(tenths ->
                        tenths % step == origin % step && Math.floorMod(tenths - 10 * otherOrigin, 10 * otherStep) == 0)
                .limit(2)
                .toArray();

        var both = one.and(other);

        assertThat(both.isPresent()).isEqualTo(counted.length > 0);
        both.ifPresent(grid -> {
            assertThat(grid.origin()).isEqualByComparingTo(BigDecimal.valueOf(counted[0], 1));
            if (counted.length > 1) {
                assertThat(grid.step()).isEqualByComparingTo(BigDecimal.valueOf(counted[1] - counted[0], 1));
            }
        });
    }

    @Provide
    Arbitrary<SymbolRules> rules() {
        Arbitrary<BigDecimal> grid =
                Arbitraries.of("0.00001", "0.001", "0.25", "0.1", "1", "5").map(BigDecimal::new);
        Arbitrary<BigDecimal> bound =
                Arbitraries.of("0", "0.00001", "0.003", "0.1", "1", "7.3").map(BigDecimal::new);
        return Combinators.combine(grid, bound, grid, bound, grid, bound)
                .as((tick, lowest, step, least, marketStep, marketLeast) -> new SymbolRules(
                        new Symbol("BTCUSDT"),
                        ContractTerms.perpetual(),
                        new PriceFilter(tick, lowest, new BigDecimal("1000000")),
                        new LotFilter(step, least, new BigDecimal("1000")),
                        new LotFilter(marketStep, marketLeast, new BigDecimal("120")),
                        new BigDecimal("50"),
                        new PercentPrice(new BigDecimal("1.05"), new BigDecimal("0.95"))));
    }
}
