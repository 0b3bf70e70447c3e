package io.autofutures.ledger.lifecycle;

import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderView;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The life of an order, plain or algo, as one table: a state is left for a later one only. Merging two sights of an order
 * gives the same whichever came first and however often, so events may be shuffled and repeated, and a REST answer that
 * is older than the last event changes nothing.
 */
public final class OrderLifecycle {
    private OrderLifecycle() {}

    /** The table. Of two sights of one order the one further on counts; nothing is left once it has ended. */
    static int progress(OrderStatus status) {
        return switch (status) {
            case UNKNOWN -> 0;
            case NEW -> 1;
            case TRIGGERING -> 2;
            case TRIGGERED, PARTIALLY_FILLED -> 3;
            // Ended. Where two ends meet, the one that says more about what was executed counts: a fill wins the race.
            case REJECTED -> 4;
            case EXPIRED -> 5;
            case EXPIRED_IN_MATCH -> 6;
            case CANCELED -> 7;
            case FILLED, FINISHED -> 8;
        };
    }

    /** @param known absent when the order was never seen */
    public static Transition next(@Nullable OrderView known, OrderView seen) {
        if (known == null) {
            return new Transition.Moved(seen);
        }
        OrderView merged = merge(known, seen);
        if (sameButForTime(known, merged)) {
            String why = known.status().isTerminal() ? "the order has ended" : "nothing new";
            return new Transition.Ignored(merged, why);
        }
        return new Transition.Moved(merged);
    }

    private static OrderView merge(OrderView known, OrderView seen) {
        OrderView further = progress(seen.status()) > progress(known.status()) ? seen : known;
        OrderView fuller = seen.filled().compareTo(known.filled()) > 0 ? seen : known;
        // Quantity and prices change by amendment only: the later sight has them.
        OrderView later = seen.updatedAt().isAfter(known.updatedAt()) ? seen : known;
        OrderView earlier = later == seen ? known : seen;
        return new OrderView(
                known.book(),
                known.symbol(),
                known.clientOrderId(),
                known.venueOrderId(),
                known.type(),
                known.side(),
                known.positionSide(),
                further.status(),
                later.quantity(),
                fuller.filled(),
                first(fuller.averagePrice(), known.averagePrice(), seen.averagePrice()),
                first(later.price(), earlier.price()),
                first(later.triggerPrice(), earlier.triggerPrice()),
                first(later.workingType(), earlier.workingType()),
                known.closePosition() || seen.closePosition(),
                known.reduceOnly() || seen.reduceOnly(),
                first(known.algoOrderId(), seen.algoOrderId()),
                first(known.childOrderId(), seen.childOrderId()),
                first(further.reason(), known.reason(), seen.reason()),
                min(known.createdAt(), seen.createdAt()),
                later.updatedAt());
    }

    /** Equal in all but the two times. */
    public static boolean sameButForTime(OrderView left, OrderView right) {
        return at(left, Instant.EPOCH).equals(at(right, Instant.EPOCH));
    }

    private static OrderView at(OrderView order, Instant instant) {
        return new OrderView(
                order.book(),
                order.symbol(),
                order.clientOrderId(),
                order.venueOrderId(),
                order.type(),
                order.side(),
                order.positionSide(),
                order.status(),
                order.quantity(),
                order.filled(),
                order.averagePrice(),
                order.price(),
                order.triggerPrice(),
                order.workingType(),
                order.closePosition(),
                order.reduceOnly(),
                order.algoOrderId(),
                order.childOrderId(),
                order.reason(),
                instant,
                instant);
    }

    @SafeVarargs
    private static <T> @Nullable T first(@Nullable T... candidates) {
        for (T candidate : candidates) {
            if (Objects.nonNull(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static Instant min(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }
}
