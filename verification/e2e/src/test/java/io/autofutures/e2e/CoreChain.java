package io.autofutures.e2e;

import io.autofutures.decision.AdviceValidation;
import io.autofutures.decision.input.Bar;
import io.autofutures.decision.input.CanonicalJson;
import io.autofutures.decision.input.DecisionInput;
import io.autofutures.decision.input.Indicators;
import io.autofutures.decision.input.Part;
import io.autofutures.decision.rules.RulesModel;
import io.autofutures.detection.Judgement;
import io.autofutures.detection.SymbolDetector;
import io.autofutures.execution.Moment;
import io.autofutures.execution.desk.DeskCore;
import io.autofutures.execution.desk.DeskInput;
import io.autofutures.execution.desk.DeskRecord;
import io.autofutures.execution.gate.GateFacts;
import io.autofutures.execution.trade.Effect;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.TradeStep;
import io.autofutures.model.trade.Trigger;
import io.autofutures.simulator.market.Market;
import io.autofutures.simulator.market.MarketStep;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pure cores in one line, fed by a market: detector, model, desk and a paper book; no service, no topic, no clock. */
final class CoreChain {
    private static final AccountId ACCOUNT = new AccountId("main");
    private static final BigDecimal BALANCE = BigDecimal.valueOf(10_000);
    private static final int CANDLES = 300;
    private static final int ROUNDS_PER_INSTANT = 20;

    private final Market market;
    private final Settings settings = Settings.defaults();
    private final RulesModel model = new RulesModel();
    private final DeskCore desk = new DeskCore(ACCOUNT, "af01", false);
    private final PaperVenue venue;
    private final Map<Symbol, SymbolDetector> detectors = new HashMap<>();
    private final Map<Symbol, List<Kline>> candles = new HashMap<>();
    private final Map<Symbol, GateFacts.Mark> marks = new HashMap<>();

    CoreChain(Market market) {
        this.market = market;
        this.venue = new PaperVenue(market, BALANCE);
        for (Symbol symbol : market.symbols()) {
            var detector = new SymbolDetector(symbol, settings);
            List<Kline> history = market.history(symbol).klines();
            history.forEach(
                    candle -> detector.on(new MarketEvent.KlineUpdated(symbol, candle.closeAt(), candle, true, true)));
            detectors.put(symbol, detector);
            candles.put(symbol, new ArrayList<>(history));
        }
    }

    /** Venue time from the market's start until a position stands behind its stop; empty if that takes longer. */
    Optional<Duration> firstProtected(Duration within) {
        Instant end = market.start().plus(within);
        for (var steps = market.steps(); steps.hasNext(); ) {
            MarketStep step = steps.next();
            if (step.at().isAfter(end)) {
                return Optional.empty();
            }
            if (happens(step)) {
                return Optional.of(Duration.between(market.start(), step.at()));
            }
        }
        return Optional.empty();
    }

    /** True when a trade got its protection at this instant. */
    private boolean happens(MarketStep step) {
        event(step).ifPresent(event -> {
            for (Judgement judgement : detectors.get(event.symbol()).on(event)) {
                Trigger trigger = judgement.trigger();
                if (trigger != null) {
                    desk.apply(new DeskInput.Proposed(propose(trigger, step.at()), step.at()), moment(step.at()));
                }
            }
        });
        return deskWorks(step.at());
    }

    private Optional<MarketEvent> event(MarketStep step) {
        return switch (step) {
            case MarketStep.Marked marked -> {
                venue.quote(marked);
                marks.put(marked.symbol(), new GateFacts.Mark(new Price(marked.mark()), marked.at()));
                yield Optional.of(new MarketEvent.MarkPriceUpdated(
                        marked.symbol(), marked.at(), new Price(marked.mark()), null, null, null));
            }
            case MarketStep.Quoted quoted -> Optional.empty();
            case MarketStep.CandleClosed closed -> {
                candles.get(closed.symbol()).add(closed.kline());
                yield Optional.of(
                        new MarketEvent.KlineUpdated(closed.symbol(), closed.at(), closed.kline(), true, false));
            }
            case MarketStep.CandleGrew grew ->
                Optional.of(new MarketEvent.KlineUpdated(grew.symbol(), grew.at(), grew.kline(), false, false));
        };
    }

