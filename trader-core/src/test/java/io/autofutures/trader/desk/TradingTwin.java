package io.autofutures.trader.desk;

import io.autofutures.binance.Answer;
import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.NewAlgoOrder;
import io.autofutures.binance.NewOrder;
import io.autofutures.binance.Reply;
import io.autofutures.binance.Reply.Accepted;
import io.autofutures.binance.Reply.Refused;
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
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import io.autofutures.model.time.VenueClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A venue with one long position in one symbol, in memory: what the desk needs of the port, and switches for faults. */
final class TradingTwin implements FuturesRest {
    static final Symbol ADA = new Symbol("ADAUSDT");

    private final VenueClock clock;
    private final Map<ClientOrderId, OrderView> orders = new LinkedHashMap<>();
    private Quantity position = Quantity.ZERO;
    private boolean hedge;
    private @Nullable SymbolConfig config;
    final List<String> calls = new ArrayList<>();
    Consumer<OrderView> stream = view -> {};
    boolean loseEntryReply;
    boolean refuseStops;
    /** Entries are refused for their time (-1021) as often as this. */
    int entriesTooLate;

    /** Venue times that the entries carried, oldest first. */
    final List<Instant> entryStamps = new ArrayList<>();

    TradingTwin(VenueClock clock) {
        this.clock = clock;
    }

    synchronized Quantity position() {
        return position;
    }

    synchronized List<OrderView> live() {
        return orders.values().stream()
                .filter(order -> order.status() == OrderStatus.NEW)
                .toList();
    }

    /** The conditional order of this type that closes the position fires and fills. */
    synchronized void fire(OrderType type) {
        OrderView order = live().stream()
                .filter(o -> o.type() == type && o.closePosition())
                .findFirst()
                .orElseThrow();
        Quantity closed = position;
        position = Quantity.ZERO;
        update(changed(order, OrderStatus.FINISHED, closed));
        live().stream()
                .filter(OrderView::closePosition)
                .forEach(other -> update(changed(other, OrderStatus.EXPIRED, Quantity.ZERO)));
    }

    private void update(OrderView view) {
        orders.put(view.clientOrderId(), view);
        stream.accept(view);
    }

    private OrderView changed(OrderView order, OrderStatus status, Quantity filled) {
        return view(order.book(), order.clientOrderId(), order.type(), order.side(), status, order.quantity(), filled);
    }

    private OrderView view(
            Book book,
            ClientOrderId id,
            OrderType type,
            Side side,
            OrderStatus status,
            Quantity quantity,
            Quantity filled) {
        return new OrderView(
                book,
                ADA,
                id,
                "1",
                type,
                side,
                PositionSide.LONG,
                status,
                quantity,
                filled,
                null,
                null,
                null,
                WorkingType.MARK_PRICE,
                book == Book.ALGO && quantity.isZero(),
                false,
                null,
                null,
                null,
                clock.instant(),
                clock.instant());
    }

    @Override
    public synchronized Reply<OrderView> place(NewOrder order, Sending sending) {
        calls.add("place " + order.clientOrderId());
        if (clock.instant().isAfter(sending.timestamp().plus(sending.recvWindow()))) {
            return new Refused<>(-1021, "late", false);
        }
        var market = (NewOrder.Market) order;
        if (market.side() == Side.BUY) {
            entryStamps.add(sending.timestamp());
            if (entriesTooLate > 0) {
                entriesTooLate--;
                return new Refused<>(-1021, "Timestamp for this request is outside of the recvWindow.", true);
            }
        }
        position = market.side() == Side.BUY ? position.plus(market.quantity()) : position.minus(market.quantity());
        OrderView filled = view(
                Book.PLAIN,
                market.clientOrderId(),
                OrderType.MARKET,
                market.side(),
                OrderStatus.FILLED,
                market.quantity(),
                market.quantity());
        orders.put(filled.clientOrderId(), filled);
        if (loseEntryReply && market.side() == Side.BUY) {
            return new Reply.Unknown<>("time-out");
        }
        stream.accept(filled);
        return new Accepted<>(filled);
    }

    @Override
    public synchronized Reply<OrderView> place(NewAlgoOrder order, Sending sending) {
        calls.add("place " + order.clientAlgoId());
        if (order.closesPosition() && position.isZero()) {
            return new Refused<>(-4509, "TIF GTE can only be used with open positions", false);
        }
        if (refuseStops && order.closesPosition()) {
            return new Refused<>(-4045, "reach max stop order limit", false);
        }
        Quantity quantity = order.quantity() == null ? Quantity.ZERO : order.quantity();
        OrderView placed = view(
                Book.ALGO, order.clientAlgoId(), order.type(), order.side(), OrderStatus.NEW, quantity, Quantity.ZERO);
        update(placed);
        return new Accepted<>(placed);
    }

