package io.autofutures.model.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;

class SymbolRulesPropertyTest {
    @Property
    void roundedPricesPassThePriceFilter(
            @ForAll("rules") SymbolRules rules, @ForAll @BigRange(min = "0.01", max = "90000") BigDecimal price) {
        assertThat(rules.refusesPrice(rules.roundPrice(price, RoundingMode.FLOOR)))
                .isEmpty();
        assertThat(rules.refusesPrice(rules.roundPrice(price, RoundingMode.CEILING)))
                .isEmpty();
    }

    @Property
    void roundingNeverCrossesThePrice(
            @ForAll("rules") SymbolRules rules, @ForAll @BigRange(min = "10", max = "90000") BigDecimal price) {
        assertThat(rules.roundPrice(price, RoundingMode.FLOOR).value()).isLessThanOrEqualTo(price);
        assertThat(rules.roundPrice(price, RoundingMode.CEILING).value()).isGreaterThanOrEqualTo(price);
    }

    @Property
    void aRoundedQuantityPassesOrIsRefusedByName(
            @ForAll("rules") SymbolRules rules,
            @ForAll @BigRange(min = "0", max = "5000") BigDecimal quantity,
            @ForAll @BigRange(min = "0.01", max = "90000") BigDecimal mark) {
        Quantity rounded = rules.roundMarketQuantity(quantity);
        var refusal = rules.refusesMarketEntry(rounded, new Price(mark));

        assertThat(rounded.value()).isLessThanOrEqualTo(quantity);
        refusal.ifPresent(rule -> assertThat(rule).isIn("MARKET_LOT_SIZE.minQty", "MIN_NOTIONAL"));
    }

    @Provide
    Arbitrary<SymbolRules> rules() {
        Arbitrary<BigDecimal> grid =
                Arbitraries.of("0.00001", "0.001", "0.01", "0.1", "1", "5").map(BigDecimal::new);
        return Combinators.combine(grid, grid)
                .as((tick, step) -> new SymbolRules(
                        new Symbol("BTCUSDT"),
                        "TRADING",
                        tick,
                        tick,
                        new BigDecimal("1000000"),
                        step,
                        step,
                        new BigDecimal("1000"),
                        step,
                        step,
                        new BigDecimal("120"),
                        new BigDecimal("50"),
                        new BigDecimal("1.05"),
                        new BigDecimal("0.95")));
    }
}
