package io.autofutures.ledger.lifecycle;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every order of an account in both books, and which plain order came from which algo order. A child has the client id of
 * its algo order; the link is made by whichever is seen last.
 */
public final class OrderBooks {
    private static final Comparator<OrderKey> ORDER = Comparator.comparing(OrderKey::symbol)
            .thenComparing(OrderKey::book)
            .thenComparingInt(key -> key.venueOrderId().length())
            .thenComparing(OrderKey::venueOrderId);

    private final Map<OrderKey, OrderView> orders = new TreeMap<>(ORDER);

    /** Applies one sight of an order. @return the orders that changed: itself, and an order that was linked to it */
    public List<OrderView> apply(OrderView seen) {
        var changed = new ArrayList<OrderView>();
        OrderKey key = OrderKey.of(seen);
        Transition transition = OrderLifecycle.next(orders.get(key), seen);
        orders.put(key, transition.order());
        if (transition instanceof Transition.Moved) {
            changed.add(transition.order());
        }
        for (OrderView linked : link(transition.order())) {
            changed.removeIf(order -> OrderKey.of(order).equals(OrderKey.of(linked)));
            changed.add(linked);
        }
        return changed;
    }

    private List<OrderView> link(OrderView order) {
        Optional<OrderView> other = other(order);
        if (other.isEmpty()) {
            return List.of();
        }
        OrderView algo = order.book() == Book.ALGO ? order : other.get();
        OrderView child = order.book() == Book.ALGO ? other.get() : order;
        var changed = new ArrayList<OrderView>();
        if (algo.childOrderId() == null) {
            changed.add(OrderSights.linked(algo, algo.algoOrderId(), child.venueOrderId()));
        }
        if (child.algoOrderId() == null) {
            changed.add(OrderSights.linked(child, algo.venueOrderId(), child.childOrderId()));
        }
        changed.forEach(linked -> orders.put(OrderKey.of(linked), linked));
        return changed;
    }

    /** The order of the other book that shares the client id, or the child that the algo order names. */
    private Optional<OrderView> other(OrderView order) {
        if (order.book() == Book.ALGO && order.childOrderId() != null) {
            return Optional.ofNullable(orders.get(new OrderKey(Book.PLAIN, order.symbol(), order.childOrderId())));
        }
        return orders.values().stream()
                .filter(other -> other.book() != order.book()
                        && other.symbol().equals(order.symbol())
                        && other.clientOrderId().equals(order.clientOrderId())
                        && mayBeLinked(order, other))
                .reduce((earlier, later) -> later);
    }

    private static boolean mayBeLinked(OrderView left, OrderView right) {
        OrderView algo = left.book() == Book.ALGO ? left : right;
        OrderView child = algo == left ? right : left;
        return (algo.childOrderId() == null || algo.childOrderId().equals(child.venueOrderId()))
                && (child.algoOrderId() == null || child.algoOrderId().equals(algo.venueOrderId()));
    }

    public Optional<OrderView> get(OrderKey key) {
        return Optional.ofNullable(orders.get(key));
    }

    public Optional<OrderView> algoOf(Symbol symbol, ClientOrderId id) {
        return orders.values().stream()
                .filter(order -> order.book() == Book.ALGO
                        && order.symbol().equals(symbol)
                        && order.clientOrderId().equals(id))
                .reduce((earlier, later) -> later);
    }

    /** By symbol, book and venue id. */
    public List<OrderView> all() {
        return List.copyOf(orders.values());
    }

    public List<OrderView> open() {
        return orders.values().stream()
                .filter(order -> !order.status().isTerminal())
                .toList();
    }

    /** Forgets orders that ended before {@code instant}. */
    public void forgetEndedBefore(Instant instant) {
        orders.values()
                .removeIf(order ->
                        order.status().isTerminal() && order.updatedAt().isBefore(instant));
    }

    public void clear() {
        orders.clear();
    }
}
