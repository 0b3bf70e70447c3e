package io.autofutures.simulator.market;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** An opened source of prices; the same source gives the same steps each time. */
public interface Market extends AutoCloseable {
    /** Says which market this is, so that a data folder of another one is noticed. */
    String identity();

    /** Sorted. */
    List<Symbol> symbols();

    /** Rules for want of exchangeInfo: built in, or derived from the finest decimals seen. */
    SymbolRules rules(Symbol symbol);

    /** The first event of all symbols. */
    Instant start();

    /** The last event, empty for an endless market. */
    Optional<Instant> end();

    /** Price before the first event. */
    BigDecimal opening(Symbol symbol);

    /** Closed 1m candles before {@link #start}; made anew at each call, which may take some milliseconds. */
    MinuteCandles history(Symbol symbol);

    /** From the start, in {@link MarketStep#ORDER}; of a live market as they come, and {@code next} waits for them. */
    Iterator<MarketStep> steps();

    /** It happens now and cannot be played again: {@link #start} is the present. */
    default boolean live() {
        return false;
    }

    /** The symbol's row in the market's own exchangeInfo, if it has one. */
    default Optional<ObjectNode> row(Symbol symbol) {
        return Optional.empty();
    }

    /** Asks the market itself for what the simulator has no history of. */
    default Optional<MarketForward> forward() {
        return Optional.empty();
    }

    /** No steps come any more. */
    @Override
    default void close() {}
}
