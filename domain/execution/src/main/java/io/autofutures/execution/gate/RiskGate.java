package io.autofutures.execution.gate;

import io.autofutures.execution.gate.GateFacts.Mark;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.market.Breach;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Fitted;
import io.autofutures.model.order.OrderDraft;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.TradePlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The deterministic limits between a proposal and the first order. Every gate that can be asked is asked, so that a
 * refusal shows all its reasons; the first that refuses names it.
 */
public final class RiskGate {
    /** Patience for the tracker's word that user stream and reconciliation are good; it is renewed each second. */
    static final Duration ACCOUNT_MAX_AGE = Duration.ofSeconds(10);

    /** Patience for the last mark price; the venue sends one each second. */
    static final Duration MARK_MAX_AGE = Duration.ofSeconds(5);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private RiskGate() {}

    /**
     * @param inFlight what the desk's unfinished trades hold
     * @param ownTrade trade of the desk that is open in the proposal's symbol, for an advice to close it
     */
    public static Verdict judge(
            Proposal proposal, GateFacts facts, DayRisk day, List<Exposure> inFlight, Optional<String> ownTrade) {
        var list = new Checklist();
        list.check(
                "proposal_expired",
                !facts.now().at().isAfter(proposal.validUntil()),
                "a proposal may be acted on until its validity ends",
                "now_ms",
                facts.now().at().toEpochMilli(),
                "valid_until_ms",
                proposal.validUntil().toEpochMilli());
        return switch (proposal.outcome()) {
            case Proposal.NoTrade none -> {
                list.check("no_trade", false, none.detail(), "code", none.code());
                yield new Verdict.Refused("no_trade", list.all());
            }
            case Proposal.Advised(Advice advice)
            when advice.direction() == Direction.FLAT -> flat(proposal, list, ownTrade);
            case Proposal.Advised(Advice advice) -> entry(proposal, advice, facts, day, inFlight, list);
        };
    }

    private static Verdict flat(Proposal proposal, Checklist list, Optional<String> ownTrade) {
        list.check(
                "flat_nothing_open",
                ownTrade.isPresent(),
                "an advice to close needs an open trade of the desk in " + proposal.symbol(),
                "open_trade",
                ownTrade.orElse("none"));
        return list.refusedBy()
                .<Verdict>map(rule -> new Verdict.Refused(rule, list.all()))
                .orElseGet(() -> new Verdict.Exit(ownTrade.orElseThrow(), list.all()));
    }

    private static Verdict entry(
            Proposal proposal, Advice advice, GateFacts facts, DayRisk day, List<Exposure> inFlight, Checklist list) {
        Symbol symbol = proposal.symbol();
        latches(proposal, facts, list);
        BigDecimal threshold = facts.settings().get(SettingCatalog.AI_CONF_THRESHOLD, symbol);
        list.check(
                "confidence",
                advice.confidence().compareTo(threshold) >= 0,
                "confidence must reach AI_CONF_THRESHOLD",
                "confidence",
                advice.confidence(),
                "threshold",
                threshold);
        spread(proposal, facts, list);
        account(proposal, facts, list);
        occupancy(symbol, facts, inFlight, list);
        boolean tradable = list.check(
                "symbol_trading",
                facts.rules() != null
                        && facts.rules().isTrading()
                        && facts.rules()
                                .terms()
                                .mayOpen(advice.direction().positionSide().name()),
                "the venue must list the symbol as TRADING and take new positions on its side",
                "status",
                facts.rules() == null ? "unlisted" : facts.rules().status(),
                "position_control",
                facts.rules() == null ? "unlisted" : facts.rules().terms().positionControl());
        Mark mark = facts.mark();
        boolean fresh = list.check(
                "mark_fresh",
                mark != null && facts.now().age(mark.at()).compareTo(MARK_MAX_AGE) <= 0,
                "the mark price must be known and fresh",
                "age_ms",
                mark == null ? "unknown" : facts.now().age(mark.at()).toMillis(),
                "limit_ms",
                MARK_MAX_AGE.toMillis());
        AccountState account = facts.account();
        SymbolRules rules = facts.rules();
        Optional<TradePlan> plan = tradable && fresh && mark != null && rules != null && account != null
                ? size(proposal, advice, facts, new Funds(account, day, inFlight), rules, mark, list)
                : Optional.empty();
        return list.refusedBy()
                .<Verdict>map(rule -> new Verdict.Refused(rule, list.all()))
                .orElseGet(() -> new Verdict.Approved(new ApprovedPlan(plan.orElseThrow()), list.all()));
    }

    private static void latches(Proposal proposal, GateFacts facts, Checklist list) {
        var scopes =
                List.of("all", proposal.account().value(), proposal.symbol().value());
        List<String> closed = facts.controls().stream()
                .filter(control -> control.closed() && scopes.contains(control.scope()))
                .map(control -> control.scope() + "/" + control.cause())
                .sorted()
                .toList();
        list.check("latched", closed.isEmpty(), "every latch must be open", "closed", String.join(",", closed));
    }

