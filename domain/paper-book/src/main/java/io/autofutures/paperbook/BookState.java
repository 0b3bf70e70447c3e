package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The fold of the events. Not thread-safe. */
final class BookState {
    private static final int FIRST_LEVERAGE = 20;

    BigDecimal wallet = BigDecimal.ZERO;
    boolean hedge;
    long nextOrderId = 8_100_000_001L;
    /** Beyond 2^53 on purpose, as the venue's may be. */
    long nextAlgoId = 9_100_000_000_000_001L;

    long nextTradeId = 500_000_001L;
    final Map<Symbol, SymbolSetup> setups = new HashMap<>();
    final Map<PositionKey, PaperPosition> positions = new LinkedHashMap<>();
    final TreeMap<Long, PaperOrder> openOrders = new TreeMap<>();
    final TreeMap<Long, PaperAlgo> openAlgos = new TreeMap<>();
    final RestingOrders resting = new RestingOrders();
    final Triggers triggers = new Triggers();
    final Timers timers = new Timers();
    private final TreeMap<Long, List<Amendment>> amendments = new TreeMap<>();
    private final Ended<PaperOrder> endedOrders;
    private final Ended<PaperAlgo> endedAlgos;

    final MoneyLog money;

    BookState(int historyLimit, int moneyLimit) {
        money = new MoneyLog(moneyLimit);
        endedOrders = new Ended<>(historyLimit);
        endedAlgos = new Ended<>(historyLimit);
    }

    void apply(BookEvent event) {
        timers.changed();
        money.apply(event, wallet);
        switch (event) {
            case BookEvent.WalletSet(BigDecimal balance) -> wallet = balance;
            case BookEvent.ModeChanged(boolean hedgeNow) -> hedge = hedgeNow;
            case BookEvent.SetupChanged(SymbolSetup setup, boolean changed) -> setups.put(setup.symbol(), setup);
            case BookEvent.OrderPlaced(PaperOrder order) -> put(order);
            case BookEvent.AccountMoved(long orderId, BigDecimal balance, BigDecimal cross, PaperPosition position) -> {
                wallet = balance;
                positions.put(position.key(), position);
            }
            case BookEvent.OrderTraded(PaperOrder order, Fill fill) -> {
                nextTradeId = Math.max(nextTradeId, fill.tradeId() + 1);
                put(order);
            }
            case BookEvent.OrderEnded(PaperOrder order, String expiry) -> put(order);
            case BookEvent.OrderAmended(PaperOrder order, Amendment amendment, String modifyId) -> {
                if (!order(order.orderId()).equals(Optional.of(order))) {
                    put(order); // a snapshot repeats what is known
                }
                amendments
                        .computeIfAbsent(order.orderId(), key -> new ArrayList<>())
                        .add(amendment);
            }
            case BookEvent.AlgoChanged(PaperAlgo algo) -> put(algo);
            case BookEvent.AlgoFollowed(PaperAlgo algo) -> put(algo);
            case BookEvent.CountdownSet(Symbol symbol, Instant deadline) -> timers.countdown(symbol, deadline);
            case BookEvent.IdsReserved(long order, long algo, long trade) -> {
                nextOrderId = Math.max(nextOrderId, order);
                nextAlgoId = Math.max(nextAlgoId, algo);
                nextTradeId = Math.max(nextTradeId, trade);
            }
            case BookEvent.ForceClosed(PaperOrder order, Fill fill, ForcedOrder.Kind cause) -> {
                nextTradeId = Math.max(nextTradeId, fill.tradeId() + 1);
                put(order);
            }
            case BookEvent.Transferred moved -> wallet = moved.wallet();
            case BookEvent.Funded paid -> {
                wallet = paid.wallet();
                positions.put(paid.position().key(), paid.position());
            }
            case BookEvent.InsuranceCleared cleared -> wallet = cleared.wallet();
            case BookEvent.MarginMoved moved -> positions.put(moved.position().key(), moved.position());
            case BookEvent.MarginCalled called -> {}
            case BookEvent.MarginCallsOver over -> {}
            case BookEvent.MoneyKept kept -> {}
        }
    }

    private void put(PaperOrder order) {
        nextOrderId = Math.max(nextOrderId, order.orderId() + 1);
        PaperOrder before = openOrders.remove(order.orderId());
        if (before != null) {
            resting.remove(before);
        }
        if (order.isOpen()) {
            openOrders.put(order.orderId(), order);
            if (order.type() == OrderType.LIMIT) {
                resting.add(order);
            }
        } else {
            endedOrders.put(order.orderId(), order.clientOrderId(), order).ifPresent(amendments::remove);
        }
    }

