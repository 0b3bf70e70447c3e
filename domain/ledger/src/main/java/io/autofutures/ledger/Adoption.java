package io.autofutures.ledger;

import io.autofutures.ledger.lifecycle.OrderKey;
import io.autofutures.ledger.lifecycle.OrderSights;
import io.autofutures.ledger.position.ExitReason;
import io.autofutures.ledger.position.Fill;
import io.autofutures.ledger.position.Holding;
import io.autofutures.ledger.position.PositionKey;
import io.autofutures.ledger.position.PositionTrack;
import io.autofutures.ledger.posting.LedgerAccount;
import io.autofutures.ledger.posting.Posting;
import io.autofutures.ledger.reconcile.Comparison;
import io.autofutures.ledger.reconcile.Difference;
import io.autofutures.ledger.reconcile.VenueSnapshot;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one snapshot of the venue ours, order by order: orders, then the fills they explain, then sizes, then wallets. */
final class Adoption {
    private final AccountId account;
    private final AccountBooks books;
    private final VenueSnapshot venue;
    private final String id;
    private final boolean opening;

    /** @param opening there was nothing before: what the venue has is the start, not something missed */
    Adoption(AccountId account, AccountBooks books, VenueSnapshot venue, String id, boolean opening) {
        this.account = account;
        this.books = books;
        this.venue = venue;
        this.id = id;
        this.opening = opening;
        venue.positions().forEach(row -> books.marks.putIfAbsent(row.key().symbol(), row.markPrice()));
    }

    /** Orders as they are now, one list for each sight that changed something. */
    List<List<OrderView>> orders(List<Difference> differences) {
        var changed = new ArrayList<List<OrderView>>();
        Stream.concat(venue.openOrders().stream(), venue.lookedUp().stream()).forEach(seen -> {
            changed.add(books.orders.apply(seen));
            if (opening) {
                books.takeAsAccounted(seen);
            }
        });
        for (Difference difference : differences) {
            if (difference instanceof Difference.OrderGone(OrderView own)) {
                books.orders
                        .get(OrderKey.of(own))
                        .ifPresent(order -> changed.add(books.orders.apply(
                                OrderSights.ended(order, OrderStatus.EXPIRED, "unknown to the venue"))));
            }
        }
        return changed;
    }

    /** Executions that the orders show and that were never seen. */
    List<Fill> missedFills(List<Difference> differences) {
        var fills = new ArrayList<Fill>();
        if (opening) {
            return fills;
        }
        for (Difference difference : differences) {
            if (difference instanceof Difference.FillMissed(OrderView order, BigDecimal quantity)) {
                price(order).ifPresent(price -> fills.add(books.infer(order, quantity, price)));
            }
        }
        return fills;
    }

    private Optional<Price> price(OrderView order) {
        return Stream.of(order.averagePrice(), order.price(), books.marks.get(order.symbol()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Takes the venue's size where fills do not explain it. */
    List<Output> positions() {
        var out = new ArrayList<Output>();
        for (Difference difference : Comparison.sizes(books.own(), venue)) {
            if (difference instanceof Difference.SizeDiffers(PositionKey key, BigDecimal own, BigDecimal theirs)) {
                Optional<VenueSnapshot.Row> row = venue.positions().stream()
                        .filter(candidate -> candidate.key().equals(key))
                        .findFirst();
                PositionTrack track = books.track(key);
                Optional<Holding> before = track.open();
                Instant through = row.map(VenueSnapshot.Row::updatedAt).orElse(venue.takenAt());
                track.restart(
                        row.map(seen -> holding(seen, before.orElse(null))).orElse(null), through);
                if (theirs.signum() == 0) {
                    before.ifPresent(held -> out.add(vanished(track, held)));
                }
            }
        }
        return out;
    }

    private @Nullable Holding holding(VenueSnapshot.Row row, @Nullable Holding before) {
        if (row.size().signum() == 0) {
            return null;
        }
        Price entry = Objects.requireNonNullElse(row.entryPrice(), row.markPrice());
        BigDecimal quantity = row.size().abs();
        if (before != null && before.size().signum() == row.size().signum()) {
            return before.adopted(row.size(), entry);
        }
        return new Holding(
                row.key() + "/adopted-" + row.updatedAt().toEpochMilli(),
                row.size(),
                entry.value(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                quantity,
                quantity.multiply(entry.value()),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                row.updatedAt(),
                null);
    }

    /** The position is gone and no fill says how: profit is what fills had reported, no more. */
    private Output vanished(PositionTrack track, Holding held) {
        BigDecimal funding = track.funding(held, null);
        track.markReported(held.episode());
        Price mark = books.marks.getOrDefault(track.key().symbol(), held.entryPrice());
        var event = new OrderEvent.PositionClosed(
                account,
                venue.takenAt(),
                "closed/%s/%s".formatted(account, held.episode()),
                held.episode(),
                track.key().symbol(),
                track.key().side(),
                new Quantity(held.entered()),
                held.averageEntry(),
                mark,
                "FOREIGN",
                null,
                held.realized(),
                held.fees(),
                funding,
                held.realized().subtract(held.fees()).add(funding),
                held.openedAt());
        return new Output.Fact(event, id, held.lineage());
    }

    /** Takes the venue's balances; what no posting explains is booked as an adjustment. */
    List<Output> wallets() {
        var out = new ArrayList<Output>();
        for (Difference difference : Comparison.wallets(books.own(), venue)) {
            if (difference instanceof Difference.WalletDiffers(String asset, BigDecimal own, BigDecimal theirs)) {
                BigDecimal change = theirs.subtract(own);
                if (opening) {
                    books.ledger.post(Posting.wallet(id, LedgerAccount.OPENING, asset, change));
                } else {
                    String moved = id + "/" + asset;
                    books.move(moved, LedgerAccount.ADJUSTMENTS, asset, change);
                    out.add(new Output.Fact(
                            new OrderEvent.BalanceMoved(
                                    account, venue.takenAt(), moved, asset, "RECONCILED", change, theirs),
                            id,
                            null));
                }
            }
        }
        return out;
    }

    static Fill fillOf(OrderEvent.OrderFilled event, AccountBooks books) {
        PositionKey key = new PositionKey(event.symbol(), event.positionSide());
        ExitReason reason = books.orders
                .get(new OrderKey(Book.PLAIN, event.symbol(), Long.toString(event.orderId())))
                .map(books::exitReason)
                .orElseGet(() -> ExitReason.of(event.clientOrderId(), OrderType.UNKNOWN));
        return new Fill(
                key,
                event.side(),
                event.orderId(),
                event.clientOrderId(),
                event.tradeId(),
                event.occurredAt(),
                event.quantity(),
                event.price(),
                event.cumulative(),
                event.commission(),
                event.commissionAsset(),
                event.realized(),
                event.maker(),
                event.inferred(),
                reason);
    }
}
