package io.autofutures.status.view;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The decider's record without its bulk.
 *
 * @param outcome ADVISED or NO_TRADE
 * @param code why there is no trade; absent when advised
 * @param detail the same for people
 */
public record ProposalItem(
        String proposalId,
        String triggerId,
        AccountId account,
        Symbol symbol,
        String model,
        String outcome,
        @Nullable String code,
        @Nullable String detail,
        @Nullable Direction direction,
        @Nullable BigDecimal confidence,
        @Nullable Price stop,
        @Nullable Price takeProfit,
        @Nullable String rationale,
        Instant triggeredAt,
        Instant createdAt,
        Instant validUntil) {

    public static ProposalItem of(Proposal proposal) {
        return switch (proposal.outcome()) {
            case Proposal.Advised(Advice advice) ->
                new ProposalItem(
                        proposal.proposalId(),
                        proposal.triggerId(),
                        proposal.account(),
                        proposal.symbol(),
                        proposal.model(),
                        "ADVISED",
                        null,
                        null,
                        advice.direction(),
                        advice.confidence(),
                        advice.stop(),
                        advice.takeProfits().isEmpty()
                                ? null
                                : advice.takeProfits().getFirst().price(),
                        advice.rationale(),
                        proposal.triggeredAt(),
                        proposal.createdAt(),
                        proposal.validUntil());
            case Proposal.NoTrade(String code, String detail) ->
                new ProposalItem(
                        proposal.proposalId(),
                        proposal.triggerId(),
                        proposal.account(),
                        proposal.symbol(),
                        proposal.model(),
                        "NO_TRADE",
                        code,
                        detail,
                        null,
                        null,
                        null,
                        null,
                        null,
                        proposal.triggeredAt(),
                        proposal.createdAt(),
                        proposal.validUntil());
        };
    }
}
