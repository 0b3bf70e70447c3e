package io.autofutures.trader.desk;

import io.autofutures.execution.gate.GateFacts.Mark;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.Proposal;
import io.autofutures.transport.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The latest mark price of each symbol, from {@code ws-events}. Written by the broadcast's thread, read by the owner. */
final class Marks {
    private final Map<Symbol, Mark> latest = new ConcurrentHashMap<>();

    void on(List<Delivery<?>> batch) {
        for (Delivery<?> delivery : batch) {
            if (delivery.value() instanceof MarketEvent.MarkPriceUpdated mark) {
                saw(mark.symbol(), mark.mark(), mark.occurredAt());
            }
        }
    }

    private void saw(Symbol symbol, Price price, Instant at) {
        latest.merge(symbol, new Mark(price, at), (old, seen) -> seen.at().isBefore(old.at()) ? old : seen);
    }

    /** The newer of what was broadcast and what the model was shown, which a desk just started may have to live on. */
    @Nullable
    Mark forProposal(Proposal proposal) {
        Mark broadcast = latest.get(proposal.symbol());
        Mark shown = shown(proposal);
        if (broadcast == null || shown == null) {
            return broadcast == null ? shown : broadcast;
        }
        return shown.at().isAfter(broadcast.at()) ? shown : broadcast;
    }

    private static @Nullable Mark shown(Proposal proposal) {
        JsonNode input = proposal.input();
        JsonNode mark =
                input == null ? null : input.path("market").path("value").path("mark");
        return mark == null || !mark.isString() ? null : new Mark(Price.of(mark.asString()), proposal.inputAsOf());
    }
}
