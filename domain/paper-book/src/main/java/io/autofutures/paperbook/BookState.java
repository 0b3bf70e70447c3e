package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    private final Ended<PaperOrder> endedOrders;
    private final Ended<PaperAlgo> endedAlgos;

    final MoneyLog money;

    BookState(int historyLimit, int moneyLimit) {
        money = new MoneyLog(moneyLimit);
        endedOrders = new Ended<>(historyLimit);
        endedAlgos = new Ended<>(historyLimit);
    }

    void apply(BookEvent event) {
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
            case BookEvent.AlgoChanged(PaperAlgo algo) -> put(algo);
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
        if (order.isOpen()) {
            openOrders.put(order.orderId(), order);
        } else {
            openOrders.remove(order.orderId());
            endedOrders.put(order.orderId(), order.clientOrderId(), order);
        }
    }

    private void put(PaperAlgo algo) {
        nextAlgoId = Math.max(nextAlgoId, algo.algoId() + 1);
        if (algo.isOpen()) {
            openAlgos.put(algo.algoId(), algo);
        } else {
            openAlgos.remove(algo.algoId());
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
        endedAlgos.all().forEach(algo -> events.add(new BookEvent.AlgoChanged(algo)));
        openAlgos.values().forEach(algo -> events.add(new BookEvent.AlgoChanged(algo)));
        events.add(new BookEvent.IdsReserved(nextOrderId, nextAlgoId, nextTradeId));
        events.add(money.snapshot());
        return events;
    }

    /** The last ones that ended, oldest first, found by either id. */
    private static final class Ended<T> {
        private final int limit;
        private final LinkedHashMap<Long, T> byId = new LinkedHashMap<>();
        private final HashMap<String, Long> idOf = new HashMap<>();
        private final HashMap<Long, String> clientIdOf = new HashMap<>();

        Ended(int limit) {
            this.limit = limit;
        }

        void put(long id, String clientId, T value) {
            byId.put(id, value);
            idOf.put(clientId, id);
            clientIdOf.put(id, clientId);
            if (byId.size() > limit) {
                long oldest = byId.firstEntry().getKey();
                byId.remove(oldest);
                idOf.remove(clientIdOf.remove(oldest), oldest);
            }
        }

        Optional<T> byId(long id) {
            return Optional.ofNullable(byId.get(id));
        }

        Optional<T> byClientId(String clientId) {
            return Optional.ofNullable(idOf.get(clientId)).map(byId::get);
        }

        Collection<T> all() {
            return byId.values();
        }
    }
}
