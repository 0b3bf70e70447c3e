package io.autofutures.simulator.stream;

import io.autofutures.model.market.Symbol;
import io.autofutures.paperbook.BookEvent;
import io.autofutures.paperbook.Fill;
import io.autofutures.paperbook.ForcedOrder;
import io.autofutures.paperbook.PaperAlgo;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.paperbook.SymbolSetup;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Book events as the user stream tells them: for a fill TRADE_LITE, NEW, ACCOUNT_UPDATE, TRADE, all with one T. */
public final class UserFrames {
    private final AccountFrames accounts;

    /** @param marks mark price of a symbol, for unrealized profit */
    public UserFrames(Function<Symbol, BigDecimal> marks) {
        this.accounts = new AccountFrames(marks);
    }

    public List<ObjectNode> of(List<BookEvent> events, Instant at) {
        var frames = new ArrayList<ObjectNode>();
        var orders = new OrderFrames(events, at);
        for (int index = 0; index < events.size(); index++) {
            switch (events.get(index)) {
                case BookEvent.OrderPlaced(PaperOrder order) -> {
                    orders.hint(order.orderId(), index).ifPresent(frames::add);
                    frames.add(orders.placed(order));
                }
                case BookEvent.AccountMoved moved -> {
                    orders.hint(moved.orderId(), index).ifPresent(frames::add);
                    frames.add(accounts.moved(moved, at));
                }
                case BookEvent.OrderTraded(PaperOrder order, Fill fill) -> frames.add(orders.traded(order, fill));
                case BookEvent.OrderEnded(PaperOrder order, String expiry) -> frames.add(orders.ended(order, expiry));
                case BookEvent.OrderAmended amended -> frames.add(orders.amended(amended.order(), amended.modifyId()));
                case BookEvent.AlgoChanged(PaperAlgo algo) -> frames.add(orders.algo(algo));
                case BookEvent.SetupChanged(SymbolSetup setup, boolean leverageChanged) -> {
                    if (leverageChanged) {
                        frames.add(AccountFrames.leverage(setup, at));
                    }
                }
                case BookEvent.ForceClosed(PaperOrder order, Fill fill, ForcedOrder.Kind cause) ->
                    frames.add(orders.forced(order, fill));
                case BookEvent.Funded paid -> frames.add(accounts.funded(paid, at));
                case BookEvent.InsuranceCleared cleared -> frames.add(accounts.cleared(cleared, at));
                case BookEvent.Transferred moved -> frames.add(accounts.transferred(moved, at));
                case BookEvent.MarginMoved moved -> frames.add(accounts.marginMoved(moved, at));
                case BookEvent.MarginCalled call -> frames.add(AccountFrames.called(call, at));
                case BookEvent.MarginCallsOver over -> {}
                case BookEvent.MoneyKept kept -> {}
                case BookEvent.WalletSet set -> {}
                case BookEvent.ModeChanged changed -> {}
                case BookEvent.AlgoFollowed followed -> {}
                case BookEvent.CountdownSet set -> {}
                case BookEvent.IdsReserved reserved -> {}
            }
        }
        return frames;
    }

    static ObjectNode listenKeyExpired(String key, Instant at) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("e", "listenKeyExpired")
                .put("E", at.toEpochMilli())
                .put("listenKey", key);
    }
}
