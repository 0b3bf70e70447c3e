package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Waiting conditional orders by trigger price, so that a price finds those it fires without looking at the others. */
final class Triggers {
    /** Those that watch one price of one symbol in one direction. */
    private record Watch(Symbol symbol, WorkingType working, boolean upward) {}

    private final Map<Watch, TreeMap<BigDecimal, TreeSet<Long>>> watches = new HashMap<>();
    private final Map<Symbol, TreeSet<Long>> trailing = new HashMap<>();

    void add(PaperAlgo algo) {
        if (algo.status() != OrderStatus.NEW) {
            return;
        }
        if (algo.trail() != null) {
            trailing.computeIfAbsent(algo.symbol(), key -> new TreeSet<>()).add(algo.algoId());
        } else {
            watches.computeIfAbsent(watch(algo), key -> new TreeMap<>())
                    .computeIfAbsent(algo.triggerPrice(), key -> new TreeSet<>())
                    .add(algo.algoId());
        }
    }

    void remove(PaperAlgo algo) {
        TreeSet<Long> trails = trailing.get(algo.symbol());
        if (trails != null && trails.remove(algo.algoId()) && trails.isEmpty()) {
            trailing.remove(algo.symbol());
        }
        TreeMap<BigDecimal, TreeSet<Long>> prices = watches.getOrDefault(watch(algo), new TreeMap<>());
        TreeSet<Long> level = prices.get(algo.triggerPrice());
        if (level != null && level.remove(algo.algoId()) && level.isEmpty()) {
            prices.remove(algo.triggerPrice());
        }
    }

    /** Ids of those with a fixed trigger that {@code quote} has reached, oldest first. */
    List<Long> reached(Symbol symbol, Quote quote) {
        var found = new TreeSet<Long>();
        for (WorkingType working : WorkingType.values()) {
            BigDecimal price = quote.working(working);
            prices(symbol, working, true).headMap(price, true).values().forEach(found::addAll);
            prices(symbol, working, false).tailMap(price, true).values().forEach(found::addAll);
        }
        return List.copyOf(found);
    }

    /** Ids, oldest first: each price moves them. */
    List<Long> trailing(Symbol symbol) {
        return List.copyOf(trailing.getOrDefault(symbol, new TreeSet<>()));
    }

    private TreeMap<BigDecimal, TreeSet<Long>> prices(Symbol symbol, WorkingType working, boolean upward) {
        return watches.getOrDefault(new Watch(symbol, working, upward), new TreeMap<>());
    }

    private static Watch watch(PaperAlgo algo) {
        return new Watch(algo.symbol(), algo.workingType(), algo.firesUpward());
    }
}
