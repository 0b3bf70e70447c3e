package io.autofutures.model.trade;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.PositionSide;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a trade's process; published on {@code trade-events}, never compacted.
 *
 * @param sequence counts the steps of the trade, from 1
 * @param clientOrderId the order the step is about, if it is about one
 * @param detail numbers of the step, exact decimals as text
 * @param plan with the first step only
 */
public record TradeEvent(
        AccountId account,
        String tradeId,
        int sequence,
        Symbol symbol,
        PositionSide positionSide,
        TradeStep step,
        Instant occurredAt,
        @Nullable ClientOrderId clientOrderId,
        Map<String, String> detail,
        @Nullable TradePlan plan) {
    public String eventId() {
        return tradeId + "/" + sequence;
    }

    public Lineage lineage() {
        return Lineage.ofId(tradeId);
    }
}