    @Override
    public synchronized Answer<OrderView> order(Symbol symbol, ClientOrderId id) {
        calls.add("ask " + id);
        return found(id);
    }

    @Override
    public synchronized Answer<OrderView> algoOrder(Symbol symbol, ClientOrderId id) {
        return found(id);
    }

    private Answer<OrderView> found(ClientOrderId id) {
        OrderView order = orders.get(id);
        return order == null ? new Refused<>(-2013, "Order does not exist.", false) : new Accepted<>(order);
    }

    @Override
    public synchronized Reply<Boolean> cancelAlgo(Symbol symbol, ClientOrderId id, Sending sending) {
        calls.add("cancel " + id);
        OrderView order = orders.get(id);
        if (order == null || order.status() != OrderStatus.NEW) {
            return new Refused<>(-2011, "Unknown order sent.", false);
        }
        update(changed(order, OrderStatus.CANCELED, Quantity.ZERO));
        return new Accepted<>(true);
    }

    @Override
    public synchronized Answer<List<Position>> positions(@Nullable Symbol symbol) {
        return new Accepted<>(List.of(new Position(
                ADA,
                PositionSide.LONG,
                position.value(),
                null,
                null,
                Price.of("0.3"),
                BigDecimal.ZERO,
                null,
                BigDecimal.ZERO,
                clock.instant())));
    }

    @Override
    public synchronized Answer<Boolean> hedgeMode() {
        return new Accepted<>(hedge);
    }

    @Override
    public synchronized Reply<Boolean> setHedgeMode(boolean wanted) {
        hedge = wanted;
        return new Accepted<>(true);
    }

    @Override
    public Reply<Integer> setLeverage(Symbol symbol, int leverage) {
        config = new SymbolConfig(symbol, "ISOLATED", leverage, new BigDecimal("1000000"));
        return new Accepted<>(leverage);
    }

    @Override
    public Reply<Boolean> setIsolated(Symbol symbol) {
        return new Accepted<>(true);
    }

    @Override
    public Answer<SymbolConfig> symbolConfig(Symbol symbol) {
        return config == null ? new Reply.NotExecuted<>("not set") : new Accepted<>(config);
    }

    @Override
    public Answer<List<SymbolRules>> exchangeInfo() {
        var one = BigDecimal.ONE;
        var tick = new BigDecimal("0.0001");
        var most = new BigDecimal("1000000");
        return new Accepted<>(List.of(new SymbolRules(
                ADA,
                ContractTerms.perpetual(),
                new PriceFilter(tick, tick, most),
                new LotFilter(one, one, most),
                new LotFilter(one, one, most),
                new BigDecimal("5"),
                PercentPrice.OFF)));
    }

    @Override
    public Sending sendingNow() {
        return new Sending(clock.instant(), Duration.ofSeconds(2));
    }

    private static <T> Answer<T> notOfTheDesk() {
        return new Reply.NotExecuted<>("the desk does not call this");
    }

    @Override
    public Answer<Instant> serverTime() {
        return new Accepted<>(clock.instant());
    }

    @Override
    public Answer<List<Kline>> klines(
            Symbol symbol, String interval, @Nullable Instant from, @Nullable Instant to, int limit) {
        return notOfTheDesk();
    }

    @Override
    public Answer<PremiumIndex> premiumIndex(Symbol symbol) {
        return notOfTheDesk();
    }

    @Override
    public Answer<Depth> depth(Symbol symbol, int limit) {
        return notOfTheDesk();
    }

    @Override
    public Answer<Account> account() {
        return notOfTheDesk();
    }

    @Override
    public Answer<List<Bracket>> leverageBrackets(Symbol symbol) {
        return notOfTheDesk();
    }

    @Override
    public Answer<List<OrderView>> openOrders(@Nullable Symbol symbol) {
        return notOfTheDesk();
    }

    @Override
    public synchronized Answer<List<OrderView>> openAlgoOrders(@Nullable Symbol symbol) {
        return new Accepted<>(live());
    }

    @Override
    public Reply<OrderView> cancel(Symbol symbol, ClientOrderId id, Sending sending) {
        return notOfTheDesk();
    }

    @Override
    public Answer<String> createListenKey() {
        return notOfTheDesk();
    }

    @Override
    public Answer<Boolean> keepListenKeyAlive() {
        return notOfTheDesk();
    }
}
