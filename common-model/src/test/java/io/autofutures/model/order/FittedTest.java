package io.autofutures.model.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.market.Breach;
import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.FilterRule;
import io.autofutures.model.market.LotFilter;
import io.autofutures.model.market.PercentPrice;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.PriceFilter;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Fitted.Conditions;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedTest {
    private static final Price MARK = Price.of("64000");

    /** BTCUSDT of 2026-09-15, with a market step ten times as wide. */
    private static SymbolRules btc(ContractTerms terms) {
        return new SymbolRules(
                new Symbol("BTCUSDT"),
                terms,
                new PriceFilter(d("0.10"), d("556.80"), d("4529764")),
                new LotFilter(d("0.001"), d("0.001"), d("1000")),
                new LotFilter(d("0.01"), d("0.01"), d("120")),
                d("50"),
                new PercentPrice(d("1.05"), d("0.95")));
    }

    @ParameterizedTest
    @CsvSource({
        // type, side, asked, fitted
        "LIMIT,              BUY,  64000.19, 64000.1",
        "LIMIT,              SELL, 64000.11, 64000.2",
        "STOP_MARKET,        SELL, 63000.01, 63000.1",
        "STOP_MARKET,        BUY,  65000.09, 65000",
        "TAKE_PROFIT_MARKET, SELL, 65000.09, 65000",
        "TAKE_PROFIT_MARKET, BUY,  63000.01, 63000.1",
    })
    void pricesGoToTheSafeSide(OrderType type, Side side, String asked, String fitted) {
        boolean limit = type == OrderType.LIMIT;
        var draft = new OrderDraft(side, type, d("0.0199"), limit ? d(asked) : null, limit ? null : d(asked), true);

        var accepted = (Fitted.Accepted) fit(draft);

        assertThat(limit ? accepted.price() : accepted.trigger()).isEqualTo(Price.of(fitted));
        assertThat(accepted.quantity()).isEqualTo(Quantity.of(limit ? "0.019" : "0.01"));
    }

    @ParameterizedTest
    @CsvSource({
        // type, quantity, price, rule, found, needed
        "MARKET, 0.0099,   ,        MIN_QUANTITY,        0,          0.001",
        "MARKET, 120.019,  ,        MARKET_MAX_QUANTITY, 120.01,     120",
        "LIMIT,  120.0019, 64000,   ,                    ,           ",
        "LIMIT,  1000.001, 64000,   MAX_QUANTITY,        1000.001,   1000",
        "LIMIT,  0.0009,   64000,   MIN_QUANTITY,        0,          0.001",
        "LIMIT,  1,        556.79,  MIN_PRICE,           556.7,      556.8",
        "LIMIT,  1,        -3,      MIN_PRICE,           -3,         556.8",
        "LIMIT,  1,        5000000, MAX_PRICE,           5000000,    4529764",
        "LIMIT,  1,        67200.1, PERCENT_PRICE_UP,    67200.1,    67200",
        "LIMIT,  0.001,    49999.9, MIN_NOTIONAL,        49.9999,    50",
        "LIMIT,  0.001,    50000,   ,                    ,           ",
    })
    void theRuleThatStopsABuyIsNamed(
            OrderType type, String quantity, String price, FilterRule rule, String found, String needed) {
        Fitted fitted = fit(new OrderDraft(Side.BUY, type, d(quantity), price == null ? null : d(price), null, false));

        if (rule == null) {
            assertThat(fitted).isInstanceOf(Fitted.Accepted.class);
        } else {
            assertThat(fitted).isEqualTo(new Fitted.Refused(new Breach(rule, found, needed)));
        }
    }

    @Test
    void aMarketOrderIsValuedAtMarkWithAReserveAndALimitOrderAtItsPrice() {
        var at = Conditions.at(Price.of("5009.99"));

        assertThat(rule(Fitted.of(OrderDraft.market(Side.BUY, d("0.01")), btc(ContractTerms.perpetual()), at)))
                .isEqualTo(FilterRule.MIN_NOTIONAL);
        assertThat(Fitted.of(
                        OrderDraft.market(Side.BUY, d("0.01")),
                        btc(ContractTerms.perpetual()),
                        Conditions.at(Price.of("5010"))))
                .isInstanceOf(Fitted.Accepted.class);
        assertThat(Fitted.of(OrderDraft.limit(Side.BUY, d("0.01"), d("5000")), btc(ContractTerms.perpetual()), at))
                .isInstanceOf(Fitted.Accepted.class);
    }

    @Test
    void whatReducesIsFreeOfNotionalAndStatus() {
        var halted = btc(ContractTerms.perpetual().withStatus("PRE_SETTLE"));
        var sell = OrderDraft.limit(Side.SELL, d("0.001"), d("1000"));
        var cheap = Conditions.at(Price.of("1000"));

        assertThat(Fitted.of(sell, halted, cheap))
                .isEqualTo(new Fitted.Refused(new Breach(FilterRule.STATUS, "PRE_SETTLE", "TRADING")));
        assertThat(Fitted.of(sell.asReducing(), halted, cheap)).isInstanceOf(Fitted.Accepted.class);
    }

    @Test
    void aPositionSideUnderControlTakesNothingNew() {
        var terms = new ContractTerms("PERPETUAL", "TRADING", "LONG", Set.of(), 2, d("0"), d("0"));
        var buy = OrderDraft.limit(Side.BUY, d("1"), d("64000"));

        assertThat(rule(Fitted.of(buy, btc(terms), Conditions.at(MARK)))).isEqualTo(FilterRule.POSITION_RISK_CONTROL);
        assertThat(Fitted.of(buy.asReducing(), btc(terms), Conditions.at(MARK))).isInstanceOf(Fitted.Accepted.class);
        var sell = OrderDraft.limit(Side.SELL, d("1"), d("64000"));
        assertThat(Fitted.of(sell, btc(terms), Conditions.at(MARK))).isInstanceOf(Fitted.Accepted.class);
        assertThat(Fitted.of(sell, btc(terms), new Conditions(MARK, null, 2, d("0"))))
                .isEqualTo(new Fitted.Refused(new Breach(FilterRule.MAX_NUM_ORDERS, "2", "2")));
    }

    @Test
    void aMarketOrderNeedsTheBestOppositePriceInTheBand() {
        var above = new Conditions(MARK, Price.of("67200.1"), 0, d("0"));

        assertThat(Fitted.of(OrderDraft.market(Side.BUY, d("1")), btc(ContractTerms.perpetual()), above))
                .isEqualTo(new Fitted.Refused(new Breach(FilterRule.PERCENT_PRICE_UP, "67200.1", "67200")));
        assertThat(Fitted.of(OrderDraft.market(Side.SELL, d("1")), btc(ContractTerms.perpetual()), above))
                .isInstanceOf(Fitted.Accepted.class);
    }

    @Test
    void aStopOfTheWholePositionHasNoQuantity() {
        assertThat(fit(OrderDraft.stop(Side.SELL, null, d("60000.05"))))
                .isEqualTo(new Fitted.Accepted(Side.SELL, OrderType.STOP_MARKET, null, null, Price.of("60000.1")));
        assertThatThrownBy(() -> new OrderDraft(Side.SELL, OrderType.LIMIT, null, d("1"), null, true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderDraft(Side.SELL, OrderType.MARKET, d("1"), d("1"), null, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Fitted fit(OrderDraft draft) {
        return Fitted.of(draft, btc(ContractTerms.perpetual()), Conditions.at(MARK));
    }

    private static FilterRule rule(Fitted fitted) {
        return ((Fitted.Refused) fitted).breach().rule();
    }

    private static BigDecimal d(String decimal) {
        return new BigDecimal(decimal);
    }
}