    /** The spread that the model saw, where the input has it as {@code liquidity.value.spreadPct} (percent of the mid price). */
    private static void spread(Proposal proposal, GateFacts facts, Checklist list) {
        JsonNode input = proposal.input();
        JsonNode stated =
                input == null ? null : input.path("liquidity").path("value").path("spreadPct");
        if (stated == null || stated.isMissingNode() || stated.isNull()) {
            return;
        }
        BigDecimal spread = new BigDecimal(stated.asString());
        BigDecimal limit = facts.settings().get(SettingCatalog.MAX_SPREAD_PCT, proposal.symbol());
        list.check(
                "max_spread",
                spread.compareTo(limit) <= 0,
                "the spread must not exceed MAX_SPREAD_PCT",
                "spread_pct",
                spread,
                "limit_pct",
                limit);
    }

    private static void account(Proposal proposal, GateFacts facts, Checklist list) {
        AccountState account = facts.account();
        list.check(
                "account_known",
                account != null,
                "the tracker must have published the account",
                "account",
                proposal.account());
        if (account != null) {
            list.check(
                    "account_reconciled",
                    account.reconciled(),
                    "the account must have been compared with the venue",
                    "reconciled",
                    account.reconciled());
            Duration age = facts.now().age(account.knownGoodAt());
            list.check(
                    "account_fresh",
                    age.compareTo(ACCOUNT_MAX_AGE) <= 0,
                    "user stream and reconciliation must be known good",
                    "age_ms",
                    age.toMillis(),
                    "limit_ms",
                    ACCOUNT_MAX_AGE.toMillis());
            list.check(
                    "symbol_blocked",
                    !account.blockedSymbols().contains(proposal.symbol()),
                    "no entries while the symbol differs from the venue",
                    "blocked",
                    account.blockedSymbols());
        }
        list.check(
                "hedge_mode",
                facts.hedgeChecked(),
                "the venue must have said that hedge mode is on",
                "checked",
                facts.hedgeChecked());
    }

    private static void occupancy(Symbol symbol, GateFacts facts, List<Exposure> inFlight, Checklist list) {
        Map<Symbol, BigDecimal> notionals = notionals(facts.positions(), inFlight);
        list.check(
                "symbol_free",
                !notionals.containsKey(symbol),
                "no position or trade of the same symbol may be open",
                "open_notional",
                notionals.getOrDefault(symbol, BigDecimal.ZERO));
        int limit = facts.settings().get(SettingCatalog.MAX_POSITIONS);
        list.check(
                "max_positions",
                notionals.size() < limit,
                "positions and trades in flight must leave a slot of MAX_POSITIONS",
                "open",
                notionals.size(),
                "limit",
                limit);
    }

    /** Symbol to notional of what is open or on its way; of both, the larger. */
    static Map<Symbol, BigDecimal> notionals(List<PositionState> positions, List<Exposure> inFlight) {
        Map<Symbol, BigDecimal> notionals = new TreeMap<>();
        for (PositionState position : positions) {
            var price = position.mark() != null ? position.mark() : position.entryPrice();
            if (position.isOpen()) {
                BigDecimal notional =
                        price == null ? BigDecimal.ZERO : position.quantity().notional(price);
                notionals.merge(position.symbol(), notional, BigDecimal::add);
            }
        }
        inFlight.forEach(held -> notionals.merge(held.symbol(), held.notionalUsdt(), BigDecimal::max));
        return notionals;
    }

