package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One account's book at a simulated venue: unlimited liquidity at the quote, no funding, no liquidation.
 *
 * <p>No I/O, no clock. The state is the fold of the events it gives, so {@link #apply} over a recorded history restores
 * it. Not thread-safe.
 */
public final class PaperBook {
    private final Map<Symbol, SymbolRules> rules;
    private final BookState state;
    private final Matching matching;
    private final OrderDesk orders;
    private final AlgoDesk algos;
    private final AccountSettings settings;
    private final Map<Symbol, Quote> quotes = new HashMap<>();

    public PaperBook(BookTerms terms, Map<Symbol, SymbolRules> rules) {
        this.rules = Map.copyOf(rules);
        this.state = new BookState(terms.historyLimit());
        var checks = new OrderChecks(state, terms);
        this.matching = new Matching(state, terms, checks, new Settlement(terms), this::account);
        this.orders = new OrderDesk(state, matching, checks);
        this.algos = new AlgoDesk(state, checks);
        this.settings = new AccountSettings(state);
    }

    /** Takes a recorded event into the state. */
    public void apply(BookEvent event) {
        state.apply(event);
    }

    /** Events whose fold is the present state. */
    public List<BookEvent> snapshot() {
        return state.snapshot();
    }

    /** Sets a price without matching anything against it: where a market stands when the book is opened or restored. */
    public void quote(Symbol symbol, Quote quote) {
        quotes.put(symbol, quote);
    }

    /** A new price: resting orders that it crosses fill, conditional orders that it reaches fire. */
    public List<BookEvent> onPrice(Symbol symbol, Quote quote, Instant at) {
        quotes.put(symbol, quote);
        if (state.openOrders.isEmpty() && state.openAlgos.isEmpty()) {
            return List.of();
        }
        var step = new BookStep(state, at);
        matching.onPrice(step, symbol, quote);
        return step.events();
    }

    public Outcome<PaperOrder> place(OrderRequest request, Instant at) {
        return orders.place(request, rulesOf(request.symbol()), quoteOf(request.symbol()), account(), at);
    }

    public Outcome<PaperAlgo> placeAlgo(AlgoRequest request, Instant at) {
        return algos.place(request, rulesOf(request.symbol()), quoteOf(request.symbol()), at);
    }

    public Outcome<PaperOrder> cancel(PaperOrder order, Instant at) {
        return orders.cancel(order, at);
    }

    public Outcome<PaperAlgo> cancelAlgo(PaperAlgo algo, Instant at) {
        return algos.cancel(algo, at);
    }

    public Outcome<Boolean> setHedge(boolean hedge) {
        return settings.setHedge(hedge);
    }

    public Outcome<SymbolSetup> setLeverage(Symbol symbol, int leverage) {
        return settings.setLeverage(symbol, leverage);
    }

    public Outcome<SymbolSetup> setIsolated(Symbol symbol, boolean isolated) {
        return settings.setIsolated(symbol, isolated);
    }

    public boolean hedge() {
        return state.hedge;
    }

    public SymbolSetup setup(Symbol symbol) {
        return state.setup(symbol);
    }

    public Account account() {
        return Account.of(state, this::quoteOf);
    }

    /** Margin that a position needs at {@code mark}. */
    public BigDecimal initialMargin(PaperPosition position, BigDecimal mark) {
        return Account.initialMargin(state, position, mark);
    }

    /** Open ones and flat ones that were held before. */
    public List<PaperPosition> positions() {
        return List.copyOf(state.positions.values());
    }

    /** The position there, flat when none was ever held. */
    public PaperPosition position(PositionKey key, Instant at) {
        return state.position(key, at);
    }

    public List<PaperOrder> openOrders() {
        return List.copyOf(state.openOrders.values());
    }

    public List<PaperAlgo> openAlgos() {
        return List.copyOf(state.openAlgos.values());
    }

    public Optional<PaperOrder> order(long orderId) {
        return state.order(orderId);
    }

    /** The open one, else the one that ended last. */
    public Optional<PaperOrder> order(String clientOrderId) {
        return state.order(clientOrderId);
    }

    public Optional<PaperAlgo> algo(long algoId) {
        return state.algo(algoId);
    }

    /** The open one, else the one that ended last. */
    public Optional<PaperAlgo> algo(String clientAlgoId) {
        return state.algo(clientAlgoId);
    }

    /** @throws IllegalStateException if the symbol has no price yet */
    public Quote quoteOf(Symbol symbol) {
        Quote quote = quotes.get(symbol);
        if (quote == null) {
            throw new IllegalStateException("no price of " + symbol + " is known yet");
        }
        return quote;
    }

    private SymbolRules rulesOf(Symbol symbol) {
        SymbolRules found = rules.get(symbol);
        if (found == null) {
            throw new IllegalArgumentException("symbol " + symbol + " is not traded here");
        }
        return found;
    }
}
