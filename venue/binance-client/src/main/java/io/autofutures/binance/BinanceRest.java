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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * {@link FuturesRest} over HTTP. All parameters stand in the query string. A read that the venue refuses for its time
 * is signed anew once; an order never is: its sender proves first that it still owns the account, by a new committed step.
 */
@CheckReturnValue
public final class BinanceRest implements FuturesRest, VenueClient, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(BinanceRest.class);
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

    /** Public market data besides candles, mark price and book. */
    public MarketStatistics statistics() {
        return new StatisticsCalls(channel);
    }

    /** What the account has, pays and did. */
    public AccountRecords records() {
        return new RecordsCalls(channel);
    }

    /** Changes, batches, history and switches. */
    public OrderControl orders() {
        return new OrderControlCalls(channel);
    }

    @Override
    public Answer<Instant> serverTime() {
        return channel.ask(RestRequest.open("/fapi/v1/time", new Query(), 1), MarketPayloads::serverTime);
    }

    @Override
    public Answer<List<SymbolRules>> exchangeInfo() {
        return channel.ask(RestRequest.open("/fapi/v1/exchangeInfo", new Query(), 1), body -> {
            channel.budget().limits(channel.budget().limits().told(body));
            ExchangeInfo info = SymbolPayloads.exchangeInfo(body);
            info.unreadable().forEach(BinanceRest::report);
            return info.symbols();
        });
    }

    @Override
    public Answer<List<Kline>> klines(
            Symbol symbol, String interval, @Nullable Instant from, @Nullable Instant to, int limit) {
        var query = Query.of("symbol", symbol)
                .and("interval", interval)
                .between(from, to)
                .and("limit", limit);
        int weight = limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
        return channel.ask(
                RestRequest.open("/fapi/v1/klines", query, weight).canBeLeftOut(),
                body -> MarketPayloads.klines(body, interval));
    }

    @Override
    public Answer<PremiumIndex> premiumIndex(Symbol symbol) {
        return channel.ask(
                RestRequest.open("/fapi/v1/premiumIndex", Query.of("symbol", symbol), 1)
                        .canBeLeftOut(),
                body -> MarketPayloads.premiumIndex(body, symbol));
    }

    @Override
    public Answer<Depth> depth(Symbol symbol, int limit) {
        int weight = limit <= 50 ? 2 : limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
        return channel.ask(
                RestRequest.open("/fapi/v1/depth", Query.of("symbol", symbol).and("limit", limit), weight)
                        .canBeLeftOut(),
                body -> MarketPayloads.depth(body, symbol));
    }

    @Override
    public Answer<Account> account() {
        return channel.ask(RestRequest.read("/fapi/v3/account", new Query(), 5), AccountPayloads::account);
    }

    @Override
    public Answer<List<Position>> positions(@Nullable Symbol symbol) {
        return channel.ask(
                RestRequest.read("/fapi/v3/positionRisk", new Query().and("symbol", symbol), 5),
                AccountPayloads::positions);
    }

    @Override
    public Answer<Boolean> hedgeMode() {
        return channel.ask(RestRequest.read("/fapi/v1/positionSide/dual", new Query(), 30), AccountPayloads::hedgeMode);
    }

    @Override
    public Reply<Boolean> setHedgeMode(boolean hedge) {
        return channel.call(
                RestRequest.change("/fapi/v1/positionSide/dual", Query.of("dualSidePosition", hedge)),
                OrderPayloads::done,
                true);
    }

    @Override
    public Reply<Integer> setLeverage(Symbol symbol, int leverage) {
        return channel.call(
                RestRequest.change(
                        "/fapi/v1/leverage", Query.of("symbol", symbol).and("leverage", leverage)),
                AccountPayloads::leverage);
    }

    @Override
    public Reply<Boolean> setIsolated(Symbol symbol) {
        return channel.call(
                RestRequest.change(
                        "/fapi/v1/marginType", Query.of("symbol", symbol).and("marginType", "ISOLATED")),
                OrderPayloads::done,
                true);
    }

    @Override
    public Answer<SymbolConfig> symbolConfig(Symbol symbol) {
        return channel.ask(
                RestRequest.read("/fapi/v1/symbolConfig", Query.of("symbol", symbol), 5),
                body -> AccountPayloads.symbolConfig(body, symbol));
    }

    @Override
    public Answer<List<Bracket>> leverageBrackets(Symbol symbol) {
        return channel.ask(
                RestRequest.read("/fapi/v1/leverageBracket", Query.of("symbol", symbol), 1),
                body -> AccountPayloads.brackets(body, symbol));
    }

    @Override
    public Reply<OrderView> place(NewOrder order, Sending sending) {
        return channel.call(
                RestRequest.order("POST", ORDER, OrderParameters.of(order).query(), sending), OrderPayloads::plain);
    }

    @Override
    public Reply<OrderView> place(NewAlgoOrder order, Sending sending) {
        return channel.call(
                RestRequest.order("POST", ALGO_ORDER, OrderParameters.of(order).query(), sending), OrderPayloads::algo);
    }

    @Override
    public Answer<OrderView> order(Symbol symbol, ClientOrderId id) {
        return channel.ask(
                RestRequest.read(ORDER, Query.of("symbol", symbol).and("origClientOrderId", id), 1),
                OrderPayloads::plain);
    }

    @Override
    public Answer<OrderView> algoOrder(Symbol symbol, ClientOrderId id) {
        return openAlgoOrders(symbol).then(open -> open.stream()
                .filter(order -> order.clientOrderId().equals(id))
                .findFirst()
                .<Answer<OrderView>>map(Reply.Accepted::new)
                .orElseGet(() -> endedAlgoOrder(id)));
    }

    private Answer<OrderView> endedAlgoOrder(ClientOrderId id) {
        return channel.ask(RestRequest.read(ALGO_ORDER, Query.of("clientAlgoId", id), 1), OrderPayloads::algo);
    }

    @Override
    public Answer<List<OrderView>> openOrders(@Nullable Symbol symbol) {
        return channel.ask(
                RestRequest.read("/fapi/v1/openOrders", new Query().and("symbol", symbol), symbol == null ? 40 : 1),
                OrderPayloads::plainRows);
    }

    @Override
    public Answer<List<OrderView>> openAlgoOrders(@Nullable Symbol symbol) {
        return channel.ask(
                RestRequest.read("/fapi/v1/openAlgoOrders", new Query().and("symbol", symbol), symbol == null ? 40 : 1),
                OrderPayloads::algoRows);
    }

    @Override
    public Reply<OrderView> cancel(Symbol symbol, ClientOrderId id, Sending sending) {
        return channel.call(
                RestRequest.order("DELETE", ORDER, Query.of("symbol", symbol).and("origClientOrderId", id), sending),
                OrderPayloads::plain);
    }

    @Override
    public Reply<Boolean> cancelAlgo(Symbol symbol, ClientOrderId id, Sending sending) {
        return channel.call(
                RestRequest.order("DELETE", ALGO_ORDER, Query.of("clientAlgoId", id), sending), OrderPayloads::done);
    }

    @Override
    public Answer<String> createListenKey() {
        return channel.ask(RestRequest.keyOnly("POST", LISTEN_KEY), AccountPayloads::listenKey);
    }

    @Override
    public Answer<Boolean> keepListenKeyAlive() {
        return channel.ask(RestRequest.keyOnly("PUT", LISTEN_KEY), JsonNode::isObject);
    }

    private static void report(ExchangeInfo.Unreadable symbol) {
        LOGGER.atWarn()
                .addKeyValue("symbol", symbol.symbol())
                .addKeyValue("error", symbol.reason())
                .log("symbol left out: its rules cannot be read");
    }

    @Override
    public Sending sendingNow() {
        return new Sending(options.clock().instant(), ORDER_WINDOW);
    }

    @Override
    public void close() {
        channel.close();
    }
}
