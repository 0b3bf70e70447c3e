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

    /** Tells the account's move and then the trade. */
    PaperOrder fill(BookStep step, PaperOrder order, BigDecimal quantity, BigDecimal price, boolean maker) {
        BookState state = step.state;
        PaperPosition before = state.position(order.positionKey(), step.at);
        BigDecimal signed = order.side() == Side.BUY ? quantity : quantity.negate();
        boolean opposite = before.amount().signum() * signed.signum() < 0;
        BigDecimal closed = opposite ? before.amount().abs().min(quantity) : BigDecimal.ZERO;
        BigDecimal opened = quantity.subtract(closed);
        BigDecimal realized = price.subtract(before.entryPrice())
                .multiply(closed)
                .multiply(BigDecimal.valueOf(before.amount().signum()))
                .setScale(8, RoundingMode.HALF_UP);
        BigDecimal fee = price.multiply(quantity)
                .multiply(maker ? terms.makerFee() : terms.takerFee())
                .setScale(8, RoundingMode.HALF_UP);
        PaperPosition after = moved(state, before, signed, closed, opened, price, realized, step.at);
        PaperOrder traded = order.withFill(quantity, price, step.at);
        var fill = new Fill(state.nextTradeId, price, quantity, fee, realized, maker);
        BigDecimal wallet = state.wallet.add(realized).subtract(fee);
        step.tell(new BookEvent.AccountMoved(order.orderId(), wallet, state.crossWallet(wallet, after), after));
        step.tell(new BookEvent.OrderTraded(traded, fill));
        return traded;
    }

    private static PaperPosition moved(
            BookState state,
            PaperPosition before,
            BigDecimal signed,
            BigDecimal closed,
            BigDecimal opened,
            BigDecimal price,
            BigDecimal realized,
            Instant at) {
        BigDecimal amount = before.amount().add(signed);
        BigDecimal entry = before.entryPrice();
        if (amount.signum() == 0) {
            entry = BigDecimal.ZERO;
        } else if (opened.signum() > 0) {
            BigDecimal kept = before.amount().abs().subtract(closed);
            entry = kept.multiply(entry)
                    .add(opened.multiply(price))
                    .divide(kept.add(opened), MathContext.DECIMAL64)
                    .stripTrailingZeros();
        }
        boolean isolated = before.isFlat() ? state.setup(before.symbol()).isolated() : before.isolated();
        return new PaperPosition(
                before.symbol(),
                before.side(),
                amount,
                entry,
                before.realized().add(realized),
                isolated,
                isolated ? isolatedWallet(state, before, closed, opened, price) : BigDecimal.ZERO,
                at);
    }

    private static BigDecimal isolatedWallet(
            BookState state, PaperPosition before, BigDecimal closed, BigDecimal opened, BigDecimal price) {
        BigDecimal kept = before.isolatedWallet();
        if (closed.signum() > 0) {
            BigDecimal left = before.amount().abs().subtract(closed);
            kept = kept.multiply(left).divide(before.amount().abs(), 8, RoundingMode.HALF_UP);
        }
        BigDecimal leverage = BigDecimal.valueOf(state.setup(before.symbol()).leverage());
        return kept.add(opened.multiply(price).divide(leverage, 8, RoundingMode.HALF_UP));
    }
}
