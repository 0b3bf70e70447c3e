package io.autofutures.model.trade;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.Symbol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The decider's record of one run: what the model saw, what it said, what was made of it; published on
 * {@code proposals} whether or not it asks for a trade.
 *
 * @param triggeredAt event time of the trigger
 * @param inputAsOf venue time at which the input was complete
 * @param validUntil venue time after which the desk ends it as expired
 * @param model name and version of the model, for instance {@code rules/1}
 * @param inputHash SHA-256 of the input's canonical JSON, hex; absent when no input was collected
 * @param input the exact model input
 * @param prompt the rendered prompt; absent for models without one
 * @param rawAnswer the exact answer; absent when the model was not asked
 */
public record Proposal(
        String proposalId,
        AccountId account,
        Symbol symbol,
        String triggerId,
        Instant triggeredAt,
        Instant inputAsOf,
        Instant createdAt,
        Instant validUntil,
        String model,
        @Nullable String inputHash,
        @Nullable JsonNode input,
        @Nullable String prompt,
        @Nullable String rawAnswer,
        Outcome outcome) {
    public Lineage lineage() {
        return Lineage.ofId(proposalId);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({@JsonSubTypes.Type(Advised.class), @JsonSubTypes.Type(NoTrade.class)})
    public sealed interface Outcome {}

    @JsonTypeName("advised")
    public record Advised(Advice advice) implements Outcome {}

    /**
     * @param code stable: stale, input_incomplete, flat, low_confidence, invalid_answer, model_error, superseded
     * @param detail for people, with the numbers
     */
    @JsonTypeName("no-trade")
    public record NoTrade(String code, String detail) implements Outcome {}
}
