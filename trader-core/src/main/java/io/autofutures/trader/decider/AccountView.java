package io.autofutures.trader.decider;

import io.autofutures.decision.input.DecisionInput;
import io.autofutures.decision.input.Part;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.topic.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account and its positions from our own topics, as published before a trigger's instant. Values that move with every
 * mark price are left out or made anew from the input's own mark, so that the input does not depend on who was faster.
 */
final class AccountView {
    private final AccountId account;
    private final StateHistory<AccountState> accounts =
            new StateHistory<>(Topics.ACCOUNT.key(), AccountState::updatedAt);
    private final StateHistory<PositionState> positions =
            new StateHistory<>(Topics.POSITIONS.key(), PositionState::updatedAt);

    AccountView(AccountId account) {
        this.account = account;
    }

    void on(AccountState state) {
        if (state.account().equals(account)) {
            accounts.record(state);
        }
    }

    void on(PositionState state) {
        if (state.account().equals(account)) {
            positions.record(state);
        }
    }

    Part<DecisionInput.Account> account(Symbol symbol, Instant trigger, Instant asOf) {
        return known(trigger)
                .map(state -> Part.of(
                        new DecisionInput.Account(
                                state.wallet(),
                                state.available(),
                                state.realized(),
                                state.fees(),
                                state.funding(),
                                state.hedgeMode(),
                                state.reconciled(),
                                state.blockedSymbols().contains(symbol)),
                        state.updatedAt(),
                        asOf))
                .orElseGet(() -> Part.missing(unknown()));
    }

    /** @param mark of {@code symbol}; absent when it is not known */
    Part<List<DecisionInput.Position>> positions(Symbol symbol, @Nullable Price mark, Instant trigger, Instant asOf) {
        return known(trigger)
                .map(state -> Part.of(
                        positions.before(trigger).stream()
                                .filter(PositionState::isOpen)
                                .map(position ->
                                        view(position, position.symbol().equals(symbol) ? mark : null))
                                .toList(),
                        state.updatedAt(),
                        asOf))
                .orElseGet(() -> Part.missing(unknown()));
    }

    private Optional<AccountState> known(Instant trigger) {
        return accounts.before(trigger).stream().findFirst();
    }

    private String unknown() {
        return "account %s was not published before the trigger".formatted(account);
    }

    private static DecisionInput.Position view(PositionState position, @Nullable Price mark) {
        return new DecisionInput.Position(
                position.symbol(),
                position.positionSide(),
                position.quantity(),
                position.entryPrice(),
                position.leverage(),
                position.marginType(),
                unrealized(position, mark),
                position.openedAt(),
                position.protection().stream().map(AccountView::view).toList());
    }

    private static @Nullable BigDecimal unrealized(PositionState position, @Nullable Price mark) {
        Price entry = position.entryPrice();
        if (mark == null || entry == null) {
            return null;
        }
        BigDecimal rise = mark.value().subtract(entry.value());
        BigDecimal gain =
                switch (position.positionSide()) {
                    case LONG -> rise;
                    case SHORT -> rise.negate();
                    case BOTH -> null;
                };
        return gain == null ? null : gain.multiply(position.quantity().value());
    }

    private static DecisionInput.Position.Protection view(OrderView order) {
        return new DecisionInput.Position.Protection(
                order.type(), order.triggerPrice(), order.closePosition() ? null : order.quantity());
    }
}
