package io.autofutures.ingest.market;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Table;
import io.autofutures.transport.Transport;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Symbols in which the account has a position, as the tracker tells. Thread-safe. */
public final class HeldSymbols implements AutoCloseable {
    private final AccountId account;
    private final Map<String, Symbol> open = new ConcurrentHashMap<>();
    private final Table<PositionState> table;

    /**
     * The topic is declared. What is known already is held when this returns.
     *
     * @param changed told of each change
     */
    public HeldSymbols(Transport transport, AccountId account, Consumer<Set<Symbol>> changed) {
        this.account = account;
        this.table = transport.table(Topics.POSITIONS, false);
        table.onChange(position -> {
            if (apply(position)) {
                changed.accept(symbols());
            }
        });
    }

    private boolean apply(PositionState position) {
        if (!position.account().equals(account)) {
            return false;
        }
        String key = Topics.POSITIONS.key().apply(position);
        return position.isOpen() ? open.put(key, position.symbol()) == null : open.remove(key) != null;
    }

    public boolean contains(Symbol symbol) {
        return open.containsValue(symbol);
    }

    public Set<Symbol> symbols() {
        return open.values().stream().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        table.close();
    }
}
