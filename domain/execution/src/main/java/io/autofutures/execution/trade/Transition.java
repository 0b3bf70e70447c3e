package io.autofutures.execution.trade;

import io.autofutures.model.trade.TradeEvent;
import java.util.List;

/** What an input did to a trade. Repeats and races are normal, so they are results and not exceptions. */
public sealed interface Transition {
    /** @param steps to publish, in order; empty when only knowledge grew */
    record Moved(Trade trade, List<TradeEvent> steps) implements Transition {}

    /** It said nothing new. */
    record Ignored(String why) implements Transition {}

    /** It cannot be: someone must look. */
    record Illegal(String why) implements Transition {}
}
