package io.autofutures.binance;

import io.autofutures.model.control.VenueClient;
import io.autofutures.model.control.VenueSilence;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@link FuturesRest} over HTTP. All parameters stand in the query string. A read that the venue refuses for its time
 * is signed anew once; an order never is: its sender proves first that it still owns the account, by a new committed step.
 */
public final class BinanceRest implements FuturesRest, VenueClient, AutoCloseable {
    private static final Duration ORDER_WINDOW = Duration.ofSeconds(2);
    private static final String ORDER = "/fapi/v1/order";
    private static final String ALGO_ORDER = "/fapi/v1/algoOrder";
    private static final String LISTEN_KEY = "/fapi/v1/listenKey";

    private final RestOptions options;
    private final RestChannel channel;

    public BinanceRest(RestOptions options) {
        this.options = options;
        this.channel = new RestChannel(options);
    }

    /** Request weight of the last minute as the venue last reported it for our address, whoever used it. */
    public int weightUsed() {
        return channel.budget().usedNow();
    }

    /** The venue has asked us, or another of us, for silence (429, 418) up to this venue instant. */
    public Optional<Instant> silentUntil() {
        return channel.budget().stopped();
    }

    @Override
    public Optional<VenueSilence> silence() {
        return channel.budget().toldByVenue();
    }

    @Override
    public void obey(VenueSilence silence) {
        channel.budget().obey(silence.until());
    }

    /** The share of the request weight by setting may change while running. @param fraction above 0, at most 1 */
    public void weightShare(double fraction) {
        channel.budget().share(fraction);
    }

    @Override
    public Reply<Instant> serverTime() {
        return channel.call(
                RestRequest.open("/fapi/v1/time", new Query(), 1), body -> new Fields(body).instant("serverTime"));
    }

    @Override
    public Reply<List<SymbolRules>> exchangeInfo() {
        return channel.call(RestRequest.open("/fapi/v1/exchangeInfo", new Query(), 1), body -> {
            channel.budget().limits(channel.budget().limits().told(body));
            return MarketPayloads.exchangeInfo(body);
        });
    }

    @Override
    public Reply<List<Kline>> klines(
            Symbol symbol, String interval, @Nullable Instant from, @Nullable Instant to, int limit) {
        var query = Query.of("symbol", symbol)
                .and("interval", interval)
                .and("startTime", millis(from))
                .and("endTime", millis(to))
                .and("limit", limit);
        int weight = limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
        return channel.call(
                RestRequest.open("/fapi/v1/klines", query, weight).canBeLeftOut(),
                body -> MarketPayloads.klines(body, interval));
    }

    @Override
    public Reply<PremiumIndex> premiumIndex(Symbol symbol) {
        return channel.call(
                RestRequest.open("/fapi/v1/premiumIndex", Query.of("symbol", symbol), 1)
                        .canBeLeftOut(),
                body -> MarketPayloads.premiumIndex(body, symbol));
    }

    @Override
    public Reply<Depth> depth(Symbol symbol, int limit) {
        int weight = limit <= 50 ? 2 : limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
        return channel.call(
                RestRequest.open("/fapi/v1/depth", Query.of("symbol", symbol).and("limit", limit), weight)
                        .canBeLeftOut(),
                body -> MarketPayloads.depth(body, symbol));
    }

    @Override
    public Reply<Account> account() {
        return channel.call(RestRequest.read("/fapi/v3/account", new Query(), 5), AccountPayloads::account);
    }

    @Override
    public Reply<List<Position>> positions(@Nullable Symbol symbol) {
        return channel.call(
                RestRequest.read("/fapi/v3/positionRisk", new Query().and("symbol", symbol), 5),
                AccountPayloads::positions);
    }

    @Override
    public Reply<Boolean> hedgeMode() {
        return channel.call(
                RestRequest.read("/fapi/v1/positionSide/dual", new Query(), 30),
                body -> Boolean.valueOf(new Fields(body).text("dualSidePosition")));
    }

    @Override
    public Reply<Boolean> setHedgeMode(boolean hedge) {
        return channel.call(
                RestRequest.change("/fapi/v1/positionSide/dual", Query.of("dualSidePosition", hedge)),
                body -> true,
                true);
    }

    @Override
    public Reply<Integer> setLeverage(Symbol symbol, int leverage) {
        return channel.call(
                RestRequest.change(
                        "/fapi/v1/leverage", Query.of("symbol", symbol).and("leverage", leverage)),
                body -> Math.toIntExact(new Fields(body).number("leverage")));
    }

    @Override
    public Reply<Boolean> setIsolated(Symbol symbol) {
        return channel.call(
                RestRequest.change(
                        "/fapi/v1/marginType", Query.of("symbol", symbol).and("marginType", "ISOLATED")),
                body -> true,
                true);
    }

    @Override
    public Reply<SymbolConfig> symbolConfig(Symbol symbol) {
        return channel.call(
                RestRequest.read("/fapi/v1/symbolConfig", Query.of("symbol", symbol), 5),
                body -> AccountPayloads.symbolConfig(body, symbol));
    }

