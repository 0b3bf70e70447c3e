package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** What came of the money: executions, income, forced orders, and the venue's double entry. A fold of events. */
final class MoneyLog {
    private final int limit;
    private final Deque<Trade> trades = new ArrayDeque<>();
    private final Deque<Income> incomes = new ArrayDeque<>();
    private final Deque<ForcedOrder> forced = new ArrayDeque<>();
    private final Deque<MarginChange> marginChanges = new ArrayDeque<>();
    final VenueLedger ledger = new VenueLedger();
    /** Positions whose owner has been called and is still in danger. */
    final SequencedSet<PositionKey> called = new LinkedHashSet<>();

    private long nextTranId = 9_000_000_001L;

    MoneyLog(int limit) {
        this.limit = limit;
    }

    /** @param wallet before the event */
    void apply(BookEvent event, BigDecimal wallet) {
        switch (event) {
            case BookEvent.WalletSet(BigDecimal balance) -> ledger.post(VenueAccount.OUTSIDE, balance.subtract(wallet));
            case BookEvent.Transferred moved -> earn(null, Income.Type.TRANSFER, moved.amount(), moved.at(), null);
            case BookEvent.OrderTraded(PaperOrder order, Fill fill) -> traded(order, fill);
            case BookEvent.ForceClosed(PaperOrder order, Fill fill, ForcedOrder.Kind kind) -> {
                traded(order, fill);
                keep(forced, new ForcedOrder(order, kind));
            }
            case BookEvent.Funded paid ->
                earn(paid.position().symbol(), Income.Type.FUNDING_FEE, paid.amount(), paid.at(), null);
            case BookEvent.InsuranceCleared cleared ->
                earn(cleared.symbol(), Income.Type.INSURANCE_CLEAR, cleared.amount(), cleared.at(), null);
            case BookEvent.MarginMoved moved ->
                keep(
                        marginChanges,
                        new MarginChange(
                                moved.position().symbol(),
                                moved.position().side(),
                                moved.amount(),
                                moved.position().updatedAt()));
            case BookEvent.MarginCalled call ->
                call.rows().forEach(row -> called.add(row.position().key()));
            case BookEvent.MarginCallsOver over -> over.positions().forEach(called::remove);
            case BookEvent.MoneyKept kept -> restore(kept);
            default -> {} // nothing about money that is not in one of these
        }
    }

    private void traded(PaperOrder order, Fill fill) {
        Instant at = order.updatedAt();
        keep(trades, new Trade(order.symbol(), order.orderId(), order.side(), order.positionSide(), fill, at));
        earn(order.symbol(), Income.Type.REALIZED_PNL, fill.realized(), at, fill.tradeId());
        earn(order.symbol(), Income.Type.COMMISSION, fill.fee().negate(), at, fill.tradeId());
    }

    private void earn(
            @Nullable Symbol symbol, Income.Type type, BigDecimal amount, Instant at, @Nullable Long tradeId) {
        if (amount.signum() != 0) {
            ledger.post(type.from(), amount);
            keep(incomes, new Income(nextTranId++, symbol, type, amount, at, tradeId));
        }
    }

    private void restore(BookEvent.MoneyKept kept) {
        trades.clear();
        trades.addAll(kept.trades());
        incomes.clear();
        incomes.addAll(kept.incomes());
        forced.clear();
        forced.addAll(kept.forced());
        marginChanges.clear();
        marginChanges.addAll(kept.marginChanges());
        called.clear();
        called.addAll(kept.called());
        ledger.set(kept.ledger());
        nextTranId = kept.nextTranId();
    }

    BookEvent.MoneyKept snapshot() {
        return new BookEvent.MoneyKept(
                trades(), incomes(), forced(), marginChanges(), List.copyOf(called), ledger.balances(), nextTranId);
    }

    private <T> void keep(Deque<T> list, T entry) {
        list.addLast(entry);
        if (list.size() > limit) {
            list.removeFirst();
        }
    }

    /** Oldest first, as all of these. */
    List<Trade> trades() {
        return List.copyOf(trades);
    }

    List<Income> incomes() {
        return List.copyOf(incomes);
    }

    List<ForcedOrder> forced() {
        return List.copyOf(forced);
    }

    List<MarginChange> marginChanges() {
        return List.copyOf(marginChanges);
    }
}
