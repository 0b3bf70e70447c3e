package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Side;
import java.util.Optional;

/**
 * What the state of a symbol allows. The documents name the codes but not which state earns which: closed ones are
 * "closed", those about to settle take closing orders only, all others but TRADING take none.
 */
final class SymbolStatus {
    private SymbolStatus() {}

    static Optional<Refusal> refuses(SymbolRules rules, Side side, boolean closing) {
        return switch (rules.status()) {
            case "TRADING" -> Optional.empty();
            case "PRE_DELIVERING", "PRE_SETTLE" ->
                closing
                        ? Optional.empty()
                        : Optional.of(new Refusal(-4140, "Invalid symbol status for opening position."));
            case "CLOSE", "SETTLING", "DELIVERING", "DELIVERED" -> Optional.of(new Refusal(-4141, "Symbol is closed."));
            default -> Optional.of(new Refusal(-1122, "Invalid symbol status."));
        };
    }
}