    private Proposal propose(Trigger trigger, Instant at) {
        DecisionInput input = input(trigger, at);
        var answer = model.ask(input);
        return new Proposal(
                trigger.lineage().proposalId(),
                ACCOUNT,
                trigger.symbol(),
                trigger.triggerId(),
                trigger.occurredAt(),
                at,
                at,
                at.plusSeconds(settings.get(SettingCatalog.PROPOSAL_VALID_SEC, trigger.symbol())),
                model.name(),
                CanonicalJson.sha256(Json.mapper().valueToTree(input)),
                Json.mapper().valueToTree(input),
                answer.prompt(),
                answer.raw(),
                outcome(AdviceValidation.of(answer.raw(), input)));
    }

    private static Proposal.Outcome outcome(AdviceValidation.Result result) {
        return switch (result) {
            case AdviceValidation.Result.Invalid(List<String> problems) ->
                throw new AssertionError("the rules gave an invalid answer: " + problems);
            case AdviceValidation.Result.Valid(var advice) ->
                advice.direction() == Direction.FLAT
                        ? new Proposal.NoTrade("flat", advice.rationale())
                        : new Proposal.Advised(advice);
        };
    }

    private DecisionInput input(Trigger trigger, Instant at) {
        Symbol symbol = trigger.symbol();
        List<Kline> closed = candles.get(symbol);
        Part<List<Bar>> bars = Part.of(
                closed.subList(Math.max(0, closed.size() - CANDLES), closed.size()).stream()
                        .map(Bar::of)
                        .toList(),
                closed.getLast().closeAt(),
                at);
        var rules = market.rules(symbol);
        Price mark = marks.get(symbol).price();
        return new DecisionInput(
                DecisionInput.VERSION,
                new DecisionInput.Meta(
                        symbol,
                        ACCOUNT,
                        trigger.lineage().proposalId(),
                        at,
                        settings.get(SettingCatalog.LEVERAGE, symbol),
                        settings.get(SettingCatalog.RISK_PER_TRADE_PCT, symbol),
                        settings.get(SettingCatalog.AI_CONF_THRESHOLD, symbol)),
                new DecisionInput.TriggerPart(
                        trigger.triggerId(),
                        trigger.ruleSet(),
                        trigger.rule(),
                        trigger.occurredAt(),
                        0,
                        trigger.price(),
                        trigger.values()),
                Part.of(
                        new DecisionInput.Contract(
                                rules.status(),
                                rules.tickSize(),
                                rules.stepSize(),
                                rules.marketStepSize(),
                                rules.minNotional()),
                        at,
                        at),
                Part.missing("not part of this chain"),
                Part.missing("not part of this chain"),
                Part.of(new DecisionInput.Market(mark, mark, BigDecimal.ZERO, null, null), at, at),
                Part.missing("not part of this chain"),
                bars,
                bars.map(Indicators::of));
    }

    private boolean deskWorks(Instant at) {
        Moment now = moment(at);
        for (Proposal proposal : desk.ripe(now)) {
            desk.apply(new DeskInput.Ripe(proposal, facts(proposal.symbol(), now)), now);
        }
        desk.apply(new DeskInput.Looked(), now);
        for (int round = 0; round < ROUNDS_PER_INSTANT; round++) {
            List<Effect> effects = desk.effects(now);
            if (effects.isEmpty()) {
                break;
            }
            for (Effect effect : effects) {
                desk.apply(new DeskInput.Answered(effect.tradeId(), venue.run(effect, at)), now);
            }
        }
        return desk.drain(now).stream()
                .anyMatch(record -> record instanceof DeskRecord.Stepped(var event, var unused)
                        && event.step() == TradeStep.PROTECTED);
    }

    private GateFacts facts(Symbol symbol, Moment now) {
        var account = new AccountState(
                ACCOUNT,
                BALANCE,
                BigDecimal.ZERO,
                BALANCE,
                BALANCE,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                true,
                true,
                List.of(),
                now.at(),
                now.at());
        return new GateFacts(
                now, account, List.of(), List.of(), market.rules(symbol), marks.get(symbol), settings, true);
    }

    private static Moment moment(Instant at) {
        return new Moment(at, 1, true);
    }
}
