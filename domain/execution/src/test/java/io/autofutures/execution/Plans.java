package io.autofutures.execution;

import io.autofutures.execution.gate.ApprovedPlan;
import io.autofutures.execution.gate.PlanCodec;
import io.autofutures.model.json.Json;

/** Approved plans for tests of what comes after the gate. */
public final class Plans {
    private Plans() {}

    public static ApprovedPlan approved(String quantity) {
        return PlanCodec.decode(Json.mapper().valueToTree(Samples.plan(quantity)));
    }
}
