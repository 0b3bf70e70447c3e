package io.autofutures.simulator.stream;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.paperbook.BookEvent;
import io.autofutures.paperbook.Fill;
import io.autofutures.paperbook.ForcedOrder;
import io.autofutures.paperbook.PaperAlgo;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.paperbook.SymbolSetup;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Book events as the user stream tells them: for a fill TRADE_LITE, NEW, ACCOUNT_UPDATE, TRADE, all with one T. */
public final class UserFrames {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final AccountFrames accounts;

    /** @param marks mark price of a symbol, for unrealized profit */
    public UserFrames(Function<Symbol, BigDecimal> marks) {
        this.accounts = new AccountFrames(marks);
    }

    public List<ObjectNode> of(List<BookEvent> events, Instant at) {
        var frames = new ArrayList<ObjectNode>();
        Set<Long> hinted = new HashSet<>();
        for (int index = 0; index < events.size(); index++) {
            BookEvent event = events.get(index);
            switch (event) {
                case BookEvent.OrderPlaced(PaperOrder order) -> {
                    hint(order.orderId(), events, hinted, frames, at);
                    frames.add(order(order, "NEW", null, "0", at));
                }
                case BookEvent.AccountMoved moved -> {
                    hint(moved.orderId(), events, hinted, frames, at);
                    frames.add(accounts.moved(moved, at));
                }
                case BookEvent.OrderTraded(PaperOrder order, Fill fill) ->
                    frames.add(order(order, "TRADE", fill, "0", at));
                case BookEvent.OrderEnded(PaperOrder order, String expiry) ->
                    frames.add(order(
                            order, order.status() == OrderStatus.CANCELED ? "CANCELED" : "EXPIRED", null, expiry, at));
                case BookEvent.AlgoChanged(PaperAlgo algo) -> frames.add(algo(algo, at));
                case BookEvent.SetupChanged(SymbolSetup setup, boolean leverageChanged) -> {
                    if (leverageChanged) {
                        frames.add(AccountFrames.leverage(setup, at));
                    }
                }
                case BookEvent.ForceClosed(PaperOrder order, Fill fill, ForcedOrder.Kind cause) ->
                    frames.add(order(order, "CALCULATED", fill, "0", at));
                case BookEvent.Funded paid -> frames.add(accounts.funded(paid, at));
                case BookEvent.InsuranceCleared cleared -> frames.add(accounts.cleared(cleared, at));
                case BookEvent.Transferred moved -> frames.add(accounts.transferred(moved, at));
                case BookEvent.MarginMoved moved -> frames.add(accounts.marginMoved(moved, at));
                case BookEvent.MarginCalled call -> frames.add(AccountFrames.called(call, at));
                case BookEvent.MarginCallsOver over -> {}
                case BookEvent.MoneyKept kept -> {}
                case BookEvent.WalletSet set -> {}
                case BookEvent.ModeChanged changed -> {}
                case BookEvent.IdsReserved reserved -> {}
            }
        }
        return frames;
    }

    /** The first trade of the order in this batch, told ahead of everything else about it. */
    private static void hint(
            long orderId, List<BookEvent> events, Set<Long> hinted, List<ObjectNode> frames, Instant at) {
        if (!hinted.add(orderId)) {
            return;
        }
        for (BookEvent event : events) {
            if (event instanceof BookEvent.OrderTraded(PaperOrder order, Fill fill) && order.orderId() == orderId) {
                frames.add(envelope("TRADE_LITE", at)
                        .put("s", order.symbol().value())
                        .put("q", plain(order.quantity()))
                        .put("p", plain(order.price()))
                        .put("m", fill.maker())
                        .put("c", order.clientOrderId())
                        .put("S", order.side().name())
                        .put("L", plain(fill.price()))
                        .put("l", plain(fill.quantity()))
                        .put("t", fill.tradeId())
                        .put("i", orderId));
                return;
            }
        }
    }

