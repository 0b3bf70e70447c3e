package io.autofutures.status.view;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A detected move with its numbers. @param proposalId of the proposal that answers it, whether or not it is there yet */
public record TriggerItem(
        String triggerId,
        String proposalId,
        Symbol symbol,
        String ruleSet,
        String rule,
        Instant occurredAt,
        Price price,
        Map<String, String> values,
        List<String> eventIds) {
    public static TriggerItem of(Trigger trigger) {
        return new TriggerItem(
                trigger.triggerId(),
                trigger.lineage().proposalId(),
                trigger.symbol(),
                trigger.ruleSet(),
                trigger.rule(),
                trigger.occurredAt(),
                trigger.price(),
                trigger.values(),
                trigger.eventIds());
    }
}
