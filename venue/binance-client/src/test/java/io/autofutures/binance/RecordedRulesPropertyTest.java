package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.market.Breach;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Fitted;
import io.autofutures.model.order.OrderDraft;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.Side;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every symbol of every recorded exchangeInfo: what is made of any numbers passes, or the rule that stops it is named. */
@AddLifecycleHook(SkippedWithoutData.class)
class RecordedRulesPropertyTest {
    /** A symbol as read by the client, beside its raw row for the oracle. */
    record Listed(String file, SymbolRules rules, RawFilters raw) {
        @Override
        public String toString() {
            return rules.symbol() + " of " + file;
        }
    }

    /** Numbers round a mark, from dust to far too much. */
    record Ask(Side side, OrderType type, boolean reducing, BigDecimal quantity, BigDecimal price, Price mark) {
        OrderDraft draft() {
            boolean priced =
                    switch (type) {
                        case LIMIT, STOP, TAKE_PROFIT -> true;
                        default -> false;
                    };
            return new OrderDraft(
                    side, type, quantity, priced ? price : null, type.isConditional() ? price : null, reducing);
        }
    }

    /** An ask before it has a symbol. @param mark as a multiple of the lowest price @param price as a multiple of mark */
    record Wish(Side side, OrderType type, boolean reducing, BigDecimal quantity, BigDecimal price, BigDecimal mark) {
        Ask of(SymbolRules rules) {
            BigDecimal at = rules.minPrice().multiply(mark);
            return new Ask(side, type, reducing, quantity, at.multiply(price, MathContext.DECIMAL64), new Price(at));
        }
    }

    private static List<Listed> listed = List.of();