    /** The account's means as the sizing sees them. */
    private record Funds(AccountState account, DayRisk day, List<Exposure> inFlight) {
        BigDecimal reservedRisk() {
            return inFlight.stream().map(Exposure::riskUsdt).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal reservedMargin() {
            return inFlight.stream().map(Exposure::marginUsdt).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private static Optional<TradePlan> size(
            Proposal proposal,
            Advice advice,
            GateFacts facts,
            Funds funds,
            SymbolRules rules,
            Mark mark,
            Checklist list) {
        Symbol symbol = proposal.symbol();
        var settings = facts.settings();
        Optional<Geometry> geometry = Geometry.of(advice, rules, mark.price(), list);
        BigDecimal equity = funds.account().equity();
        BigDecimal loss = funds.day().loss(equity, funds.account().transfers());
        BigDecimal start =
                funds.day().startEquity() == null ? equity : funds.day().startEquity();
        BigDecimal lossLimit = percent(settings.get(SettingCatalog.DAILY_LOSS_LIMIT_PCT), start);
        var halted = funds.day().haltedUntil();
        list.check(
                "daily_loss",
                loss.compareTo(lossLimit) < 0 && (halted == null || facts.now().reached(halted)),
                "a UTC day that has lost DAILY_LOSS_LIMIT_PCT takes no entries until it ends",
                "loss_usdt",
                loss,
                "limit_usdt",
                lossLimit,
                "halted_until_ms",
                halted == null ? "none" : halted.toEpochMilli());
        if (geometry.isEmpty()) {
            return Optional.empty();
        }
        Geometry at = geometry.get();
        int leverage = leverage(advice, settings.get(SettingCatalog.LEVERAGE, symbol), at, list);

        BigDecimal riskPct = advice.riskPct().min(settings.get(SettingCatalog.RISK_PER_TRADE_PCT, symbol));
        BigDecimal riskLeft = lossLimit.subtract(loss).subtract(funds.reservedRisk());
        list.check(
                "reserved_risk",
                riskLeft.signum() > 0,
                "the day's loss and the risk reserved by open trades must leave some of DAILY_LOSS_LIMIT_PCT",
                "reserved_usdt",
                funds.reservedRisk(),
                "left_usdt",
                riskLeft);
        BigDecimal others = notionals(facts.positions(), funds.inFlight()).values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal totalLimit = settings.get(SettingCatalog.MAX_TOTAL_NOTIONAL_USDT);
        var sizing = new Sizing(
                at.entry(),
                at.stop(),
                leverage,
                percent(riskPct, equity).min(riskLeft),
                settings.get(SettingCatalog.MAX_NOTIONAL_USDT, symbol),
                totalLimit.subtract(others),
                funds.account().available().subtract(funds.reservedMargin()));
        Quantity quantity = sizing.quantity(rules);
        room("risk_per_trade", "RISK_PER_TRADE_PCT", sizing.byRisk(), sizing.riskBudget(), rules, list);
        room("max_notional", "MAX_NOTIONAL_USDT", sizing.byNotional(), sizing.notionalRoom(), rules, list);
        room("max_total_notional", "MAX_TOTAL_NOTIONAL_USDT", sizing.byTotal(), sizing.totalRoom(), rules, list);
        room("available_margin", "the available margin", sizing.byMargin(), sizing.marginRoom(), rules, list);
        Optional<Breach> filter = breach(advice, at, quantity, rules, mark);
        list.check(
                "symbol_filters",
                filter.isEmpty(),
                filter.map(rule -> "the rounded order breaks " + rule).orElse("the rounded order fits the symbol"),
                "quantity",
                quantity,
                "notional_usdt",
                quantity.notional(at.entry()),
                "min_notional_usdt",
                rules.minNotional());
        return Optional.of(new TradePlan(
                proposal.lineage().tradeId(),
                symbol,
                advice.direction().positionSide(),
                advice.entryType(),
                quantity,
                at.limitPrice(),
                mark.price(),
                at.stop(),
                at.takeProfit(),
                leverage,
                quantity.notional(at.entry()),
                quantity.value().multiply(sizing.lossPerUnit()),
                proposal.validUntil()));
    }

    /** The entry must pass as what it is, and as the MARKET order that may have to close it. */
    private static Optional<Breach> breach(
            Advice advice, Geometry at, Quantity quantity, SymbolRules rules, Mark mark) {
        var draft = new OrderDraft(
                advice.direction().positionSide().entrySide(),
                advice.entryType(),
                quantity.value(),
                at.limitPrice() == null ? null : at.limitPrice().value(),
                null,
                false);
        Optional<Breach> entry =
                Fitted.of(draft, rules, Fitted.Conditions.at(mark.price())) instanceof Fitted.Refused(Breach rule)
                        ? Optional.of(rule)
                        : Optional.empty();
        return entry.or(() -> rules.lotBreach(quantity.value(), true));
    }

    /** A limit that leaves no room for the smallest order refuses; one that leaves some caps the quantity. */
    private static void room(
            String rule, String limit, BigDecimal units, BigDecimal usdt, SymbolRules rules, Checklist list) {
        list.check(
                rule,
                !rules.roundMarketQuantity(units).isZero(),
                "the quantity must fit in what " + limit + " leaves",
                "room_usdt",
                usdt,
                "max_quantity",
                units.setScale(8, java.math.RoundingMode.DOWN));
    }

    /** Lowers what was asked to the setting, and so far that liquidation lies well behind the stop. Never refuses. */
    private static int leverage(Advice advice, int setting, Geometry at, Checklist list) {
        int beforeLiquidation = (int) Math.floor(0.8 / at.stopFraction());
        int leverage = Math.max(1, Math.min(Math.min(advice.leverage(), setting), beforeLiquidation));
        list.check(
                "leverage",
                true,
                leverage < advice.leverage() ? "lowered" : "as asked",
                "asked",
                advice.leverage(),
                "setting",
                setting,
                "before_liquidation",
                beforeLiquidation,
                "granted",
                leverage);
        return leverage;
    }

    private static BigDecimal percent(BigDecimal percent, BigDecimal of) {
        return of.multiply(percent).divide(HUNDRED);
    }
}
