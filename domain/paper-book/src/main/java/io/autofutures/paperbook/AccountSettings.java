package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Position mode, leverage and margins: what the account sets for itself. */
final class AccountSettings {
    private final BookState state;
    private final Margins margins;
    private final MarginTerms terms;

    AccountSettings(BookState state, Margins margins, MarginTerms terms) {
        this.state = state;
        this.margins = margins;
        this.terms = terms;
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
        Brackets brackets = terms.brackets(symbol);
        if (leverage < 1 || leverage > brackets.maxLeverage()) {
            return new Outcome.Refused<>(-4028, "Leverage %d is not valid".formatted(leverage));
        }
        SymbolSetup now = state.setup(symbol);
        if (now.isolated() && leverage < now.leverage() && holds(symbol)) {
            return new Outcome.Refused<>(
                    -4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions.");
        }
        BigDecimal exposed = BigDecimal.ZERO;
        BigDecimal largest = BigDecimal.ZERO;
        for (PositionKey key : margins.keys(symbol)) {
            Exposure exposure = margins.exposure(key);
            largest = largest.max(exposure.largest());
            exposed = exposed.add(exposure.largest());
        }
        if (largest.compareTo(brackets.maxNotional(leverage)) > 0) {
            return Refusal.MAX_POSITION.outcome();
        }
        BigDecimal more = Margins.share(exposed, leverage).subtract(Margins.share(exposed, now.leverage()));
        if (more.compareTo(margins.account().available()) > 0) {
            return Refusal.MIN_LEVERAGE.outcome();
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

    /** @param amount positive into the position, negative out of it */
    Outcome<BigDecimal> moveMargin(PositionKey key, BigDecimal amount, Instant at) {
        if (amount.signum() == 0) {
            return new Outcome.Refused<>(-4055, "Amount must be positive.");
        }
        PaperPosition position = state.position(key, at);
        if (!(position.isFlat() ? state.setup(key.symbol()).isolated() : position.isolated())) {
            return new Outcome.Refused<>(-4049, "Add margin only support for isolated position.");
        }
        if (position.isFlat()) {
            return new Outcome.Refused<>(-4054, "Cannot add position margin: position is 0.");
        }
        if (amount.compareTo(margins.account().withdrawable()) > 0) {
            return new Outcome.Refused<>(-4050, "Cross balance insufficient.");
        }
        BigDecimal left = position.isolatedWallet().add(amount);
        BigDecimal secured = left.add(margins.unrealized(position).min(BigDecimal.ZERO));
        BigDecimal least = margins.initial(position, margins.mark(key.symbol()));
        if (amount.signum() < 0 && secured.compareTo(least) < 0) {
            return new Outcome.Refused<>(-4051, "Isolated balance insufficient.");
        }
        PaperPosition after = position.withIsolatedWallet(left, at);
        return done(
                amount.abs(),
                new BookEvent.MarginMoved(after, amount, state.wallet, state.crossWallet(state.wallet, after)));
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
