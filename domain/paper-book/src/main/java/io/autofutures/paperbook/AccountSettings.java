package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.util.List;

/** Position mode, leverage and margin type: what the account sets for itself. */
final class AccountSettings {
    private final BookState state;

    AccountSettings(BookState state) {
        this.state = state;
    }

    Outcome<Boolean> setHedge(boolean hedge) {
        if (state.hedge == hedge) {
            return new Outcome.Refused<>(-4059, "No need to change position side.");
        }
        if (!state.openOrders.isEmpty() || !state.openAlgos.isEmpty()) {
            return new Outcome.Refused<>(-4067, "Position side cannot be changed if there exists open orders.");
        }
        if (state.positions.values().stream().anyMatch(position -> !position.isFlat())) {
            return new Outcome.Refused<>(-4068, "Position side cannot be changed if there exists position.");
        }
        return done(hedge, new BookEvent.ModeChanged(hedge));
    }

    Outcome<SymbolSetup> setLeverage(Symbol symbol, int leverage) {
        if (leverage < 1 || leverage > 125) {
            return new Outcome.Refused<>(-4028, "Leverage %d is not valid".formatted(leverage));
        }
        SymbolSetup now = state.setup(symbol);
        if (now.isolated() && leverage < now.leverage() && holds(symbol)) {
            return new Outcome.Refused<>(
                    -4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions.");
        }
        var setup = new SymbolSetup(symbol, leverage, now.isolated());
        return done(setup, new BookEvent.SetupChanged(setup, true));
    }

    Outcome<SymbolSetup> setIsolated(Symbol symbol, boolean isolated) {
        SymbolSetup now = state.setup(symbol);
        if (now.isolated() == isolated) {
            return new Outcome.Refused<>(-4046, "No need to change margin type.");
        }
        boolean open = state.openOrders.values().stream()
                        .anyMatch(order -> order.symbol().equals(symbol))
                || state.openAlgos.values().stream()
                        .anyMatch(algo -> algo.symbol().equals(symbol));
        if (open) {
            return new Outcome.Refused<>(-4047, "Margin type cannot be changed if there exists open orders.");
        }
        if (holds(symbol)) {
            return new Outcome.Refused<>(-4048, "Margin type cannot be changed if there exists position.");
        }
        var setup = new SymbolSetup(symbol, now.leverage(), isolated);
        return done(setup, new BookEvent.SetupChanged(setup, false));
    }

    private boolean holds(Symbol symbol) {
        return state.positions.values().stream()
                .anyMatch(position -> position.symbol().equals(symbol) && !position.isFlat());
    }

    private <T> Outcome<T> done(T value, BookEvent event) {
        state.apply(event);
        return new Outcome.Done<>(value, List.of(event));
    }
}
