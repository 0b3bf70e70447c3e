package io.autofutures.status.view;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.TradePlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gate's verdict with every check. @param tradeId of the trade it allowed; absent when refused */
public record DecisionItem(
        String decisionId,
        String proposalId,
        @Nullable String tradeId,
        AccountId account,
        Symbol symbol,
        Instant decidedAt,
        boolean approved,
        @Nullable String refusedBy,
        List<Decision.GateCheck> gates,
        @Nullable TradePlan plan) {
    public static DecisionItem of(Decision decision) {
        return new DecisionItem(
                decision.decisionId(),
                decision.proposalId(),
                decision.plan() == null ? null : decision.plan().tradeId(),
                decision.account(),
                decision.symbol(),
                decision.decidedAt(),
                decision.approved(),
                decision.refusedBy(),
                decision.gates(),
                decision.plan());
    }
}
