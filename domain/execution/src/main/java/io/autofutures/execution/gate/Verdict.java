package io.autofutures.execution.gate;

import io.autofutures.model.trade.Decision.GateCheck;
import java.util.List;

/** What the gate says to a proposal, with every gate that was asked, in order. */
public sealed interface Verdict {
    List<GateCheck> checks();

    /** May be traded. */
    record Approved(ApprovedPlan plan, List<GateCheck> checks) implements Verdict {}

    /** The advice is to close what is open: the desk's own trade of the symbol ends at market. */
    record Exit(String tradeId, List<GateCheck> checks) implements Verdict {}

    /** @param rule name of the first gate that refused */
    record Refused(String rule, List<GateCheck> checks) implements Verdict {}
}
