package io.autofutures.model.trade;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The desk's verdict on a proposal; published on {@code decisions}.
 *
 * @param gates every gate that was asked, in order, with its numbers
 * @param refusedBy rule of the first gate that refused; absent when approved
 * @param plan what may be done; absent when refused
 */
public record Decision(
        String decisionId,
        String proposalId,
        AccountId account,
        Symbol symbol,
        Instant decidedAt,
        boolean approved,
        @Nullable String refusedBy,
        List<GateCheck> gates,
        @Nullable TradePlan plan) {
    public Lineage lineage() {
        return Lineage.ofId(decisionId);
    }

    /**
     * @param rule stable name of the limit, lower_snake
     * @param numbers what was compared: value and limit at least
     * @param detail for people
     */
    public record GateCheck(String rule, boolean passed, Map<String, String> numbers, String detail) {}
}
