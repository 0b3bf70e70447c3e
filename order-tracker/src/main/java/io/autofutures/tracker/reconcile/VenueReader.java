package io.autofutures.tracker.reconcile;

import io.autofutures.binance.Answer;
import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.Reply;
import io.autofutures.binance.VenueException;
import io.autofutures.ledger.lifecycle.OrderKey;
import io.autofutures.ledger.position.PositionKey;
import io.autofutures.ledger.reconcile.VenueSnapshot;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.time.VenueClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads everything a comparison needs. Blocks its (virtual) thread. */
public final class VenueReader {
    private static final int UNKNOWN_ORDER = -2013;

    private final FuturesRest rest;
    private final VenueClock clock;

    public VenueReader(FuturesRest rest, VenueClock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    /**
     * @param heldOpen orders that are open here; those the venue does not list are asked for one by one
     * @throws VenueException if a read failed: half a snapshot is none
     */
    public VenueSnapshot read(List<OrderView> heldOpen) {
        Instant takenAt = clock.instant();
        FuturesRest.Account account = rest.account().orThrow("reading the account");
        boolean hedge = rest.hedgeMode().orThrow("reading the position mode");
        List<VenueSnapshot.Row> rows = rest.positions(null).orThrow("reading the positions").stream()
                .map(VenueReader::row)
                .toList();
        var open = new ArrayList<>(rest.openOrders(null).orThrow("reading the open orders"));
        open.addAll(rest.openAlgoOrders(null).orThrow("reading the open algo orders"));

        var listed = new HashSet<OrderKey>();
        open.forEach(order -> listed.add(OrderKey.of(order)));
        var lookedUp = new ArrayList<OrderView>();
        var notFound = new ArrayList<OrderKey>();
        for (OrderView order : heldOpen) {
            if (!listed.contains(OrderKey.of(order))) {
                lookUp(order, lookedUp, notFound);
            }
        }
        return new VenueSnapshot(
                takenAt,
                wallets(account),
                account.availableBalance(),
                hedge,
                rows,
                open,
                lookedUp,
                notFound,
                margins(rows, open));
    }

    public Answer<Boolean> hedgeMode() {
        return rest.hedgeMode();
    }

    private void lookUp(OrderView order, List<OrderView> lookedUp, List<OrderKey> notFound) {
        Answer<OrderView> reply = order.book() == Book.ALGO
                ? rest.algoOrder(order.symbol(), order.clientOrderId())
                : rest.order(order.symbol(), order.clientOrderId());
        if (reply instanceof Reply.Refused<OrderView> refused && refused.code() == UNKNOWN_ORDER) {
            notFound.add(OrderKey.of(order));
            return;
        }
        OrderView seen = reply.orThrow("reading order " + order.clientOrderId());
        if (OrderKey.of(seen).equals(OrderKey.of(order))) {
            lookedUp.add(seen);
        } else {
            notFound.add(OrderKey.of(order)); // the client id is another order's by now
            lookedUp.add(seen);
        }
    }

    private static VenueSnapshot.Row row(FuturesRest.Position position) {
        return new VenueSnapshot.Row(
                new PositionKey(position.symbol(), position.positionSide()),
                position.amount(),
                position.entryPrice(),
                position.markPrice(),
                position.updatedAt());
    }

    private static Map<String, BigDecimal> wallets(FuturesRest.Account account) {
        var wallets = new TreeMap<String, BigDecimal>();
        account.assets().forEach(asset -> wallets.put(asset.asset(), asset.walletBalance()));
        wallets.putIfAbsent("USDT", account.walletBalance());
        return wallets;
    }

    private Map<Symbol, VenueSnapshot.Margin> margins(List<VenueSnapshot.Row> rows, List<OrderView> open) {
        var symbols = new TreeSet<Symbol>();
        rows.stream()
                .filter(row -> row.amount().signum() != 0)
                .forEach(row -> symbols.add(row.key().symbol()));
        open.forEach(order -> symbols.add(order.symbol()));
        var margins = new TreeMap<Symbol, VenueSnapshot.Margin>();
        for (Symbol symbol : symbols) {
            FuturesRest.SymbolConfig config = rest.symbolConfig(symbol).orThrow("reading the settings of " + symbol);
            margins.put(symbol, new VenueSnapshot.Margin(config.leverage(), config.marginType()));
        }
        return margins;
    }
}