    @Override
    public Reply<List<Bracket>> leverageBrackets(Symbol symbol) {
        return channel.call(
                RestRequest.read("/fapi/v1/leverageBracket", Query.of("symbol", symbol), 1),
                body -> AccountPayloads.brackets(body, symbol));
    }

    @Override
    public Reply<OrderView> place(NewOrder order, Sending sending) {
        return channel.call(
                RestRequest.order("POST", ORDER, parameters(order), sending),
                body -> OrderPayloads.plain(new Fields(body)));
    }

    private static Query parameters(NewOrder order) {
        return switch (order) {
            case NewOrder.Market(var symbol, var id, var side, var positionSide, var quantity) ->
                Query.of("symbol", symbol)
                        .and("side", side)
                        .and("positionSide", positionSide)
                        .and("type", "MARKET")
                        .and("quantity", quantity)
                        .and("newClientOrderId", id)
                        .and("newOrderRespType", "RESULT");
            case NewOrder.Limit(var symbol, var id, var side, var positionSide, var quantity, var price, var force) ->
                Query.of("symbol", symbol)
                        .and("side", side)
                        .and("positionSide", positionSide)
                        .and("type", "LIMIT")
                        .and("timeInForce", force)
                        .and("quantity", quantity)
                        .and("price", price)
                        .and("newClientOrderId", id)
                        .and("newOrderRespType", "RESULT");
        };
    }

    @Override
    public Reply<OrderView> place(NewAlgoOrder order, Sending sending) {
        var query = Query.of("algoType", "CONDITIONAL")
                .and("symbol", order.symbol())
                .and("side", order.side())
                .and("positionSide", order.positionSide())
                .and("type", order.type())
                .and("triggerPrice", order.triggerPrice())
                .and("workingType", order.workingType())
                .and("quantity", order.quantity())
                .and("closePosition", order.closesPosition() ? "true" : null)
                .and("clientAlgoId", order.clientAlgoId());
        return channel.call(
                RestRequest.order("POST", ALGO_ORDER, query, sending), body -> OrderPayloads.algo(new Fields(body)));
    }

    @Override
    public Reply<OrderView> order(Symbol symbol, ClientOrderId id) {
        return channel.call(
                RestRequest.read(ORDER, Query.of("symbol", symbol).and("origClientOrderId", id), 1),
                body -> OrderPayloads.plain(new Fields(body)));
    }

    @Override
    public Reply<OrderView> algoOrder(Symbol symbol, ClientOrderId id) {
        Reply<List<OrderView>> open = openAlgoOrders(symbol);
        if (open instanceof Reply.Accepted<List<OrderView>>(List<OrderView> orders)) {
            return orders.stream()
                    .filter(order -> order.clientOrderId().equals(id))
                    .findFirst()
                    .<Reply<OrderView>>map(Reply.Accepted::new)
                    .orElseGet(() -> endedAlgoOrder(id));
        }
        return open.map(List::getFirst); // not accepted: only the kind of failure is carried over
    }

    private Reply<OrderView> endedAlgoOrder(ClientOrderId id) {
        return channel.call(
                RestRequest.read(ALGO_ORDER, Query.of("clientAlgoId", id), 1),
                body -> OrderPayloads.algo(new Fields(body)));
    }

    @Override
    public Reply<List<OrderView>> openOrders(@Nullable Symbol symbol) {
        return channel.call(
                RestRequest.read("/fapi/v1/openOrders", new Query().and("symbol", symbol), symbol == null ? 40 : 1),
                body -> Fields.rowsOf(body).stream().map(OrderPayloads::plain).toList());
    }

    @Override
    public Reply<List<OrderView>> openAlgoOrders(@Nullable Symbol symbol) {
        return channel.call(
                RestRequest.read("/fapi/v1/openAlgoOrders", new Query().and("symbol", symbol), symbol == null ? 40 : 1),
                body -> Fields.rowsOf(body).stream().map(OrderPayloads::algo).toList());
    }

    @Override
    public Reply<OrderView> cancel(Symbol symbol, ClientOrderId id, Sending sending) {
        return channel.call(
                RestRequest.order("DELETE", ORDER, Query.of("symbol", symbol).and("origClientOrderId", id), sending),
                body -> OrderPayloads.plain(new Fields(body)));
    }

    @Override
    public Reply<Boolean> cancelAlgo(Symbol symbol, ClientOrderId id, Sending sending) {
        return channel.call(
                RestRequest.order("DELETE", ALGO_ORDER, Query.of("clientAlgoId", id), sending), JsonNode::isObject);
    }

    @Override
    public Reply<String> createListenKey() {
        return channel.call(RestRequest.keyOnly("POST", LISTEN_KEY), body -> new Fields(body).text("listenKey"));
    }

    @Override
    public Reply<Boolean> keepListenKeyAlive() {
        return channel.call(RestRequest.keyOnly("PUT", LISTEN_KEY), JsonNode::isObject);
    }

    @Override
    public Sending sendingNow() {
        return new Sending(options.clock().instant(), ORDER_WINDOW);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    @Override
    public void close() {
        channel.close();
    }
}
