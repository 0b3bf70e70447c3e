package io.autofutures.execution.desk;

import io.autofutures.execution.Moment;
import io.autofutures.execution.gate.Exposure;
import io.autofutures.execution.gate.GateFacts;
import io.autofutures.execution.gate.RiskGate;
import io.autofutures.execution.gate.Verdict;
import io.autofutures.execution.trade.Effect;
import io.autofutures.execution.trade.OrderNews;
import io.autofutures.execution.trade.Trade;
import io.autofutures.execution.trade.TradeCodec;
import io.autofutures.execution.trade.TradeEffects;
import io.autofutures.execution.trade.TradeInput;
import io.autofutures.execution.trade.TradeProcess;
import io.autofutures.execution.trade.TradeState;
import io.autofutures.execution.trade.Transition;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.DeskState;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.TradePlan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one account: risk state and every trade in flight. Inputs in, records out; what to ask of the venue is
 * read from the state. Not thread-safe; owned by the thread that owns the account's partition.
 */
public final class DeskCore {
    private static final String RISK = "risk";
    private static final String TRADE = "trade/";
    private static final String PROPOSAL = "proposal/";

    private final AccountId account;
    private final String installation;
    private final boolean dryRun;
    private final Map<String, Trade> trades = new TreeMap<>();
    private final Map<String, Waiting> waiting = new TreeMap<>();
    private RiskBook risk = RiskBook.empty();

    /** @param from venue time at which it may be judged */
    private record Waiting(Proposal proposal, Instant from) {}

    private final List<DeskRecord> records = new ArrayList<>();
    private final List<String> alarms = new ArrayList<>();
    private final Set<String> touched = new TreeSet<>();

    /** @param installation four characters that stand in every client order id @param dryRun decides and sends nothing */
    public DeskCore(AccountId account, String installation, boolean dryRun) {
        this.account = account;
        this.installation = installation;
        this.dryRun = dryRun;
    }

    /** Reads back what was kept; only before the first input. */
    public void restore(Collection<DeskState> states) {
        for (DeskState kept : states) {
            if (kept.name().equals(RISK)) {
                risk = Json.mapper().treeToValue(kept.state(), RiskBook.class);
            } else if (kept.name().startsWith(PROPOSAL)) {
                waiting.put(kept.name(), Json.mapper().treeToValue(kept.state(), Waiting.class));
            } else {
                Trade trade = TradeCodec.decode(kept.state());
                trades.put(trade.tradeId(), trade);
            }
        }
    }

    public void apply(DeskInput input, Moment now) {
        switch (input) {
            case DeskInput.Proposed(Proposal proposal, Instant from) -> park(proposal, from);
            case DeskInput.Ripe(Proposal proposal, GateFacts facts) -> judge(proposal, facts, now);
            case DeskInput.Reported(OrderEvent event) -> report(event, now);
            case DeskInput.Answered(String tradeId, TradeInput answer) -> move(tradeId, answer, null, now);
            case DeskInput.Looked() -> all(new TradeInput.Tick(), now);
            case DeskInput.TakenOver() -> all(new TradeInput.Restored(), now);
        }
    }

    /** Proposals to be judged now, oldest first: each is to be applied as {@link DeskInput.Ripe}. */
    public List<Proposal> ripe(Moment now) {
        return waiting.values().stream()
                .filter(held -> now.reached(held.from()))
                .sorted(Comparator.comparing(Waiting::from)
                        .thenComparing(held -> held.proposal().proposalId()))
                .map(Waiting::proposal)
                .toList();
    }

    /** What is to be published because of the inputs since the last call, state last. */
    public List<DeskRecord> drain(Moment now) {
        for (String name : touched) {
            if (name.equals(RISK)) {
                records.add(new DeskRecord.Kept(
                        new DeskState(account, RISK, 0, now.at(), Json.mapper().valueToTree(risk))));
            } else if (name.startsWith(PROPOSAL)) {
                records.add(parked(name, now));
            } else {
                Trade trade = trades.get(name);
                if (trade != null && trade.state().isFinal()) {
                    trades.remove(name);
                    records.add(new DeskRecord.Removed(kept(trade, now)));
                } else if (trade != null) {
                    records.add(new DeskRecord.Kept(kept(trade, now)));
                }
            }
        }
        touched.clear();
        List<DeskRecord> drained = List.copyOf(records);
        records.clear();
        return drained;
    }

    /** What should never have happened, since the last call; for the log. */
    public List<String> drainAlarms() {
        List<String> drained = List.copyOf(alarms);
        alarms.clear();
        return drained;
    }

    /** Everything the trades call for now, what is in flight included. */
    public List<Effect> effects(Moment now) {
        return trades.values().stream()
                .flatMap(trade -> TradeEffects.wanted(trade, now).stream())
                .toList();
    }

    public Optional<Instant> nextLook(Moment now) {
        var judging = waiting.values().stream().map(Waiting::from);
        var looking = trades.values().stream().flatMap(trade -> TradeEffects.nextLook(trade, now).stream());
        return Stream.concat(judging, looking).min(Instant::compareTo);
    }

    /** Trades that are not over, by id. */
    public Map<String, Trade> trades() {
        return Map.copyOf(trades);
    }

    public RiskBook risk() {
        return risk;
    }

    private void park(Proposal proposal, Instant from) {
        String name = PROPOSAL + proposal.proposalId();
        if (risk.knows(proposal.proposalId()) || waiting.containsKey(name)) {
            return; // redelivered
        }
        waiting.put(name, new Waiting(proposal, from));
        touched.add(name);
    }

