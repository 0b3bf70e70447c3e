package io.autofutures.paperbook;

import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Plain orders: placing and cancelling. */
final class OrderDesk {
    private final BookState state;
    private final Matching matching;
    private final OrderChecks checks;

    OrderDesk(BookState state, Matching matching, OrderChecks checks) {
        this.state = state;
        this.matching = matching;
        this.checks = checks;
    }

    Outcome<PaperOrder> place(OrderRequest request, SymbolRules rules, Quote quote, Account account, Instant at) {
        Optional<Refusal> refusal = checks.plain(request, rules, quote, account, at);
        if (refusal.isPresent()) {
            return refusal.get().outcome();
        }
        boolean takes = request.type() == OrderType.MARKET || crossesNow(request, quote);
        if (takes && request.timeInForce().equals("GTX")) {
            return Refusal.POST_ONLY.outcome();
        }
        if (!takes && request.timeInForce().equals("FOK")) {
            return Refusal.FILL_OR_KILL.outcome();
        }
        var step = new BookStep(state, at);
        PaperOrder placed = matching.place(step, request, null);
        if (takes) {
            placed = matching.take(step, placed, quote.takerPrice(placed.side()));
        } else if (request.timeInForce().equals("IOC")) {
            placed = matching.end(step, placed, OrderStatus.EXPIRED, "2");
        }
        return step.done(placed);
    }

    Outcome<PaperOrder> cancel(PaperOrder order, Instant at) {
        if (!state.openOrders.containsKey(order.orderId())) {
            return Refusal.UNKNOWN_SENT.outcome();
        }
        var step = new BookStep(state, at);
        return step.done(matching.end(step, order, OrderStatus.CANCELED, "0"));
    }

    private static boolean crossesNow(OrderRequest request, Quote quote) {
        BigDecimal price = Objects.requireNonNull(request.price(), "a LIMIT order has a price");
        int distance = price.compareTo(quote.takerPrice(request.side()));
        return request.side() == Side.BUY ? distance >= 0 : distance <= 0;
    }
}