    private static ObjectNode order(
            PaperOrder order, String execution, @Nullable Fill fill, String expiry, Instant at) {
        PaperOrder.Origin origin = order.origin();
        ObjectNode frame = envelope("ORDER_TRADE_UPDATE", at);
        boolean buys = order.side().name().equals("BUY");
        BigDecimal open = order.isOpen() ? order.remaining().multiply(order.price()) : BigDecimal.ZERO;
        frame.putObject("o")
                .put("s", order.symbol().value())
                .put("c", order.clientOrderId())
                .put("S", order.side().name())
                .put("o", order.type().name())
                .put("f", order.timeInForce())
                .put("q", plain(order.quantity()))
                .put("p", plain(order.price()))
                .put("ap", plain(order.averagePrice()))
                .put("sp", origin == null ? "0" : plain(origin.triggerPrice()))
                .put("x", execution)
                .put("X", order.status().name())
                .put("i", order.orderId())
                .put("l", fill == null ? "0" : plain(fill.quantity()))
                .put("z", plain(order.filled()))
                .put("L", fill == null ? "0" : plain(fill.price()))
                .put("n", fill == null ? "0" : plain(fill.fee()))
                .put("N", "USDT")
                .put("T", at.toEpochMilli())
                .put("t", fill == null ? 0 : fill.tradeId())
                .put("b", buys ? plain(open) : "0")
                .put("a", buys ? "0" : plain(open))
                .put("m", fill != null && fill.maker())
                .put("R", order.reduceOnly())
                .put("wt", "CONTRACT_PRICE")
                .put("ot", origin == null ? order.type().name() : origin.type().name())
                .put("ps", order.positionSide().name())
                .put("cp", origin != null && origin.closePosition())
                .put("rp", fill == null ? "0" : plain(fill.realized()))
                .put("pP", false)
                .put("si", 0)
                .put("ss", 0)
                .put("V", "EXPIRE_MAKER")
                .put("pm", "NONE")
                .put("gtd", 0)
                .put("er", expiry)
                .put("st", 1);
        return frame;
    }

    private static ObjectNode algo(PaperAlgo algo, Instant at) {
        ObjectNode frame = envelope("ALGO_UPDATE", at);
        Long child = algo.childOrderId();
        ObjectNode body = frame.putObject("o")
                .put("caid", algo.clientAlgoId())
                .put("aid", algo.algoId())
                .put("at", "CONDITIONAL")
                .put("o", algo.type().name())
                .put("s", algo.symbol().value())
                .put("S", algo.side().name())
                .put("ps", algo.positionSide().name())
                .put("f", algo.timeInForce())
                .put("q", plain(algo.quantity()))
                .put("X", algo.status().name())
                .put("ai", child == null ? "" : Long.toString(child));
        if (algo.triggeredAt() != null) {
            body.put("ap", plain(algo.averagePrice()))
                    .put("aq", plain(algo.filled()))
                    .put("act", child == null ? "0" : "MARKET");
        }
        body.put("tp", plain(algo.triggerPrice()))
                .put("p", "0")
                .put("V", "EXPIRE_MAKER")
                .put("wt", algo.workingType().name())
                .put("pm", "NONE")
                .put("cp", algo.closePosition())
                .put("pP", false)
                .put("R", algo.reduceOnly())
                .put("tt", algo.triggeredAt() == null ? 0 : algo.triggeredAt().toEpochMilli())
                .put("gtd", 0)
                .put("ia", false);
        if (algo.reason() != null) {
            body.put("rm", algo.reason());
        }
        return frame;
    }

    static ObjectNode listenKeyExpired(String key, Instant at) {
        return NODES.objectNode()
                .put("e", "listenKeyExpired")
                .put("E", at.toEpochMilli())
                .put("listenKey", key);
    }

    static ObjectNode envelope(String kind, Instant at) {
        return NODES.objectNode().put("e", kind).put("T", at.toEpochMilli()).put("E", at.toEpochMilli());
    }

    /** No exponent and no trailing zeros. */
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