    private DeskRecord parked(String name, Moment now) {
        Waiting held = waiting.get(name);
        return held == null
                ? new DeskRecord.Removed(
                        new DeskState(account, name, 0, now.at(), Json.mapper().createObjectNode()))
                : new DeskRecord.Kept(
                        new DeskState(account, name, 0, now.at(), Json.mapper().valueToTree(held)));
    }

    private void judge(Proposal proposal, GateFacts facts, Moment now) {
        String name = PROPOSAL + proposal.proposalId();
        if (waiting.remove(name) == null) {
            return;
        }
        touched.add(name);
        risk = risk.at(now.at()).seen(facts.account()).judged(proposal.proposalId(), proposal.validUntil(), now);
        Verdict verdict = RiskGate.judge(proposal, facts, risk.day(), exposures(), ownTrade(proposal.symbol()));
        if (verdict.checks().stream().anyMatch(check -> check.rule().equals("daily_loss") && !check.passed())) {
            risk = risk.halted();
        }
        touched.add(RISK);
        Lineage lineage = proposal.lineage();
        String refusedBy = verdict instanceof Verdict.Refused(String rule, var _) ? rule : null;
        TradePlan plan =
                verdict instanceof Verdict.Approved approved ? approved.plan().plan() : null;
        records.add(new DeskRecord.Decided(new Decision(
                lineage.decisionId(),
                proposal.proposalId(),
                account,
                proposal.symbol(),
                now.at(),
                refusedBy == null,
                refusedBy,
                verdict.checks(),
                plan)));
        switch (verdict) {
            case Verdict.Approved approved -> {
                var begun = TradeProcess.begin(account, installation, approved.plan(), dryRun, now);
                adopt(begun, lineage.decisionId());
            }
            case Verdict.Exit exit ->
                move(exit.tradeId(), new TradeInput.ExitAsked("advised flat"), lineage.decisionId(), now);
            case Verdict.Refused _ -> {}
        }
    }

    private void report(OrderEvent event, Moment now) {
        switch (event) {
            case OrderEvent.OrderChanged changed ->
                about(changed.order().clientOrderId(), new OrderNews.Told(changed.order()), event, now);
            case OrderEvent.OrderFilled fill -> {
                keep(risk.filled(fill));
                about(fill.clientOrderId(), new OrderNews.Executed(fill.cumulative()), event, now);
            }
            case OrderEvent.PositionClosed closed ->
                heldIn(closed.symbol(), closed.positionSide())
                        .forEach(id -> move(id, new TradeInput.PositionReportedFlat(), event.eventId(), now));
            case OrderEvent.BalanceMoved moved -> keep(risk.moved(moved));
            case OrderEvent.Opened opened -> {
                for (OrderView order : opened.orders()) {
                    about(order.clientOrderId(), new OrderNews.Told(order), event, now);
                }
            }
            case OrderEvent.Reconciled _ -> {}
        }
    }

    private void about(ClientOrderId id, OrderNews news, OrderEvent event, Moment now) {
        id.lineage()
                .map(Lineage::tradeId)
                .filter(trades::containsKey)
                .ifPresent(trade -> move(trade, new TradeInput.About(id, news), event.eventId(), now));
    }

    private void all(TradeInput input, Moment now) {
        List.copyOf(trades.keySet()).forEach(id -> move(id, input, null, now));
    }

    private void move(String tradeId, TradeInput input, @Nullable String cause, Moment now) {
        Trade trade = trades.get(tradeId);
        if (trade == null) {
            return; // over and removed
        }
        switch (TradeProcess.on(trade, input, now)) {
            case Transition.Moved moved ->
                adopt(moved, cause == null ? trade.approved().lineage().decisionId() : cause);
            case Transition.Ignored _ -> {}
            case Transition.Illegal(String why) -> alarms.add(why);
        }
    }

    private void adopt(Transition.Moved moved, String cause) {
        Trade trade = moved.trade();
        trades.put(trade.tradeId(), trade);
        touched.add(trade.tradeId());
        moved.steps().forEach(step -> records.add(new DeskRecord.Stepped(step, cause)));
    }

    private void keep(RiskBook to) {
        if (!to.equals(risk)) {
            risk = to;
            touched.add(RISK);
        }
    }

    private DeskState kept(Trade trade, Moment now) {
        return new DeskState(account, TRADE + trade.tradeId(), trade.steps(), now.at(), TradeCodec.encode(trade));
    }

    private List<Exposure> exposures() {
        return trades.values().stream().map(DeskCore::exposure).toList();
    }

    /** A trade that is closed or given up holds its symbol until it is swept, and nothing else. */
    private static Exposure exposure(Trade trade) {
        TradePlan plan = trade.plan();
        if (trade.state() instanceof TradeState.Closed || trade.state() instanceof TradeState.Abandoning) {
            return new Exposure(plan.symbol(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        }
        BigDecimal margin = trade.filled().isZero()
                ? plan.notionalUsdt().divide(BigDecimal.valueOf(plan.leverage()), MathContext.DECIMAL64)
                : BigDecimal.ZERO;
        return new Exposure(plan.symbol(), plan.notionalUsdt(), plan.riskUsdt(), margin);
    }

    private Optional<String> ownTrade(Symbol symbol) {
        return trades.values().stream()
                .filter(trade ->
                        trade.plan().symbol().equals(symbol) && !trade.filled().isZero())
                .filter(trade -> !(trade.state() instanceof TradeState.Closed))
                .map(Trade::tradeId)
                .findFirst();
    }

    private List<String> heldIn(Symbol symbol, PositionSide side) {
        return trades.values().stream()
                .filter(trade ->
                        trade.plan().symbol().equals(symbol) && trade.plan().positionSide() == side)
                .map(Trade::tradeId)
                .toList();
    }
}
