package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@link OrderControl} over REST. */
final class OrderControlCalls implements OrderControl {
    private static final String ORDER = "/fapi/v1/order";
    private static final String BATCH = "/fapi/v1/batchOrders";
    private static final int MOST_PLACED = 5;
    private static final int MOST_CANCELED = 10;

    private final RestChannel channel;

    OrderControlCalls(RestChannel channel) {
        this.channel = channel;
    }

    @Override
    public Answer<Boolean> test(NewOrder order) {
        return channel.ask(
                RestRequest.change(
                        "/fapi/v1/order/test", OrderParameters.of(order).query()),
                JsonNode::isObject);
    }

    @Override
    public Reply<OrderView> change(OrderChange change, Sending sending) {
        return channel.call(
                RestRequest.order("PUT", ORDER, OrderParameters.of(change).query(), sending), OrderPayloads::plain);
    }

    @Override
    public Answer<OrderView> openOrder(Symbol symbol, ClientOrderId id) {
        return channel.ask(
                RestRequest.read(
                        "/fapi/v1/openOrder", Query.of("symbol", symbol).and("origClientOrderId", id), 1),
                OrderPayloads::plain);
    }

    @Override
    public Answer<List<OrderView>> allOrders(Symbol symbol, @Nullable Instant from, @Nullable Instant to, int limit) {
        return channel.ask(
                RestRequest.read("/fapi/v1/allOrders", window(symbol, from, to, limit), 5), OrderPayloads::plainRows);
    }

    @Override
    public Answer<List<OrderView>> allAlgoOrders(
            Symbol symbol, @Nullable Instant from, @Nullable Instant to, int limit) {
        return channel.ask(
                RestRequest.read("/fapi/v1/allAlgoOrders", window(symbol, from, to, limit), 5),
                OrderPayloads::algoRows);
    }

    private static Query window(Symbol symbol, @Nullable Instant from, @Nullable Instant to, int limit) {
        return Query.of("symbol", symbol).between(from, to).and("limit", limit);
    }

    @Override
    public Reply<List<Reply<OrderView>>> place(List<NewOrder> orders, Sending sending) {
        return batch("POST", orders.stream().map(OrderParameters::of).toList(), sending);
    }

    @Override
    public Reply<List<Reply<OrderView>>> change(List<OrderChange> changes, Sending sending) {
        return batch("PUT", changes.stream().map(OrderParameters::of).toList(), sending);
    }

    private Reply<List<Reply<OrderView>>> batch(String method, List<OrderParameters> orders, Sending sending) {
        atMost(MOST_PLACED, orders);
        var query = Query.of("batchOrders", OrderParameters.json(orders));
        return channel.call(
                RestRequest.order(method, BATCH, query, sending), body -> BatchPayloads.rows(body, orders.size()));
    }

    @Override
    public Reply<List<Reply<OrderView>>> cancel(Symbol symbol, List<ClientOrderId> ids, Sending sending) {
        atMost(MOST_CANCELED, ids);
        var query = Query.of("symbol", symbol)
                .and(
                        "origClientOrderIdList",
                        OrderParameters.jsonTexts(
                                ids.stream().map(ClientOrderId::value).toList()));
        return channel.call(
                RestRequest.order("DELETE", BATCH, query, sending), body -> BatchPayloads.rows(body, ids.size()));
    }

    private static void atMost(int most, List<?> given) {
        if (given.isEmpty() || given.size() > most) {
            throw new IllegalArgumentException("a batch holds 1 to %d, was %d".formatted(most, given.size()));
        }
    }

    @Override
    public Reply<Boolean> cancelAll(Symbol symbol, Sending sending) {
        return channel.call(
                RestRequest.order("DELETE", "/fapi/v1/allOpenOrders", Query.of("symbol", symbol), sending),
                OrderPayloads::done);
    }

    @Override
    public Reply<Boolean> cancelAllAlgo(Symbol symbol, Sending sending) {
        return channel.call(
                RestRequest.order("DELETE", "/fapi/v1/algoOpenOrders", Query.of("symbol", symbol), sending),
                OrderPayloads::done);
    }

    @Override
    public Reply<Duration> cancelAllUnlessCalledAgain(Symbol symbol, Duration in, Sending sending) {
        var query = Query.of("symbol", symbol).and("countdownTime", in.toMillis());
        return channel.call(
                RestRequest.order("POST", "/fapi/v1/countdownCancelAll", query, sending), OrderPayloads::countdown);
    }

    @Override
    public Reply<Boolean> setMarginType(Symbol symbol, MarginType type) {
        return channel.call(
                RestRequest.change(
                        "/fapi/v1/marginType", Query.of("symbol", symbol).and("marginType", type)),
                OrderPayloads::done,
                true);
    }

    @Override
    public Reply<Boolean> addMargin(Symbol symbol, PositionSide side, BigDecimal amount) {
        var query = Query.of("symbol", symbol)
                .and("positionSide", side)
                .and("amount", amount.abs().toPlainString())
                .and("type", amount.signum() < 0 ? 2 : 1);
        return channel.call(RestRequest.change("/fapi/v1/positionMargin", query), OrderPayloads::done);
    }

    @Override
    public Answer<Boolean> deleteListenKey() {
        return channel.ask(RestRequest.keyOnly("DELETE", "/fapi/v1/listenKey"), JsonNode::isObject);
    }
}
