package io.autofutures.ledger.reconcile;

import io.autofutures.ledger.lifecycle.OrderKey;
import io.autofutures.ledger.lifecycle.OrderLifecycle;
import io.autofutures.ledger.position.PositionKey;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares our state with the venue's, changing neither. A row older than our last event of it loses. */
public final class Comparison {
    /** Rounding of the venue's own sums, units of the asset. */
    private static final BigDecimal WALLET_TOLERANCE = new BigDecimal("0.000001");

    private Comparison() {}

    public static List<Difference> compare(OwnState own, VenueSnapshot venue) {
        var differences = new ArrayList<Difference>();
        differences.addAll(orders(own, venue));
        differences.addAll(sizes(own, venue));
        differences.addAll(wallets(own, venue));
        return differences;
    }

    static List<Difference> orders(OwnState own, VenueSnapshot venue) {
        var differences = new ArrayList<Difference>();
        var merged = new HashMap<OrderKey, OrderView>();
        own.orders().forEach(order -> merged.put(OrderKey.of(order), order));
        var gone = new HashSet<>(venue.notFound());
        Stream.concat(venue.openOrders().stream(), venue.lookedUp().stream()).forEach(seen -> {
            OrderView known = merged.get(OrderKey.of(seen));
            OrderView next = OrderLifecycle.next(known, seen).order();
            if (known == null
                    || known.status() != next.status()
                    || !known.filled().equals(next.filled())) {
                differences.add(new Difference.OrderDiffers(known, seen));
            }
            merged.put(OrderKey.of(next), next);
        });
        for (OrderView order : own.orders()) {
            if (!order.status().isTerminal() && gone.contains(OrderKey.of(order))) {
                differences.add(new Difference.OrderGone(order));
            }
        }
        merged.values().stream()
                .filter(order -> order.book() == Book.PLAIN)
                .sorted((left, right) -> left.venueOrderId().compareTo(right.venueOrderId()))
                .forEach(order -> missed(own, order, differences));
        return differences;
    }

    private static void missed(OwnState own, OrderView order, List<Difference> differences) {
        Quantity filled = order.filled();
        BigDecimal accounted = own.accounted().getOrDefault(OrderKey.of(order), BigDecimal.ZERO);
        if (filled.value().compareTo(accounted) > 0) {
            differences.add(new Difference.FillMissed(order, filled.value().subtract(accounted)));
        }
    }

    public static List<Difference> sizes(OwnState own, VenueSnapshot venue) {
        var differences = new ArrayList<Difference>();
        Map<PositionKey, VenueSnapshot.Row> rows = new HashMap<>();
        venue.positions().forEach(row -> rows.put(row.key(), row));
        var keys = new TreeSet<>(own.sizes().keySet());
        keys.addAll(rows.keySet());
        for (PositionKey key : keys) {
            BigDecimal ours = own.sizes().getOrDefault(key, BigDecimal.ZERO);
            VenueSnapshot.Row row = rows.get(key);
            BigDecimal theirs = row == null ? BigDecimal.ZERO : row.size();
            Instant seenAt = row == null ? venue.takenAt() : row.updatedAt();
            boolean older = seenAt.isBefore(own.lastFillAt().getOrDefault(key, Instant.EPOCH));
            if (!older && ours.compareTo(theirs) != 0) {
                differences.add(new Difference.SizeDiffers(key, ours, theirs));
            }
        }
        return differences;
    }

    public static List<Difference> wallets(OwnState own, VenueSnapshot venue) {
        var differences = new ArrayList<Difference>();
        new TreeMap<>(venue.wallets()).forEach((asset, theirs) -> {
            BigDecimal ours = own.wallets().getOrDefault(asset, BigDecimal.ZERO);
            if (theirs.subtract(ours).abs().compareTo(WALLET_TOLERANCE) > 0) {
                differences.add(new Difference.WalletDiffers(asset, ours, theirs));
            }
        });
        return differences;
    }
}
