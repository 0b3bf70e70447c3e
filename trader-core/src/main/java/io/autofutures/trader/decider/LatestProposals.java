package io.autofutures.trader.decider;

import io.autofutures.transport.Outgoing;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** What was answered last and may still be on its way: a trigger that comes again meanwhile gets the same record. */
final class LatestProposals {
    private static final int KEPT = 128;

    private final LinkedHashMap<String, Outgoing<?>> proposals = new LinkedHashMap<>();

    synchronized void put(String proposalId, Outgoing<?> proposal) {
        proposals.put(proposalId, proposal);
        if (proposals.size() > KEPT) {
            proposals.pollFirstEntry();
        }
    }

    synchronized @Nullable Outgoing<?> get(String proposalId) {
        return proposals.get(proposalId);
    }
}