    @BeforeProperty
    void recorded() throws IOException {
        if (!listed.isEmpty()) {
            return;
        }
        var found = new ArrayList<Listed>();
        try (var files = Files.walk(RecordedData.file("binance"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode body = JsonMapper.shared().readTree(Recorded.read(file));
                if (!body.path("symbols").path(0).path("filters").isArray()) {
                    continue;
                }
                List<SymbolRules> rules = SymbolPayloads.exchangeInfo(body).symbols();
                assertThat(rules).as(file.toString()).hasSameSizeAs(body.path("symbols"));
                for (int i = 0; i < rules.size(); i++) {
                    JsonNode row = body.path("symbols").get(i);
                    assertThat(rules.get(i).symbol().value())
                            .isEqualTo(row.path("symbol").asString());
                    found.add(new Listed(file.getFileName().toString(), rules.get(i), new RawFilters(row)));
                }
            }
        }
        assertThat(found).hasSizeGreaterThanOrEqualTo(5);
        listed = List.copyOf(found);
    }

    @Property(tries = 4000)
    void whatIsProducedPassesTheFiltersOrIsRefusedByTheRuleThatStopsIt(@ForAll("wishes") Wish wish) {
        for (Listed symbol : listed) {
            Ask ask = wish.of(symbol.rules());
            var now = new Fitted.Conditions(ask.mark(), null, 0, BigDecimal.ZERO);
            Fitted outcome = Fitted.of(ask.draft(), symbol.rules(), now);
            Statistics.label("outcome")
                    .collect(
                            outcome instanceof Fitted.Refused(Breach breach)
                                    ? breach.rule().name()
                                    : "accepted");
            switch (outcome) {
                case Fitted.Accepted fitted -> {
                    assertThat(symbol.raw()
                                    .broken(fitted, ask.reducing(), ask.mark().value()))
                            .as("%s: %s → %s", symbol, ask, fitted)
                            .isEmpty();
                    assertNeverMore(ask, fitted);
                    assertThat(Fitted.of(again(fitted, ask.reducing()), symbol.rules(), now))
                            .isEqualTo(fitted);
                }
                case Fitted.Refused(Breach breach) ->
                    assertThat(symbol.raw()
                                    .confirms(breach, ask.draft(), ask.mark().value()))
                            .as("%s: %s refused by %s", symbol, ask, breach)
                            .isTrue();
            }
        }
        Statistics.label("outcome").coverage(seen -> {
            seen.check("accepted").percentage(share -> share > 5);
            for (String rule : List.of(
                    "MIN_PRICE",
                    "MAX_PRICE",
                    "MIN_QUANTITY",
                    "MAX_QUANTITY",
                    "MARKET_MAX_QUANTITY",
                    "MIN_NOTIONAL",
                    "PERCENT_PRICE_UP",
                    "PERCENT_PRICE_DOWN",
                    "ORDER_TYPE")) {
                seen.check(rule).count(times -> times > 0);
            }
        });
    }

    @Property
    void roundingIsIdempotentAndGoesTheRightWay(@ForAll("wishes") Wish wish) {
        for (Listed symbol : listed) {
            SymbolRules rules = symbol.rules();
            Ask ask = wish.of(rules);
            Price floor = rules.roundPrice(ask.price(), RoundingMode.FLOOR);
            Price ceiling = rules.roundPrice(ask.price(), RoundingMode.CEILING);
            Quantity resting = rules.roundQuantity(ask.quantity());
            Quantity market = rules.roundMarketQuantity(ask.quantity());

            assertThat(rules.roundPrice(floor.value(), RoundingMode.FLOOR)).isEqualTo(floor);
            assertThat(rules.roundPrice(ceiling.value(), RoundingMode.CEILING)).isEqualTo(ceiling);
            assertThat(ceiling.value()).isGreaterThanOrEqualTo(ask.price());
            assertThat(rules.roundQuantity(resting.value())).isEqualTo(resting);
            assertThat(rules.roundMarketQuantity(market.value())).isEqualTo(market);
            assertThat(resting.value()).isLessThanOrEqualTo(ask.quantity().max(BigDecimal.ZERO));
            assertThat(market).isLessThanOrEqualTo(resting);
            assertThat(List.of(resting, market))
                    .allMatch(made -> !made.toString().contains("E"));
        }
    }

    /** Less or the same quantity, a fill no worse than asked, a trigger that fires no later. */
    private static void assertNeverMore(Ask ask, Fitted.Accepted fitted) {
        boolean buys = ask.side() == Side.BUY;
        Quantity quantity = fitted.quantity();
        assertThat(quantity == null ? BigDecimal.ZERO : quantity.value()).isLessThanOrEqualTo(ask.quantity());
        Price price = fitted.price();
        if (price != null) {
            assertThat(price.value().compareTo(ask.price()) * (buys ? 1 : -1)).isNotPositive();
        }
        Price trigger = fitted.trigger();
        if (trigger != null) {
            boolean stop = ask.type() == OrderType.STOP || ask.type() == OrderType.STOP_MARKET;
            boolean firesOnRise = stop == buys;
            assertThat(trigger.value().compareTo(ask.price()) * (firesOnRise ? 1 : -1))
                    .isNotPositive();
        }
    }

    private static OrderDraft again(Fitted.Accepted fitted, boolean reducing) {
        return new OrderDraft(
                fitted.side(),
                fitted.type(),
                fitted.quantity() == null ? null : fitted.quantity().value(),
                fitted.price() == null ? null : fitted.price().value(),
                fitted.trigger() == null ? null : fitted.trigger().value(),
                reducing);
    }

    @Provide
    Arbitrary<Wish> wishes() {
        Arbitrary<BigDecimal> quantity = Arbitraries.frequencyOf(
                Tuple.of(
                        1, Arbitraries.of("0", "-1", "1E-12", "1E+15", "0.0005").map(BigDecimal::new)),
                Tuple.of(9, magnitudes(-4, 7)));
        Arbitrary<BigDecimal> price = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of("-1", "0", "1E-9", "1E+9").map(BigDecimal::new)),
                Tuple.of(
                        9,
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("0.7"), new BigDecimal("1.3"))
                                .ofScale(9)
                                .withDistribution(RandomDistribution.uniform())));
        return Combinators.combine(
                        Arbitraries.of(Side.values()),
                        Arbitraries.of(OrderType.values()),
                        Arbitraries.of(true, false),
                        quantity,
                        price,
                        magnitudes(-1, 5))
                .as(Wish::new);
    }

    /** As many dust-sized as huge ones. */
    private static Arbitrary<BigDecimal> magnitudes(int least, int most) {
        return Combinators.combine(
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ONE, BigDecimal.TEN)
                                .ofScale(6),
                        Arbitraries.integers().between(least, most))
                .as(BigDecimal::scaleByPowerOfTen);
    }
}
