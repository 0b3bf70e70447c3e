package io.autofutures.ledger.lifecycle;

import io.autofutures.model.order.OrderView;

/** What one more sight of an order does to it. Repeats and races are normal on an at-least-once bus. */
public sealed interface Transition {
    /** The order afterwards. */
    OrderView order();

    /** The order is now known to be in another state. */
    record Moved(OrderView order) implements Transition {}

    /** Nothing new but, perhaps, the time it was last seen. */
    record Ignored(OrderView order, String why) implements Transition {}
}
