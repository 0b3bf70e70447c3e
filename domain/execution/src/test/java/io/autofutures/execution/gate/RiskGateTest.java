package io.autofutures.execution.gate;

import static io.autofutures.execution.Samples.ADA;
import static io.autofutures.execution.Samples.BTC;
import static io.autofutures.execution.Samples.T0;
import static io.autofutures.execution.Samples.account;
import static io.autofutures.execution.Samples.advice;
import static io.autofutures.execution.Samples.at;
import static io.autofutures.execution.Samples.d;
import static io.autofutures.execution.Samples.position;
import static io.autofutures.execution.Samples.proposal;
import static io.autofutures.execution.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.execution.Moment;
import io.autofutures.execution.Samples;
import io.autofutures.execution.gate.GateFacts.Mark;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.control.Control;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Decision.GateCheck;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.TradePlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskGateTest {
    private Moment now = Samples.now();
    private @Nullable AccountState account = account("10000", "10000");
    private List<PositionState> positions = List.of();
    private List<Control> controls = List.of();
    private @Nullable SymbolRules rules = rules();
    private @Nullable Mark mark = new Mark(Price.of("0.3"), T0);
    private Map<String, String> settings = Map.of();
    private boolean hedge = true;
    private DayRisk day = DayRisk.unknown();
    private List<Exposure> inFlight = List.of();
    private Proposal proposal = proposal(advice(Direction.LONG, "0.297", "0.306"));

    private Verdict judge() {
        var facts = new GateFacts(now, account, positions, controls, rules, mark, Settings.of(settings), hedge);
        return RiskGate.judge(proposal, facts, day, inFlight, Optional.empty());
    }

    private TradePlan approved() {
        Verdict verdict = judge();
        assertThat(verdict).as("%s", verdict).isInstanceOf(Verdict.Approved.class);
        return ((Verdict.Approved) verdict).plan().plan();
    }

    private GateCheck refused(String rule) {
        Verdict verdict = judge();
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refused.class, r -> assertThat(r.rule())
                .isEqualTo(rule));
        return check(verdict, rule);
    }

    private static GateCheck check(Verdict verdict, String rule) {
        return verdict.checks().stream()
                .filter(check -> check.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private void advise(Advice advice) {
        proposal = proposal(advice);
    }

    @Test
    void sizesByTheLossAtTheStopWithFees() {
        TradePlan plan = approved();

        // 100 USDT ÷ (0.003 + 0.0005 × (0.3 + 0.297)) = 30316.8
        assertThat(plan.quantity()).isEqualTo(Quantity.of("30316"));
        assertThat(plan.riskUsdt()).isBetween(d("99.9"), d("100"));
        assertThat(plan.stop()).isEqualTo(Price.of("0.297"));
        assertThat(plan.takeProfit()).isEqualTo(Price.of("0.306"));
        assertThat(plan.leverage()).isEqualTo(5);
        assertThat(plan.tradeId()).isEqualTo(proposal.lineage().tradeId());
    }

    @Test
    void acceptsAShortWithItsSidesReversed() {
        advise(advice(Direction.SHORT, "0.303", "0.294"));

        assertThat(approved().stop()).isEqualTo(Price.of("0.303"));
    }

    @ParameterizedTest
    @CsvSource({
        // direction, stop, take-profit, rule; mark is 0.3, least distance 2 ticks = 0.0002 (0.05 % is less)
        "LONG, 0.3, 0.306, stop_side",
        "LONG, 0.301, 0.306, stop_side",
        "LONG, 0.2999, 0.306, stop_distance",
        "LONG, 0.297, 0.3, take_profit_side",
        "LONG, 0.297, 0.299, take_profit_side",
        "LONG, 0.297, 0.3001, take_profit_distance",
        "SHORT, 0.3, 0.294, stop_side",
        "SHORT, 0.297, 0.294, stop_side",
        "SHORT, 0.3001, 0.294, stop_distance",
        "SHORT, 0.303, 0.3, take_profit_side",
        "SHORT, 0.303, 0.306, take_profit_side",
    })
    void refusesPricesOnTheWrongSideOrTooNear(Direction direction, String stop, String takeProfit, String rule) {
        advise(advice(direction, stop, takeProfit));

        assertThat(refused(rule).numbers()).isNotEmpty();
    }

    @Test
    void acceptsTheLeastDistance() {
        settings = Map.of("MAX_NOTIONAL_USDT", "1000000", "MAX_TOTAL_NOTIONAL_USDT", "1000000");
        advise(advice(Direction.LONG, "0.2998", "0.3002"));

        assertThat(approved().quantity().isZero()).isFalse();
    }

    @Test
    void noTradeIsARefusedDecision() {
        proposal = proposal(new Proposal.NoTrade("stale", "trigger is 20 s old"));

        assertThat(refused("no_trade").numbers()).containsEntry("code", "stale");
    }

    @Test
    void flatWithNothingOpenIsRefused() {
        advise(advice(Direction.FLAT, "0.297", "0.306"));

        refused("flat_nothing_open");
    }

    @Test
    void flatClosesTheDesksOwnTrade() {
        advise(advice(Direction.FLAT, "0.297", "0.306"));
        var facts = new GateFacts(now, account, positions, controls, rules, mark, Settings.defaults(), hedge);

        assertThat(RiskGate.judge(proposal, facts, day, inFlight, Optional.of("x-1")))
                .isInstanceOfSatisfying(
                        Verdict.Exit.class, exit -> assertThat(exit.tradeId()).isEqualTo("x-1"));
    }

    @Test
    void aProposalExpiresAfterItsValidityAndNotAtIt() {
        now = at(proposal.validUntil());
        mark = new Mark(Price.of("0.3"), now.at());
        account = fresh(now);
        approved();

        now = at(proposal.validUntil().plusMillis(1));
        refused("proposal_expired");
    }

    private static AccountState fresh(Moment now) {
        AccountState a = account("10000", "10000");
        return new AccountState(
                a.account(),
                a.wallet(),
                a.unrealized(),
                a.equity(),
                a.available(),
                a.realized(),
                a.fees(),
                a.funding(),
                a.transfers(),
                true,
                true,
                List.of(),
                now.at(),
                now.at());
    }

    @Test
    void aClosedLatchRefuses() {
        controls = List.of(
                new Control("all", "operator", false, "me", "", T0),
                new Control("BTCUSDT", "operator", true, "me", "", T0),
                new Control("ADAUSDT", "operator", true, "me", "", T0));

        assertThat(refused("latched").numbers()).containsEntry("closed", "ADAUSDT/operator");
    }

    @ParameterizedTest
    @CsvSource({"0.5,true", "0.49,false"})
    void confidenceMustReachTheThreshold(BigDecimal confidence, boolean passes) {
        Advice a = advice(Direction.LONG, "0.297", "0.306");
        advise(new Advice(
                a.direction(),
                confidence,
                a.entryType(),
                null,
                a.stop(),
                a.takeProfits(),
                5,
                a.riskPct(),
                "",
                Map.of()));

        assertThat(check(judge(), "confidence").passed()).isEqualTo(passes);
    }

    @Test
    void theAccountMustBeKnown() {
        account = null;

        refused("account_known");
    }

    @Test
    void theAccountMustBeReconciledFreshAndUnblocked() {
        AccountState a = account("10000", "10000");
        account = new AccountState(
                a.account(),
                a.wallet(),
                a.unrealized(),
                a.equity(),
                a.available(),
                a.realized(),
                a.fees(),
                a.funding(),
                a.transfers(),
                true,
                false,
                List.of(ADA),
                T0,
                T0.minusMillis(10_001));

        Verdict verdict = judge();

        assertThat(check(verdict, "account_reconciled").passed()).isFalse();
        assertThat(check(verdict, "account_fresh").passed()).isFalse();
        assertThat(check(verdict, "account_fresh").numbers()).containsEntry("age_ms", "10001");
        assertThat(check(verdict, "symbol_blocked").passed()).isFalse();
    }

    @Test
    void agesArePatience() {
        AccountState a = account("10000", "10000");
        account = new AccountState(
                a.account(),
                a.wallet(),
                a.unrealized(),
                a.equity(),
                a.available(),
                a.realized(),
                a.fees(),
                a.funding(),
                a.transfers(),
                true,
                true,
                List.of(),
                T0,
                T0.minusSeconds(3_000));
        now = new Moment(T0, 600, true);

        assertThat(check(judge(), "account_fresh").passed()).isTrue();
    }

    @Test
    void hedgeModeMustBeChecked() {
        hedge = false;

        refused("hedge_mode");
    }

    @Test
    void theSymbolMustTrade() {
        rules = null;
        refused("symbol_trading");

        SymbolRules r = rules();
        rules = new SymbolRules(
                r.symbol(),
                r.terms().withStatus("SETTLING"),
                r.prices(),
                r.lot(),
                r.marketLot(),
                r.minNotional(),
                r.band());
        assertThat(refused("symbol_trading").numbers()).containsEntry("status", "SETTLING");
    }

    @Test
    void theMarkMustBeKnownAndFresh() {
        mark = new Mark(Price.of("0.3"), T0.minus(RiskGate.MARK_MAX_AGE));
        approved();

        mark = new Mark(Price.of("0.3"), T0.minus(RiskGate.MARK_MAX_AGE).minusMillis(1));
        refused("mark_fresh");

        mark = null;
        refused("mark_fresh");
    }

    @Test
    void aSymbolHoldsOnePositionOrTrade() {
        positions = List.of(position(ADA, "10", "0.3"));
        refused("symbol_free");

        positions = List.of(position(ADA, "0", "0.3"));
        approved();

        inFlight = List.of(new Exposure(ADA, d("0"), d("0"), d("0")));
        refused("symbol_free");
    }

    @Test
    void slotsAreCountedOverPositionsAndTradesInFlight() {
        settings = Map.of("MAX_POSITIONS", "2");
        positions = List.of(position(BTC, "0.01", "50000"));
        inFlight = List.of(new Exposure(BTC, d("500"), d("5"), d("0")));
        approved();

        settings = Map.of("MAX_POSITIONS", "1");
        assertThat(refused("max_positions").numbers())
                .containsEntry("open", "1")
                .containsEntry("limit", "1");
    }

    @Test
    void leverageIsLoweredAndRecorded() {
        settings = Map.of("LEVERAGE", "3");

        assertThat(approved().leverage()).isEqualTo(3);
        assertThat(check(judge(), "leverage").numbers())
                .containsEntry("asked", "5")
                .containsEntry("granted", "3");
    }

    @Test
    void leverageKeepsLiquidationBehindTheStop() {
        advise(advice(Direction.LONG, "0.24", "0.36"));

        assertThat(approved().leverage()).isEqualTo(4); // 0.8 ÷ 20 %
    }

    @Test
    void notionalLimitsCapTheQuantity() {
        settings = Map.of("MAX_NOTIONAL_USDT", "300");
        assertThat(approved().quantity()).isEqualTo(Quantity.of("1000"));

        settings = Map.of("MAX_TOTAL_NOTIONAL_USDT", "800");
        positions = List.of(position(BTC, "0.01", "50000"));
        assertThat(approved().quantity()).isEqualTo(Quantity.of("1000"));
    }

    @Test
    void aTotalThatIsUsedUpRefuses() {
        settings = Map.of("MAX_TOTAL_NOTIONAL_USDT", "500");
        positions = List.of(position(BTC, "0.01", "50000"));

        assertThat(refused("max_total_notional").numbers()).containsEntry("room_usdt", "0");
    }

    @Test
    void marginIncludesFeesAndWhatOthersReserve() {
        account = account("10000", "160.2");
        inFlight = List.of(new Exposure(BTC, d("500"), d("5"), d("100")));

        // 60.2 ÷ (0.3 ÷ 5 + 2 × 0.0005 × 0.3) = 998.3
        assertThat(approved().quantity()).isEqualTo(Quantity.of("998"));

        account = account("10000", "100");
        refused("available_margin");
    }

    @Test
    void theRoundedOrderMustFitTheSymbol() {
        settings = Map.of("MAX_NOTIONAL_USDT", "4.9");

        assertThat(refused("symbol_filters").detail()).contains("MIN_NOTIONAL");
    }

    @Test
    void theDailyLossLimitEndsEntries() {
        day = new DayRisk(d("10300"), d("-299.99"), d("0"), null);
        account = account("10000.01", "10000.01");
        assertThat(check(judge(), "daily_loss").passed()).isTrue();

        day = new DayRisk(d("10000"), d("-300"), d("0"), null);
        account = account("9700", "9700");
        assertThat(refused("daily_loss").numbers())
                .containsEntry("loss_usdt", "300")
                .containsEntry("limit_usdt", "300");
    }

    @Test
    void aHaltLastsUntilTheDayEnds() {
        day = new DayRisk(d("10000"), d("0"), d("0"), T0.plus(Duration.ofHours(14)));

        refused("daily_loss");
    }

    @Test
    void aWithdrawalIsNoLoss() {
        AccountState a = account("9000", "9000");
        account = new AccountState(
                a.account(),
                a.wallet(),
                a.unrealized(),
                a.equity(),
                a.available(),
                a.realized(),
                a.fees(),
                a.funding(),
                d("-1000"),
                true,
                true,
                List.of(),
                T0,
                T0);
        day = new DayRisk(d("10000"), d("0"), d("0"), null);

        assertThat(check(judge(), "daily_loss").numbers()).containsEntry("loss_usdt", "0");
    }

    @Test
    void theRiskOfOpenTradesIsReserved() {
        inFlight = List.of(new Exposure(BTC, d("500"), d("250"), d("0")));
        assertThat(approved().riskUsdt()).isBetween(d("49.9"), d("50")); // 300 − 250

        inFlight = List.of(new Exposure(BTC, d("500"), d("300"), d("0")));
        assertThat(refused("reserved_risk").numbers()).containsEntry("left_usdt", "0");
    }

    @ParameterizedTest
    @CsvSource({"0.3,true", "0.3001,false"})
    void theSpreadMustNotExceedTheLimit(String spread, boolean passes) {
        Proposal p = proposal;
        var input = Json.mapper().readTree("{\"liquidity\":{\"value\":{\"spreadPct\":\"%s\"}}}".formatted(spread));
        proposal = new Proposal(
                p.proposalId(),
                p.account(),
                p.symbol(),
                p.triggerId(),
                p.triggeredAt(),
                p.inputAsOf(),
                p.createdAt(),
                p.validUntil(),
                p.model(),
                null,
                input,
                null,
                null,
                p.outcome());

        assertThat(check(judge(), "max_spread").passed()).isEqualTo(passes);
    }

    @Test
    void aLimitEntryIsSizedAtItsPriceAndStaysInTheBand() {
        Advice a = advice(Direction.LONG, "0.29", "0.306");
        advise(new Advice(
                a.direction(),
                a.confidence(),
                OrderType.LIMIT,
                Price.of("0.29555"),
                a.stop(),
                a.takeProfits(),
                5,
                a.riskPct(),
                "",
                Map.of()));
        assertThat(approved().entryPrice()).isEqualTo(Price.of("0.2955"));

        advise(new Advice(
                a.direction(),
                a.confidence(),
                OrderType.LIMIT,
                Price.of("0.3151"),
                a.stop(),
                a.takeProfits(),
                5,
                a.riskPct(),
                "",
                Map.of()));
        refused("entry_price");
    }

    @Test
    void aStoredPlanReadsBack() {
        var approved = ((Verdict.Approved) judge()).plan();

        assertThat(PlanCodec.decode(PlanCodec.encode(approved))).isEqualTo(approved);
    }
}
