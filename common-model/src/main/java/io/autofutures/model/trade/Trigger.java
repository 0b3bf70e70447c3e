package io.autofutures.model.trade;

import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A sudden move, with its numbers; published on {@code triggers}.
 *
 * @param triggerId from {@link Lineage#triggerId()}
 * @param ruleSet {@code classic}
 * @param rule {@code mark} or {@code kline}
 * @param occurredAt event time of the event that fired it
 * @param price mark or close at that event
 * @param values the numbers of the rule, exact decimals as text
 * @param eventIds the market events it rests on; the last one fired it
 */
public record Trigger(
        String triggerId,
        Symbol symbol,
        String ruleSet,
        String rule,
        Instant occurredAt,
        Price price,
        Map<String, String> values,
        List<String> eventIds) {
    public Lineage lineage() {
        return Lineage.ofId(triggerId);
    }
}
