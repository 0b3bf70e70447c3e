package io.autofutures.execution.gate;

import io.autofutures.model.json.Json;
import io.autofutures.model.trade.TradePlan;
import tools.jackson.databind.JsonNode;

/** An approved plan as it is kept in {@code desk-state}. */
public final class PlanCodec {
    private PlanCodec() {}

    public static JsonNode encode(ApprovedPlan approved) {
        return Json.mapper().valueToTree(approved.plan());
    }

    /** Reads what {@link #encode} wrote; nothing else may be handed in. */
    public static ApprovedPlan decode(JsonNode stored) {
        return new ApprovedPlan(Json.mapper().treeToValue(stored, TradePlan.class));
    }
}
