package io.autofutures.trader.decider;

import io.autofutures.binance.Answer;
import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.NewAlgoOrder;
import io.autofutures.binance.NewOrder;
import io.autofutures.binance.Reply;
import io.autofutures.binance.Sending;
import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.LotFilter;
import io.autofutures.model.market.PercentPrice;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.PriceFilter;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The public calls of a calm market at 100; each can be replaced. Everything that needs a key fails the test. */
final class VenueTwin implements FuturesRest {
    final AtomicInteger klineCalls = new AtomicInteger();
    final AtomicInteger infoCalls = new AtomicInteger();
    volatile Supplier<Answer<List<Kline>>> klines;
    volatile Supplier<Answer<PremiumIndex>> premium;
    volatile Supplier<Answer<Depth>> depth;
    volatile Supplier<Answer<List<SymbolRules>>> info;

    VenueTwin(Symbol symbol, Instant now) {
        klines = () -> new Reply.Accepted<>(candles(now, 300));
        premium = () -> new Reply.Accepted<>(
                new PremiumIndex(symbol, Price.of("100"), Price.of("100.1"), null, null, now.minusMillis(200)));
        depth = () -> new Reply.Accepted<>(new Depth(
                symbol,
                now.minusMillis(100),
                List.of(new Depth.Level(Price.of("99.99"), Quantity.of("3"))),
                List.of(new Depth.Level(Price.of("100.01"), Quantity.of("1")))));
        info = () -> new Reply.Accepted<>(List.of(rules(symbol)));
    }

    /** The last one is still open at {@code now}. */
    static List<Kline> candles(Instant now, int count) {
        var rows = new ArrayList<Kline>();
        Instant lastOpen = Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60);
        for (int i = count - 1; i >= 0; i--) {
            Instant openAt = lastOpen.minusSeconds(60L * i);
            rows.add(new Kline(
                    "1m",
                    openAt,
                    openAt.plusMillis(59_999),
                    Price.of("100"),
                    Price.of("100.05"),
                    Price.of("99.95"),
                    Price.of("100"),
                    BigDecimal.TEN,
                    BigDecimal.valueOf(1_000),
                    7));
        }
        return rows;
    }

    static SymbolRules rules(Symbol symbol) {
        var zero = BigDecimal.ZERO;
        var step = new BigDecimal("0.001");
        return new SymbolRules(
                symbol,
                ContractTerms.perpetual(),
                new PriceFilter(new BigDecimal("0.01"), zero, zero),
                new LotFilter(step, step, zero),
                new LotFilter(step, step, zero),
                new BigDecimal("5"),
                PercentPrice.OFF);
    }

    @Override
    public Answer<List<SymbolRules>> exchangeInfo() {
        infoCalls.incrementAndGet();
        return info.get();
    }

    @Override
    public Answer<List<Kline>> klines(
            Symbol symbol, String interval, @Nullable Instant from, @Nullable Instant to, int limit) {
        klineCalls.incrementAndGet();
        return klines.get();
    }

    @Override
    public Answer<PremiumIndex> premiumIndex(Symbol symbol) {
        return premium.get();
    }

    @Override
    public Answer<Depth> depth(Symbol symbol, int limit) {
        return depth.get();
    }

    private static UnsupportedOperationException notForTheDecider() {
        return new UnsupportedOperationException("the decider makes public market data calls only");
    }

    @Override
    public Answer<Instant> serverTime() {
        throw notForTheDecider();
    }

    @Override
    public Answer<Account> account() {
        throw notForTheDecider();
    }

    @Override
    public Answer<List<Position>> positions(@Nullable Symbol symbol) {
        throw notForTheDecider();
    }

    @Override
    public Answer<Boolean> hedgeMode() {
        throw notForTheDecider();
    }

    @Override
    public Reply<Boolean> setHedgeMode(boolean hedge) {
        throw notForTheDecider();
    }

    @Override
    public Reply<Integer> setLeverage(Symbol symbol, int leverage) {
        throw notForTheDecider();
    }

    @Override
    public Reply<Boolean> setIsolated(Symbol symbol) {
        throw notForTheDecider();
    }

    @Override
    public Answer<SymbolConfig> symbolConfig(Symbol symbol) {
        throw notForTheDecider();
    }

    @Override
    public Answer<List<Bracket>> leverageBrackets(Symbol symbol) {
        throw notForTheDecider();
    }

    @Override
    public Reply<OrderView> place(NewOrder order, Sending sending) {
        throw notForTheDecider();
    }

    @Override
    public Reply<OrderView> place(NewAlgoOrder order, Sending sending) {
        throw notForTheDecider();
    }

    @Override
    public Answer<OrderView> order(Symbol symbol, ClientOrderId id) {
        throw notForTheDecider();
    }

    @Override
    public Answer<OrderView> algoOrder(Symbol symbol, ClientOrderId id) {
        throw notForTheDecider();
    }

    @Override
    public Answer<List<OrderView>> openOrders(@Nullable Symbol symbol) {
        throw notForTheDecider();
    }

    @Override
    public Answer<List<OrderView>> openAlgoOrders(@Nullable Symbol symbol) {
        throw notForTheDecider();
    }

    @Override
    public Reply<OrderView> cancel(Symbol symbol, ClientOrderId id, Sending sending) {
        throw notForTheDecider();
    }

    @Override
    public Reply<Boolean> cancelAlgo(Symbol symbol, ClientOrderId id, Sending sending) {
        throw notForTheDecider();
    }

    @Override
    public Answer<String> createListenKey() {
        throw notForTheDecider();
    }

    @Override
    public Answer<Boolean> keepListenKeyAlive() {
        throw notForTheDecider();
    }

    @Override
    public Sending sendingNow() {
        throw notForTheDecider();
    }
}
