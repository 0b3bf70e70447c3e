package io.autofutures.tracker.tracking;

import io.autofutures.binance.Answer;
import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.NewAlgoOrder;
import io.autofutures.binance.NewOrder;
import io.autofutures.binance.Reply;
import io.autofutures.binance.Sending;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A venue whose answers the test sets; what the tracker never asks is not there. */
final class VenueTwin implements FuturesRest {
    volatile BigDecimal wallet = new BigDecimal("10000");
    volatile boolean hedge = true;
    volatile boolean down;
    final List<Position> positions = new CopyOnWriteArrayList<>();
    final List<OrderView> open = new CopyOnWriteArrayList<>();
    final List<OrderView> openAlgo = new CopyOnWriteArrayList<>();
    final Map<ClientOrderId, OrderView> ended = new ConcurrentHashMap<>();
    final AtomicInteger accountReads = new AtomicInteger();

    private <T> Answer<T> reply(T value) {
        return down ? new Reply.NotExecuted<>("no connection") : new Reply.Accepted<>(value);
    }

    @Override
    public Answer<Account> account() {
        accountReads.incrementAndGet();
        return reply(new Account(
                wallet, BigDecimal.ZERO, wallet, wallet, List.of(new Account.Asset("USDT", wallet, wallet))));
    }

    @Override
    public Answer<List<Position>> positions(@Nullable Symbol symbol) {
        return reply(List.copyOf(positions));
    }

    @Override
    public Answer<Boolean> hedgeMode() {
        return reply(hedge);
    }

    @Override
    public Answer<SymbolConfig> symbolConfig(Symbol symbol) {
        return reply(new SymbolConfig(symbol, "ISOLATED", 7, BigDecimal.TEN));
    }

    @Override
    public Answer<OrderView> order(Symbol symbol, ClientOrderId id) {
        OrderView order = ended.get(id);
        return order == null ? new Reply.Refused<>(-2013, "Order does not exist.", false) : reply(order);
    }

    @Override
    public Answer<OrderView> algoOrder(Symbol symbol, ClientOrderId id) {
        return order(symbol, id);
    }

    @Override
    public Answer<List<OrderView>> openOrders(@Nullable Symbol symbol) {
        return reply(List.copyOf(open));
    }

    @Override
    public Answer<List<OrderView>> openAlgoOrders(@Nullable Symbol symbol) {
        return reply(List.copyOf(openAlgo));
    }

    private static UnsupportedOperationException unasked() {
        return new UnsupportedOperationException("the tracker does not ask this");
    }

    @Override
    public Answer<Instant> serverTime() {
        throw unasked();
    }

    @Override
    public Answer<List<SymbolRules>> exchangeInfo() {
        throw unasked();
    }

    @Override
    public Answer<List<Kline>> klines(
            Symbol symbol, String interval, @Nullable Instant from, @Nullable Instant to, int limit) {
        throw unasked();
    }

    @Override
    public Answer<PremiumIndex> premiumIndex(Symbol symbol) {
        throw unasked();
    }

    @Override
    public Answer<Depth> depth(Symbol symbol, int limit) {
        throw unasked();
    }

    @Override
    public Reply<Boolean> setHedgeMode(boolean hedgeMode) {
        throw unasked();
    }

    @Override
    public Reply<Integer> setLeverage(Symbol symbol, int leverage) {
        throw unasked();
    }

    @Override
    public Reply<Boolean> setIsolated(Symbol symbol) {
        throw unasked();
    }

    @Override
    public Answer<List<Bracket>> leverageBrackets(Symbol symbol) {
        throw unasked();
    }

    @Override
    public Reply<OrderView> place(NewOrder order, Sending sending) {
        throw unasked();
    }

    @Override
    public Reply<OrderView> place(NewAlgoOrder order, Sending sending) {
        throw unasked();
    }

    @Override
    public Reply<OrderView> cancel(Symbol symbol, ClientOrderId id, Sending sending) {
        throw unasked();
    }

    @Override
    public Reply<Boolean> cancelAlgo(Symbol symbol, ClientOrderId id, Sending sending) {
        throw unasked();
    }

    @Override
    public Answer<String> createListenKey() {
        throw unasked();
    }

    @Override
    public Answer<Boolean> keepListenKeyAlive() {
        throw unasked();
    }

    @Override
    public Sending sendingNow() {
        throw unasked();
    }
}
