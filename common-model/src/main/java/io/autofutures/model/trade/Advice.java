package io.autofutures.model.trade;

import io.autofutures.model.market.Price;
import io.autofutures.model.order.OrderType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's validated opinion; an input like any price, never an order.
 *
 * @param confidence 0 to 1
 * @param entryType MARKET or LIMIT
 * @param entryPrice for LIMIT; absent for MARKET
 * @param stop stop-loss trigger on mark price; absent only for FLAT
 * @param takeProfits nearest first
 * @param leverage asked for, 1 to 125; the gate may lower it
 * @param riskPct of equity to lose at the stop, percent
 * @param evidence the input numbers the opinion rests on, by name
 */
public record Advice(
        Direction direction,
        BigDecimal confidence,
        OrderType entryType,
        @Nullable Price entryPrice,
        @Nullable Price stop,
        List<TakeProfit> takeProfits,
        int leverage,
        BigDecimal riskPct,
        String rationale,
        Map<String, String> evidence) {
    /** @param sizePct share of the position, percent */
    public record TakeProfit(Price price, BigDecimal sizePct) {}
}
