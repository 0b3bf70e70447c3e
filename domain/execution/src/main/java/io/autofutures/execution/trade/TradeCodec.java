package io.autofutures.execution.trade;

import io.autofutures.execution.gate.PlanCodec;
import io.autofutures.execution.trade.Trade.PositionCheck;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.json.Json;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A whole trade as it is kept in {@code desk-state}. */
public final class TradeCodec {
    private TradeCodec() {}

    private record Stored(
            AccountId account,
            String installation,
            JsonNode plan,
            TradeState state,
            List<LegOrder> orders,
            PositionCheck check,
            int steps,
            Instant createdAt) {}

    public static JsonNode encode(Trade trade) {
        return Json.mapper()
                .valueToTree(new Stored(
                        trade.account(),
                        trade.installation(),
                        PlanCodec.encode(trade.approved()),
                        trade.state(),
                        trade.orders(),
                        trade.check(),
                        trade.steps(),
                        trade.createdAt()));
    }

    public static Trade decode(JsonNode node) {
        Stored stored = Json.mapper().treeToValue(node, Stored.class);
        return new Trade(
                stored.account(),
                stored.installation(),
                PlanCodec.decode(stored.plan()),
                stored.state(),
                stored.orders(),
                stored.check(),
                stored.steps(),
                stored.createdAt());
    }
}
