package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Open orders by symbol, side and price, so that a price finds those it reaches without looking at the others. */
final class RestingOrders {
    private final Map<Symbol, Map<Side, TreeMap<BigDecimal, TreeMap<Long, PaperOrder>>>> orders = new HashMap<>();

    void add(PaperOrder order) {
        orders.computeIfAbsent(order.symbol(), key -> new HashMap<>())
                .computeIfAbsent(order.side(), key -> new TreeMap<>())
                .computeIfAbsent(order.price(), key -> new TreeMap<>())
                .put(order.orderId(), order);
    }

    void remove(PaperOrder order) {
        TreeMap<BigDecimal, TreeMap<Long, PaperOrder>> side = side(order.symbol(), order.side());
        TreeMap<Long, PaperOrder> level = side.get(order.price());
        if (level != null && level.remove(order.orderId()) != null && level.isEmpty()) {
            side.remove(order.price());
        }
    }

    /** Best price first, then oldest. */
    List<PaperOrder> of(Symbol symbol, Side side) {
        TreeMap<BigDecimal, TreeMap<Long, PaperOrder>> levels = side(symbol, side);
        return flat(side == Side.BUY ? levels.descendingMap() : levels);
    }

    /** Those whose price {@code quote} touches or goes through: bids, then asks, best price first. */
    List<PaperOrder> reached(Symbol symbol, Quote quote) {
        if (!orders.containsKey(symbol)) {
            return List.of();
        }
        List<PaperOrder> found = flat(side(symbol, Side.BUY)
                .tailMap(quote.last().min(quote.ask()), true)
                .descendingMap());
        found.addAll(flat(side(symbol, Side.SELL).headMap(quote.last().max(quote.bid()), true)));
        return found;
    }

    private TreeMap<BigDecimal, TreeMap<Long, PaperOrder>> side(Symbol symbol, Side side) {
        return orders.getOrDefault(symbol, Map.of()).getOrDefault(side, new TreeMap<>());
    }

    private static List<PaperOrder> flat(NavigableMap<BigDecimal, TreeMap<Long, PaperOrder>> levels) {
        var all = new ArrayList<PaperOrder>();
        levels.values().forEach(level -> all.addAll(level.values()));
        return all;
    }
}
