package io.autofutures.model.order;

import io.autofutures.model.market.Breach;
import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.FilterRule;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Fitted.Conditions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One draft against one symbol: rounds, then checks what came out, the first broken rule first. */
record Fitting(OrderDraft draft, SymbolRules rules, Conditions now) {
    Fitted result() {
        Side side = draft.side();
        BigDecimal price = rounded(draft.price(), side == Side.BUY ? RoundingMode.FLOOR : RoundingMode.CEILING);
        BigDecimal trigger = rounded(draft.trigger(), firesNoLater());
        BigDecimal quantity = size();
        return Stream.<Supplier<Optional<Breach>>>of(
                        this::contract,
                        () -> price(price),
                        () -> price(trigger),
                        () -> lot(quantity),
                        () -> band(price),
                        () -> notional(quantity, price, trigger),
                        this::room)
                .flatMap(rule -> rule.get().stream())
                .findFirst()
                .<Fitted>map(Fitted.Refused::new)
                .orElseGet(() -> new Fitted.Accepted(
                        side,
                        draft.type(),
                        quantity == null ? null : new Quantity(quantity),
                        price == null ? null : new Price(price),
                        trigger == null ? null : new Price(trigger)));
    }

    /** A SELL stop fires when the price falls to it, so rounding up fires it sooner; a take-profit waits for the reverse. */
    private RoundingMode firesNoLater() {
        boolean fallsTo =
                switch (draft.type()) {
                    case STOP, STOP_MARKET -> draft.side() == Side.SELL;
                    default -> draft.side() == Side.BUY;
                };
        return fallsTo ? RoundingMode.CEILING : RoundingMode.FLOOR;
    }

    private boolean becomesMarket() {
        return draft.price() == null;
    }

    private @Nullable BigDecimal rounded(@Nullable BigDecimal price, RoundingMode mode) {
        if (price == null || price.signum() <= 0) {
            return price;
        }
        Price onGrid = rules.roundPrice(price, mode);
        // The grid has no price of zero or less: what would round there is left for PRICE_FILTER to refuse.
        return mode == RoundingMode.FLOOR && onGrid.value().compareTo(price) > 0 ? price : onGrid.value();
    }

    /** Down to the grid; above the maximum it stays, to be refused by name instead of being cut. */
    private @Nullable BigDecimal size() {
        BigDecimal asked = draft.quantity();
        return asked == null ? null : becomesMarket() ? rules.downToMarketGrid(asked) : rules.downToGrid(asked);
    }

    private Optional<Breach> contract() {
        ContractTerms terms = rules.terms();
        String type = draft.type().name();
        boolean known =
                switch (draft.type()) {
                    case LIQUIDATION, UNKNOWN -> false;
                    default ->
                        terms.orderTypes().isEmpty() || terms.orderTypes().contains(type);
                };
        if (!known) {
            return breach(FilterRule.ORDER_TYPE, type, String.join(" ", terms.orderTypes()));
        }
        if (draft.reducing()) {
            return Optional.empty();
        }
        if (!terms.isTrading()) {
            return breach(FilterRule.STATUS, terms.status(), ContractTerms.TRADING);
        }
        return terms.mayOpen(draft.side() == Side.BUY ? "LONG" : "SHORT")
                ? Optional.empty()
                : breach(FilterRule.POSITION_RISK_CONTROL, terms.positionControl(), "NONE");
    }

    private Optional<Breach> price(@Nullable BigDecimal price) {
        return price == null ? Optional.empty() : rules.prices().breach(price);
    }

    private Optional<Breach> lot(@Nullable BigDecimal quantity) {
        return quantity == null ? Optional.empty() : rules.lotBreach(quantity, becomesMarket());
    }

    /** Of conditional orders the venue looks at its child only, when it fires. */
    private Optional<Breach> band(@Nullable BigDecimal price) {
        BigDecimal at =
                switch (draft.type()) {
                    case LIMIT -> price;
                    case MARKET ->
                        now.opposite() == null ? null : now.opposite().value();
                    default -> null;
                };
        boolean buys = draft.side() == Side.BUY;
        BigDecimal multiplier = buys ? rules.band().up() : rules.band().down();
        if (at == null || multiplier.signum() == 0) {
            return Optional.empty();
        }
        BigDecimal bound = now.mark().value().multiply(multiplier);
        boolean outside = buys ? at.compareTo(bound) > 0 : at.compareTo(bound) < 0;
        return outside
                ? Optional.of(Breach.of(buys ? FilterRule.PERCENT_PRICE_UP : FilterRule.PERCENT_PRICE_DOWN, at, bound))
                : Optional.empty();
    }

    private Optional<Breach> notional(
            @Nullable BigDecimal quantity, @Nullable BigDecimal price, @Nullable BigDecimal trigger) {
        if (draft.reducing() || quantity == null) {
            return Optional.empty();
        }
        BigDecimal least = draft.type() == OrderType.MARKET
                ? rules.minNotional().multiply(BigDecimal.ONE.add(now.reserve()))
                : rules.minNotional();
        BigDecimal at =
                price != null ? price : trigger != null ? trigger : now.mark().value();
        BigDecimal value = quantity.multiply(at);
        return value.compareTo(least) < 0
                ? Optional.of(Breach.of(FilterRule.MIN_NOTIONAL, value, least))
                : Optional.empty();
    }

    private Optional<Breach> room() {
        int most = rules.terms().maxOrders();
        return draft.type() == OrderType.LIMIT && most > 0 && now.openOrders() >= most
                ? breach(FilterRule.MAX_NUM_ORDERS, Integer.toString(now.openOrders()), Integer.toString(most))
                : Optional.empty();
    }

    private static Optional<Breach> breach(FilterRule rule, String found, String needed) {
        return Optional.of(new Breach(rule, found, needed));
    }
}
