package io.autofutures.status.view;

import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Proposal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The whole thread of one proposal: what fired, what the model saw and said, what the gates made of it, what became of it.
 *
 * @param input the exact model input; absent when none was collected
 * @param rawAnswer the exact answer; absent when the model was not asked
 */
public record ProposalDetail(
        ProposalItem proposal,
        @Nullable Advice advice,
        Instant inputAsOf,
        @Nullable String inputHash,
        @Nullable JsonNode input,
        @Nullable String prompt,
        @Nullable String rawAnswer,
        @Nullable TriggerItem trigger,
        @Nullable DecisionItem decision,
        List<OrderItem> orders,
        @Nullable TradeItem trade,
        Instant asOf) {
    public static ProposalDetail of(
            Proposal proposal,
            @Nullable TriggerItem trigger,
            @Nullable DecisionItem decision,
            List<OrderItem> orders,
            @Nullable TradeItem trade,
            Instant asOf) {
        return new ProposalDetail(
                ProposalItem.of(proposal),
                proposal.outcome() instanceof Proposal.Advised(Advice advice) ? advice : null,
                proposal.inputAsOf(),
                proposal.inputHash(),
                proposal.input(),
                proposal.prompt(),
                proposal.rawAnswer(),
                trigger,
                decision,
                orders,
                trade,
                asOf);
    }
}
