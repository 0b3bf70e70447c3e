package io.autofutures.detection;

import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.trade.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * An evaluated event and what came of it.
 *
 * @param trigger present when the event fired
 * @param suppressedBy why a verdict of "triggered" fired nothing; absent otherwise
 */
public record Judgement(
        MarketEvent event,
        Evaluation evaluation,
        @Nullable Trigger trigger,
        @Nullable Reason suppressedBy) {}
