package io.autofutures.trader.decider;

import io.autofutures.decision.AdviceValidation;
import io.autofutures.decision.DecisionModel;
import io.autofutures.decision.input.CanonicalJson;
import io.autofutures.decision.input.DecisionInput;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.Proposal.NoTrade;
import io.autofutures.model.trade.Trigger;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.SharedStage;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One fresh trigger in, one proposal out, whatever becomes of it: a trade advised, or the reason for none. */
final class TriggerHandler implements SharedStage.Handler<Trigger> {
    private final AccountId account;
    private final Supplier<Settings> settings;
    private final Patience patience;
    private final Activity activity;
    private final ProposalTail tail;
    private final InputCollector collector;
    private final ModelGuard model;
    private final MeterRegistry meters;
    private final LatestProposals answered = new LatestProposals();

    /** @param input and the rest: absent when it did not come so far */
    private record Asked(
            Instant inputAsOf,
            @Nullable JsonNode input,
            DecisionModel.@Nullable Answer answer,
            Proposal.Outcome outcome) {}

    TriggerHandler(
            AccountId account,
            Supplier<Settings> settings,
            Patience patience,
            Activity activity,
            ProposalTail tail,
            InputCollector collector,
            ModelGuard model,
            MeterRegistry meters) {
        this.account = account;
        this.settings = settings;
        this.patience = patience;
        this.activity = activity;
        this.tail = tail;
        this.collector = collector;
        this.model = model;
        this.meters = meters;
    }

    @Override
    public List<Outgoing<?>> on(Delivery<Trigger> delivery) {
        Trigger trigger = delivery.value();
        if (!tail.ready()) {
            throw new IllegalStateException("the proposals published before are not read yet; the trigger comes again");
        }
        String proposalId = trigger.lineage().proposalId();
        if (tail.holds(proposalId)) {
            return List.of();
        }
        Outgoing<?> given = answered.get(proposalId);
        if (given != null) {
            return List.of(given);
        }
        activity.begin();
        try {
            Proposal proposal = propose(trigger);
            count(proposal.outcome());
            Outgoing<?> output = outgoing(proposal);
            answered.put(proposalId, output);
            return List.of(output);
        } finally {
            activity.end();
        }
    }

    private Proposal propose(Trigger trigger) {
        Duration limit = Duration.ofSeconds(settings.get().get(SettingCatalog.TRIGGER_MAX_AGE_SEC, trigger.symbol()));
        Asked asked = patience.exceeded(trigger.occurredAt(), limit) ? stale(trigger, limit) : ask(trigger);
        Instant createdAt = patience.clock().instant();
        Duration valid = Duration.ofSeconds(settings.get().get(SettingCatalog.PROPOSAL_VALID_SEC, trigger.symbol()));
        var answer = asked.answer();
        return new Proposal(
                trigger.lineage().proposalId(),
                account,
                trigger.symbol(),
                trigger.triggerId(),
                trigger.occurredAt(),
                asked.inputAsOf(),
                createdAt,
                patience.deadline(createdAt, valid),
                model.name(),
                asked.input() == null ? null : CanonicalJson.sha256(asked.input()),
                asked.input(),
                answer == null ? null : answer.prompt(),
                answer == null ? null : answer.raw(),
                asked.outcome());
    }

    private Asked stale(Trigger trigger, Duration limit) {
        String detail = "the trigger is %.1f s old, limit %d s"
                .formatted(patience.age(trigger.occurredAt()).toMillis() / 1_000.0, limit.toSeconds());
        return new Asked(patience.clock().instant(), null, null, new NoTrade("stale", detail));
    }

    private Asked ask(Trigger trigger) {
        DecisionInput input = collector.collect(trigger);
        JsonNode recorded = Json.mapper().valueToTree(input);
        Instant asOf = input.meta().asOf();
        if (!input.complete()) {
            return new Asked(asOf, recorded, null, new NoTrade("input_incomplete", missing(input)));
        }
        return switch (model.ask(input)) {
            case ModelGuard.Outcome.Failed(String reason) ->
                new Asked(asOf, recorded, null, new NoTrade("model_error", "%s %s".formatted(model.name(), reason)));
            case ModelGuard.Outcome.Answered(DecisionModel.Answer answer) ->
                new Asked(asOf, recorded, answer, outcome(trigger.symbol(), answer, input));
        };
    }

    private static String missing(DecisionInput input) {
        String candles = input.candles().missing();
        String market = input.market().missing();
        return (candles == null ? "" : "candles: " + candles + "; ") + (market == null ? "" : "mark price: " + market);
    }

    private Proposal.Outcome outcome(Symbol symbol, DecisionModel.Answer answer, DecisionInput input) {
        return switch (AdviceValidation.of(answer.raw(), input)) {
            case AdviceValidation.Result.Invalid(List<String> problems) ->
                new NoTrade("invalid_answer", String.join("; ", problems));
            case AdviceValidation.Result.Valid(Advice advice) -> judged(symbol, advice);
        };
    }

    private Proposal.Outcome judged(Symbol symbol, Advice advice) {
        BigDecimal threshold = settings.get().get(SettingCatalog.AI_CONF_THRESHOLD, symbol);
        if (advice.direction() == Direction.FLAT) {
            return new NoTrade("flat", advice.rationale());
        }
        if (advice.confidence().compareTo(threshold) < 0) {
            return new NoTrade(
                    "low_confidence",
                    "confidence %s, threshold %s"
                            .formatted(advice.confidence().toPlainString(), threshold.toPlainString()));
        }
        return new Proposal.Advised(advice);
    }

    private void count(Proposal.Outcome outcome) {
        String reason = outcome instanceof NoTrade none ? none.code() : "advised";
        meters.counter("autofutures.proposals", "model", model.name(), "reason", reason)
                .increment();
    }

    private static Outgoing<?> outgoing(Proposal proposal) {
        var origin = new Origin(
                proposal.proposalId(),
                "proposal",
                "trader-core",
                proposal.createdAt(),
                proposal.triggerId(),
                proposal.lineage().value());
        return Outgoing.of(Topics.PROPOSALS, proposal, origin);
    }
}
