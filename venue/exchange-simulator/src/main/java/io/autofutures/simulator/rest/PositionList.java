package io.autofutures.simulator.rest;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.paperbook.PaperPosition;
import io.autofutures.paperbook.PositionKey;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Instrument;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which positions a reply lists, and what their rows have in common. */
final class PositionList {
    private static final Comparator<PositionKey> ORDER =
            Comparator.comparing(PositionKey::symbol).thenComparing(PositionKey::side);

    private final Venue venue;

    PositionList(Venue venue) {
        this.venue = venue;
    }

    /** Only what has a position or open orders, as v3 does. */
    List<PaperPosition> listed(PaperBook book, @Nullable Instrument one) {
        var keys = new TreeSet<PositionKey>(ORDER);
        book.positions().stream().filter(position -> !position.isFlat()).forEach(position -> keys.add(position.key()));
        book.openOrders().forEach(order -> keys.add(order.positionKey()));
        book.openAlgos().forEach(algo -> keys.add(algo.positionKey()));
        return rows(book, keys, one);
    }

    /** Every place a position may have in the present mode, as v2 does. */
    List<PaperPosition> all(PaperBook book, @Nullable Instrument one) {
        var keys = new TreeSet<PositionKey>(ORDER);
        venue.instruments().keySet().forEach(symbol -> keys.addAll(keys(book, symbol)));
        return rows(book, keys, one);
    }

    static List<PositionKey> keys(PaperBook book, Symbol symbol) {
        return (book.hedge() ? Stream.of(PositionSide.LONG, PositionSide.SHORT) : Stream.of(PositionSide.BOTH))
                .map(side -> new PositionKey(symbol, side))
                .toList();
    }

    private List<PaperPosition> rows(PaperBook book, Collection<PositionKey> keys, @Nullable Instrument one) {
        Instant now = venue.now();
        return keys.stream()
                .filter(key -> one == null || key.symbol().equals(one.symbol()))
                .filter(key -> book.hedge() != (key.side() == PositionSide.BOTH))
                .map(key -> book.position(key, now))
                .toList();
    }

    /** Of the position and of the orders that would add to it. */
    BigDecimal initial(PaperBook book, PaperPosition position) {
        BigDecimal mark = book.quoteOf(position.symbol()).mark();
        return book.initialMargin(position, mark).add(book.openOrderMargin(position.key()));
    }

    /** With the digits of the quantity grid gone as they come; never an exponent. */
    static String amount(PaperPosition position) {
        return position.amount().toPlainString();
    }

    static String isolatedMargin(PaperPosition position, BigDecimal mark) {
        return position.isolated() && !position.isFlat()
                ? Frames.eight(position.isolatedWallet().add(position.unrealized(mark)))
                : "0";
    }
}
