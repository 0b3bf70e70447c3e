package io.autofutures.execution.gate;

import io.autofutures.model.id.Lineage;
import io.autofutures.model.trade.TradePlan;

/**
 * A plan that passed every gate. Only {@link RiskGate} makes one, and {@link PlanCodec}, which reads back what the gate
 * made; so an unchecked order cannot be sent.
 */
public final class ApprovedPlan {
    private final TradePlan plan;

    ApprovedPlan(TradePlan plan) {
        this.plan = plan;
    }

    public TradePlan plan() {
        return plan;
    }

    public Lineage lineage() {
        return Lineage.ofId(plan.tradeId());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApprovedPlan that && plan.equals(that.plan);
    }

    @Override
    public int hashCode() {
        return plan.hashCode();
    }

    @Override
    public String toString() {
        return "approved " + plan;
    }
}
