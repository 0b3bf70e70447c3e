package io.autofutures.paperbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;

/** Charges and pays a rate that fell due: longs pay a positive one, shorts get it. */
final class Funding {
    private Funding() {}

    static void settle(BookStep step, FundingRate due) {
        BookState state = step.state;
        state.positions.values().stream()
                .filter(position -> position.symbol().equals(due.symbol()) && !position.isFlat())
                .sorted(Comparator.comparing(PaperPosition::side))
                .forEach(position -> settle(step, position, due));
    }

    private static void settle(BookStep step, PaperPosition position, FundingRate due) {
        BigDecimal amount = position.amount()
                .multiply(due.mark())
                .multiply(due.rate())
                .negate()
                .setScale(8, RoundingMode.HALF_UP);
        if (amount.signum() == 0) {
            return;
        }
        PaperPosition after = position.isolated()
                ? position.withIsolatedWallet(position.isolatedWallet().add(amount), step.at)
                : position;
        BigDecimal wallet = step.state.wallet.add(amount);
        step.tell(new BookEvent.Funded(
                after, amount, due.rate(), wallet, step.state.crossWallet(wallet, after), step.at));
    }
}
