package io.autofutures.paperbook;

import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;

/** What one execution does to wallet and position. */
final class Settlement {
    private final BookTerms terms;

    Settlement(BookTerms terms) {
        this.terms = terms;
    }

    /** An execution taken apart. @param closed quantity taken off the position @param opened quantity added */
    private record Parts(
            PaperPosition before,
            BigDecimal signed,
            BigDecimal closed,
            BigDecimal opened,
            BigDecimal price,
            BigDecimal realized,
            BigDecimal fee) {}

    /** Tells the account's move and then the trade. */
    PaperOrder fill(BookStep step, PaperOrder order, BigDecimal quantity, BigDecimal price, boolean maker) {
        BigDecimal rate = maker ? terms.makerFee() : terms.takerFee();
        Fill fill = settle(step, order, quantity, price, rate, maker);
        PaperOrder traded = order.withFill(quantity, price, step.at);
        step.tell(new BookEvent.OrderTraded(traded, fill));
        return traded;
    }

    /** Executes all of an order of the venue's own. @param feeRate fraction of notional */
    void force(BookStep step, PaperOrder order, BigDecimal price, BigDecimal feeRate, ForcedOrder.Kind cause) {
        Fill fill = settle(step, order, order.quantity(), price, feeRate, false);
        step.tell(new BookEvent.ForceClosed(order.withFill(order.quantity(), price, step.at), fill, cause));
    }

    BigDecimal fee(BigDecimal notional) {
        return notional.multiply(terms.takerFee()).setScale(8, RoundingMode.HALF_UP);
    }

    BigDecimal takerRate() {
        return terms.takerFee();
    }

    private static Fill settle(
            BookStep step, PaperOrder order, BigDecimal quantity, BigDecimal price, BigDecimal rate, boolean maker) {
        BookState state = step.state;
        PaperPosition before = state.position(order.positionKey(), step.at);
        BigDecimal signed = order.side() == Side.BUY ? quantity : quantity.negate();
        boolean opposite = before.amount().signum() * signed.signum() < 0;
        BigDecimal closed = opposite ? before.amount().abs().min(quantity) : BigDecimal.ZERO;
        BigDecimal realized = price.subtract(before.entryPrice())
                .multiply(closed)
                .multiply(BigDecimal.valueOf(before.amount().signum()))
                .setScale(8, RoundingMode.HALF_UP);
        BigDecimal fee = price.multiply(quantity).multiply(rate).setScale(8, RoundingMode.HALF_UP);
        var parts = new Parts(before, signed, closed, quantity.subtract(closed), price, realized, fee);
        PaperPosition after = moved(state, parts, step.at);
        BigDecimal wallet = state.wallet.add(realized).subtract(fee);
        step.tell(new BookEvent.AccountMoved(order.orderId(), wallet, state.crossWallet(wallet, after), after));
        return new Fill(state.nextTradeId, price, quantity, fee, realized, maker);
    }

    private static PaperPosition moved(BookState state, Parts parts, Instant at) {
        PaperPosition before = parts.before();
        BigDecimal amount = before.amount().add(parts.signed());
        BigDecimal entry = before.entryPrice();
        if (amount.signum() == 0) {
            entry = BigDecimal.ZERO;
        } else if (parts.opened().signum() > 0) {
            BigDecimal kept = before.amount().abs().subtract(parts.closed());
            entry = kept.multiply(entry)
                    .add(parts.opened().multiply(parts.price()))
                    .divide(kept.add(parts.opened()), MathContext.DECIMAL64)
                    .stripTrailingZeros();
            entry = entry.setScale(Math.max(0, entry.scale()));
        }
        boolean isolated = before.isFlat() ? state.setup(before.symbol()).isolated() : before.isolated();
        BigDecimal openingFee =
                parts.fee().multiply(parts.opened()).divide(parts.signed().abs(), 8, RoundingMode.HALF_UP);
        return new PaperPosition(
                before.symbol(),
                before.side(),
                amount,
                entry,
                before.realized().add(parts.realized()),
                isolated,
                isolated ? isolatedWallet(state, parts) : BigDecimal.ZERO,
                kept(before.entryFees(), parts).add(openingFee),
                at);
    }

    private static BigDecimal isolatedWallet(BookState state, Parts parts) {
        PaperPosition before = parts.before();
        BigDecimal leverage = BigDecimal.valueOf(state.setup(before.symbol()).leverage());
        return kept(before.isolatedWallet(), parts)
                .add(parts.opened().multiply(parts.price()).divide(leverage, 8, RoundingMode.HALF_UP));
    }

    /** The share of {@code whole} that stays with what is not closed. */
    private static BigDecimal kept(BigDecimal whole, Parts parts) {
        BigDecimal held = parts.before().amount().abs();
        return parts.closed().signum() == 0
                ? whole
                : whole.multiply(held.subtract(parts.closed())).divide(held, 8, RoundingMode.HALF_UP);
    }
}