    private void put(PaperAlgo algo) {
        nextAlgoId = Math.max(nextAlgoId, algo.algoId() + 1);
        PaperAlgo before = openAlgos.remove(algo.algoId());
        if (before != null) {
            triggers.remove(before);
        }
        if (algo.isOpen()) {
            openAlgos.put(algo.algoId(), algo);
            triggers.add(algo);
        } else {
            endedAlgos.put(algo.algoId(), algo.clientAlgoId(), algo);
        }
    }

    SymbolSetup setup(Symbol symbol) {
        return setups.getOrDefault(symbol, new SymbolSetup(symbol, FIRST_LEVERAGE, false));
    }

    PaperPosition position(PositionKey key, Instant at) {
        PaperPosition held = positions.get(key);
        return held == null ? PaperPosition.flat(key, setup(key.symbol()).isolated(), at) : held;
    }

    /** What {@code balance} leaves beside the margins of isolated positions, with {@code changed} in place of its old self. */
    BigDecimal crossWallet(BigDecimal balance, PaperPosition changed) {
        return positions.values().stream()
                .filter(position -> !position.key().equals(changed.key()))
                .map(PaperPosition::isolatedWallet)
                .reduce(balance.subtract(changed.isolatedWallet()), BigDecimal::subtract);
    }

    boolean allFlat() {
        return positions.values().stream().allMatch(PaperPosition::isFlat);
    }

    Optional<PaperOrder> order(long id) {
        return Optional.ofNullable(openOrders.get(id)).or(() -> endedOrders.byId(id));
    }

    /** The open one, else the one that ended last. */
    Optional<PaperOrder> order(String clientId) {
        return openOrders.values().stream()
                .filter(order -> order.clientOrderId().equals(clientId))
                .findFirst()
                .or(() -> endedOrders.byClientId(clientId));
    }

    Optional<PaperAlgo> algo(long id) {
        return Optional.ofNullable(openAlgos.get(id)).or(() -> endedAlgos.byId(id));
    }

    /** The open one, else the one that ended last. */
    Optional<PaperAlgo> algo(String clientId) {
        return openAlgos.values().stream()
                .filter(algo -> algo.clientAlgoId().equals(clientId))
                .findFirst()
                .or(() -> endedAlgos.byClientId(clientId));
    }

    /** Open and ended, by id. */
    List<PaperOrder> orders() {
        return Stream.concat(endedOrders.all().stream(), openOrders.values().stream())
                .sorted(Comparator.comparingLong(PaperOrder::orderId))
                .toList();
    }

    /** Open and ended, by id. */
    List<PaperAlgo> algos() {
        return Stream.concat(endedAlgos.all().stream(), openAlgos.values().stream())
                .sorted(Comparator.comparingLong(PaperAlgo::algoId))
                .toList();
    }

    /** Oldest first. */
    List<Amendment> amendments(long orderId) {
        return List.copyOf(amendments.getOrDefault(orderId, List.of()));
    }

    /** Events whose fold is this state. */
    List<BookEvent> snapshot() {
        var events = new ArrayList<BookEvent>();
        events.add(new BookEvent.WalletSet(wallet));
        events.add(new BookEvent.ModeChanged(hedge));
        setups.values().forEach(setup -> events.add(new BookEvent.SetupChanged(setup, true)));
        positions
                .values()
                .forEach(position ->
                        events.add(new BookEvent.AccountMoved(0, wallet, crossWallet(wallet, position), position)));
        endedOrders.all().forEach(order -> events.add(new BookEvent.OrderPlaced(order)));
        openOrders.values().forEach(order -> events.add(new BookEvent.OrderPlaced(order)));
        amendments.forEach((id, all) -> all.forEach(amendment ->
                order(id).ifPresent(order -> events.add(new BookEvent.OrderAmended(order, amendment, null)))));
        endedAlgos.all().forEach(algo -> events.add(new BookEvent.AlgoChanged(algo)));
        openAlgos.values().forEach(algo -> events.add(new BookEvent.AlgoChanged(algo)));
        timers.countdowns().forEach((symbol, deadline) -> events.add(new BookEvent.CountdownSet(symbol, deadline)));
        events.add(new BookEvent.IdsReserved(nextOrderId, nextAlgoId, nextTradeId));
        events.add(money.snapshot());
        return events;
    }
}
