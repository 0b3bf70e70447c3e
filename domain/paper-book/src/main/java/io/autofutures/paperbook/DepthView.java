package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/** The book as everybody sees it: others' depth and the account's resting orders together. */
final class DepthView {
    private DepthView() {}

    static Depth of(Liquidity liquidity, RestingOrders resting, SymbolRules rules, int limit) {
        return new Depth(
                side(liquidity, resting, rules, Side.BUY, limit), side(liquidity, resting, rules, Side.SELL, limit));
    }

    private static List<Level> side(
            Liquidity liquidity, RestingOrders resting, SymbolRules rules, Side side, int limit) {
        Comparator<BigDecimal> bestFirst =
                side == Side.BUY ? Comparator.reverseOrder() : Comparator.<BigDecimal>naturalOrder();
        var levels = new TreeMap<BigDecimal, BigDecimal>(bestFirst);
        Iterator<Level> others = liquidity.against(rules, side.opposite());
        for (int count = 0; count < limit && others.hasNext(); count++) {
            Level level = others.next();
            levels.put(level.price(), level.quantity());
        }
        resting.of(rules.symbol(), side)
                .forEach(order -> levels.merge(order.price(), order.remaining(), BigDecimal::add));
        var shown = new ArrayList<Level>();
        levels.forEach((price, quantity) -> shown.add(new Level(price, quantity)));
        return List.copyOf(shown.subList(0, Math.min(limit, shown.size())));
    }
}
