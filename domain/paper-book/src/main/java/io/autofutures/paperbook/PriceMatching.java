package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Optional;

/** Finds the price that priceMatch asks for. */
final class PriceMatching {
    private final Liquidity liquidity;

    PriceMatching(Liquidity liquidity) {
        this.liquidity = liquidity;
    }

    /** The request with its price; empty when the book is not that deep. */
    Optional<OrderRequest> priced(OrderRequest request, SymbolRules rules) {
        PriceMatch match = request.options().priceMatch();
        return match == PriceMatch.NONE
                ? Optional.of(request)
                : price(match, request.side(), rules).map(request::withPrice);
    }

    Optional<BigDecimal> price(PriceMatch match, Side side, SymbolRules rules) {
        Iterator<Level> levels = liquidity.against(rules, match.isOpponent() ? side : side.opposite());
        for (int passed = 1; levels.hasNext(); passed++) {
            Level level = levels.next();
            if (passed == match.level()) {
                return Optional.of(level.price());
            }
        }
        return Optional.empty();
    }
}
