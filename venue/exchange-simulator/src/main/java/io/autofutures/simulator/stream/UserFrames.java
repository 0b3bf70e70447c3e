package io.autofutures.simulator.stream;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import io.autofutures.paperbook.BookEvent;
import io.autofutures.paperbook.Fill;
import io.autofutures.paperbook.PaperAlgo;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.paperbook.PaperPosition;
import io.autofutures.paperbook.SymbolSetup;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Book events as the user stream tells them: for a fill TRADE_LITE, NEW, ACCOUNT_UPDATE, TRADE, all with one T. */
public final class UserFrames {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Function<Symbol, BigDecimal> marks;

    /** @param marks mark price of a symbol, for unrealized profit */
    public UserFrames(Function<Symbol, BigDecimal> marks) {
        this.marks = marks;
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
                    frames.add(account(moved, at));
                }
                case BookEvent.OrderTraded(PaperOrder order, Fill fill) -> frames.add(orders.traded(order, fill));
                case BookEvent.OrderEnded(PaperOrder order, String expiry) -> frames.add(orders.ended(order, expiry));
                case BookEvent.OrderAmended amended -> frames.add(orders.amended(amended.order(), amended.modifyId()));
                case BookEvent.AlgoChanged(PaperAlgo algo) -> frames.add(orders.algo(algo));
                case BookEvent.SetupChanged(SymbolSetup setup, boolean leverageChanged) -> {
                    if (leverageChanged) {
                        frames.add(leverage(setup, at));
                    }
                }
                case BookEvent.WalletSet set -> {}
                case BookEvent.ModeChanged changed -> {}
                case BookEvent.AlgoFollowed followed -> {}
                case BookEvent.CountdownSet set -> {}
                case BookEvent.IdsReserved reserved -> {}
            }
        }
        return frames;
    }

    private ObjectNode account(BookEvent.AccountMoved moved, Instant at) {
        PaperPosition position = moved.position();
        ObjectNode frame = OrderFrames.envelope("ACCOUNT_UPDATE", at);
        ObjectNode body = frame.putObject("a");
        body.putArray("B")
                .addObject()
                .put("a", "USDT")
                .put("wb", OrderFrames.plain(moved.wallet()))
                .put("cw", OrderFrames.plain(moved.crossWallet()))
                .put("bc", "0");
        body.putArray("P")
                .addObject()
                .put("s", position.symbol().value())
                .put("pa", OrderFrames.plain(position.amount()))
                .put("ep", OrderFrames.plain(position.entryPrice()))
                .put("cr", OrderFrames.plain(position.realized()))
                .put("up", OrderFrames.plain(position.unrealized(marks.apply(position.symbol()))))
                .put("mt", position.isolated() ? "isolated" : "cross")
                .put("iw", OrderFrames.plain(position.isolatedWallet()))
                .put("ps", position.side().name())
                .put("ma", "USDT")
                .put("bep", OrderFrames.plain(breakEven(position)));
        body.put("m", "ORDER");
        return frame;
    }

    /** Entry price with the taker fee of the way in. */
    public static BigDecimal breakEven(PaperPosition position) {
        BigDecimal fee =
                position.side() == PositionSide.SHORT || position.amount().signum() < 0
                        ? new BigDecimal("0.9995")
                        : new BigDecimal("1.0005");
        return position.isFlat()
                ? BigDecimal.ZERO
                : position.entryPrice().multiply(fee, MathContext.DECIMAL64).setScale(8, RoundingMode.HALF_UP);
    }

    private static ObjectNode leverage(SymbolSetup setup, Instant at) {
        ObjectNode frame = OrderFrames.envelope("ACCOUNT_CONFIG_UPDATE", at);
        frame.putObject("ac").put("s", setup.symbol().value()).put("l", setup.leverage());
        return frame;
    }

    static ObjectNode listenKeyExpired(String key, Instant at) {
        return NODES.objectNode()
                .put("e", "listenKeyExpired")
                .put("E", at.toEpochMilli())
                .put("listenKey", key);
    }
}
