package io.autofutures.execution;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.LotFilter;
import io.autofutures.model.market.PercentPrice;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.PriceFilter;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.TradePlan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Valid values; a test changes what it is about. */
public final class Samples {
    public static final AccountId MAIN = new AccountId("main");
    public static final Symbol ADA = new Symbol("ADAUSDT");
    public static final Symbol BTC = new Symbol("BTCUSDT");
    public static final Instant T0 = Instant.parse("2026-11-20T10:00:00Z");
    public static final Lineage LINEAGE = Lineage.derive("mark/ADAUSDT/1", "ADAUSDT", "mark");

    private Samples() {}

    public static Moment now() {
        return at(T0);
    }

    public static Moment at(Instant instant) {
        return new Moment(instant, 1, true);
    }

    public static BigDecimal d(String decimal) {
        return new BigDecimal(decimal);
    }

    public static SymbolRules rules() {
        return new SymbolRules(
                ADA,
                ContractTerms.perpetual(),
                new PriceFilter(d("0.0001"), d("0.0001"), d("100")),
                new LotFilter(d("1"), d("1"), d("2000000")),
                new LotFilter(d("1"), d("1"), d("300000")),
                d("5"),
                new PercentPrice(d("1.05"), d("0.95")));
    }

    public static Advice advice(Direction direction, String stop, String takeProfit) {
        return new Advice(
                direction,
                d("0.7"),
                OrderType.MARKET,
                null,
                Price.of(stop),
                List.of(new Advice.TakeProfit(Price.of(takeProfit), d("100"))),
                5,
                d("1"),
                "because",
                Map.of());
    }

    public static Proposal proposal(Advice advice) {
        return proposal(new Proposal.Advised(advice));
    }

    public static Proposal proposal(Proposal.Outcome outcome) {
        return new Proposal(
                LINEAGE.proposalId(),
                MAIN,
                ADA,
                LINEAGE.triggerId(),
                T0.minusSeconds(2),
                T0.minusSeconds(1),
                T0.minusSeconds(1),
                T0.plusSeconds(30),
                "rules/1",
                null,
                null,
                null,
                null,
                outcome);
    }

    public static AccountState account(String equity, String available) {
        return new AccountState(
                MAIN,
                d(equity),
                d("0"),
                d(equity),
                d(available),
                d("0"),
                d("0"),
                d("0"),
                d("0"),
                true,
                true,
                List.of(),
                T0,
                T0);
    }

    public static PositionState position(Symbol symbol, String quantity, String mark) {
        return new PositionState(
                MAIN,
                symbol,
                PositionSide.LONG,
                Quantity.of(quantity),
                Price.of(mark),
                Price.of(mark),
                d("0"),
                d("0"),
                d("0"),
                5,
                "ISOLATED",
                "e",
                null,
                List.of(),
                T0,
                T0,
                T0);
    }

    public static TradePlan plan(String quantity) {
        return new TradePlan(
                LINEAGE.tradeId(),
                ADA,
                PositionSide.LONG,
                OrderType.MARKET,
                Quantity.of(quantity),
                null,
                Price.of("0.3"),
                Price.of("0.297"),
                Price.of("0.306"),
                5,
                d("300"),
                d("3"),
                T0.plusSeconds(30));
    }
}
