package io.autofutures.trader.decider;

import io.autofutures.binance.Answer;
import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.Reply;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.time.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The venue's rules of every contract, read once and again when they are an hour old. */
final class ContractRules {
    private static final Duration FRESH = Duration.ofHours(1);

    private final FuturesRest rest;
    private final Patience patience;
    private final ReentrantLock refreshing = new ReentrantLock();
    private Snapshot known = new Snapshot(Map.of(), Instant.EPOCH);

    private record Snapshot(Map<Symbol, SymbolRules> rules, Instant readAt) {}

    /** @param readAt venue time */
    record Known(SymbolRules rules, Instant readAt) {}

    ContractRules(FuturesRest rest, Patience patience) {
        this.rest = rest;
        this.patience = patience;
    }

    /** Blocks for at most one request. Accepted and empty: the venue does not list the symbol. */
    Answer<Optional<Known>> of(Symbol symbol) {
        refreshing.lock();
        try {
            if (known.rules().isEmpty() || patience.exceeded(known.readAt(), FRESH)) {
                Instant readAt = patience.clock().instant();
                Answer<List<SymbolRules>> reply = rest.exchangeInfo();
                if (reply instanceof Reply.Accepted<List<SymbolRules>>(List<SymbolRules> rules)) {
                    known = new Snapshot(
                            rules.stream()
                                    .collect(Collectors.toMap(
                                            SymbolRules::symbol, Function.identity(), (first, again) -> first)),
                            readAt);
                } else if (known.rules().isEmpty()) {
                    return reply.map(rules -> Optional.empty());
                }
            }
            return new Reply.Accepted<>(
                    Optional.ofNullable(known.rules().get(symbol)).map(rules -> new Known(rules, known.readAt())));
        } finally {
            refreshing.unlock();
        }
    }
}
