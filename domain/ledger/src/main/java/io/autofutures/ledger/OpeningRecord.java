package io.autofutures.ledger;

import io.autofutures.ledger.position.Holding;
import io.autofutures.ledger.position.PositionKey;
import io.autofutures.ledger.position.PositionTrack;
import io.autofutures.ledger.posting.LedgerAccount;
import io.autofutures.ledger.reconcile.VenueSnapshot.Margin;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The books as one record, from which a fold may start. Beside the ledger's balances ({@code REALIZED/USDT}) its map
 * holds the exact sums of each open position ({@code position/BTCUSDT/LONG/entered} and so on), up to when an adopted
 * size covers fills ({@code covered/BTCUSDT/LONG}, epoch milliseconds) and the last trade id of each symbol
 * ({@code trade/BTCUSDT}).
 */
final class OpeningRecord {
    private static final String TRADE = "trade/";
    private static final String COVERED = "covered/";

    private OpeningRecord() {}

    static OrderEvent.Opened write(AccountId account, AccountBooks books, List<PositionState> positions, Instant at) {
        var balances = new TreeMap<String, BigDecimal>();
        books.ledger.assets().forEach(asset -> balances.put(asset, books.ledger.of(LedgerAccount.WALLET, asset)));
        var numbers = new TreeMap<>(books.ledger.balances());
        books.settledTrades.forEach((symbol, id) -> numbers.put(TRADE + symbol, BigDecimal.valueOf(id)));
        books.tracks.forEach((key, track) -> {
            if (track.coveredThrough().isAfter(Instant.EPOCH)) {
                numbers.put(
                        COVERED + key, BigDecimal.valueOf(track.coveredThrough().toEpochMilli()));
            }
            track.open().ifPresent(held -> write(numbers, track, held));
        });
        return new OrderEvent.Opened(
                account,
                at,
                "opened/%s/%d".formatted(account, at.toEpochMilli()),
                balances,
                books.orders.all(),
                positions,
                numbers);
    }

    private static void write(Map<String, BigDecimal> numbers, PositionTrack track, Holding held) {
        String name = "position/" + track.key() + "/";
        numbers.put(name + "size", held.size());
        numbers.put(name + "average", held.average());
        numbers.put(name + "realized", held.realized());
        numbers.put(name + "fees", held.fees());
        numbers.put(name + "funding", track.funding(held, null));
        numbers.put(name + "entered", held.entered());
        numbers.put(name + "enteredCost", held.enteredCost());
        numbers.put(name + "exited", held.exited());
        numbers.put(name + "exitedCost", held.exitedCost());
    }

    /** Replaces the books. */
    static void read(AccountBooks books, OrderEvent.Opened opened) {
        books.orders.clear();
        books.tracks.clear();
        for (OrderView order : opened.orders()) {
            books.orders.apply(order);
            books.takeAsAccounted(order);
        }
        books.ledger.restore(opened.ledger());
        opened.ledger().forEach((name, number) -> {
            if (name.startsWith(TRADE)) {
                books.settledTrades.put(new Symbol(name.substring(TRADE.length())), number.longValueExact());
            } else if (name.startsWith(COVERED)) {
                String[] parts = name.substring(COVERED.length()).split("/", 2);
                var key = new PositionKey(new Symbol(parts[0]), PositionSide.valueOf(parts[1]));
                books.track(key).restart(null, Instant.ofEpochMilli(number.longValueExact()));
            }
        });
        for (PositionState state : opened.positions()) {
            books.margins.put(state.symbol(), new Margin(state.leverage(), state.marginType()));
            Price mark = state.mark();
            if (mark != null) {
                books.marks.put(state.symbol(), mark);
            }
            PositionTrack track = books.track(new PositionKey(state.symbol(), state.positionSide()));
            Holding held = holding(opened, track.key(), state);
            track.restart(held, track.coveredThrough());
            BigDecimal funding = number(opened, track.key(), "funding");
            if (funding.signum() != 0) {
                track.addFunding(held.openedAt(), funding);
            }
        }
    }

    private static Holding holding(OrderEvent.Opened opened, PositionKey key, PositionState state) {
        return new Holding(
                state.episode(),
                number(opened, key, "size"),
                number(opened, key, "average"),
                number(opened, key, "realized"),
                number(opened, key, "fees"),
                number(opened, key, "entered"),
                number(opened, key, "enteredCost"),
                number(opened, key, "exited"),
                number(opened, key, "exitedCost"),
                Objects.requireNonNullElse(state.openedAt(), opened.occurredAt()),
                state.lineage());
    }

    private static BigDecimal number(OrderEvent.Opened opened, PositionKey key, String name) {
        return opened.ledger().getOrDefault("position/" + key + "/" + name, BigDecimal.ZERO);
    }
}
