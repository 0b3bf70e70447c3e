package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One account's book at a simulated venue: unlimited liquidity at the quote, no funding, no liquidation.
 *
 * <p>No I/O, no clock. The state is the fold of the events it gives, so {@link #apply} over a recorded history restores
 * it. Not thread-safe.
 */
public final class PaperBook {
    private final BookTerms terms;
    private final Map<Symbol, SymbolRules> rules;
    private final BookState state;
    private final OrderChecks checks;
    private final Map<Symbol, Quote> quotes = new HashMap<>();

    public PaperBook(BookTerms terms, Map<Symbol, SymbolRules> rules) {
        this.terms = terms;
        this.rules = Map.copyOf(rules);
        this.state = new BookState(terms.historyLimit());
        this.checks = new OrderChecks(state, terms);
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
        var matching = matching(at);
        matching.onPrice(symbol, quote);
        return matching.events();
    }

    public Outcome<PaperOrder> place(OrderRequest request, Instant at) {
        Quote quote = quoteOf(request.symbol());
        Optional<Refusal> refusal = checks.plain(request, rulesOf(request.symbol()), quote, account(), at);
        if (refusal.isPresent()) {
            return refusal.get().outcome();
        }
        boolean takes = request.type() == OrderType.MARKET || crossesNow(request, quote);
        if (takes && request.timeInForce().equals("GTX")) {
            return Refusal.POST_ONLY.outcome();
        }
        if (!takes && request.timeInForce().equals("FOK")) {
            return Refusal.FILL_OR_KILL.outcome();
        }
        var matching = matching(at);
        PaperOrder placed = matching.place(request, null);
        if (takes) {
            placed = matching.take(placed, quote.takerPrice(placed.side()));
        } else if (request.timeInForce().equals("IOC")) {
            placed = matching.end(placed, OrderStatus.EXPIRED, "2");
        }
        return new Outcome.Done<>(placed, matching.events());
    }

    public Outcome<PaperAlgo> placeAlgo(AlgoRequest request, Instant at) {
        Optional<Refusal> refusal = checks.algo(request, rulesOf(request.symbol()), quoteOf(request.symbol()), at);
        if (refusal.isPresent()) {
            return refusal.get().outcome();
        }
        long id = state.nextAlgoId;
        BigDecimal quantity = request.quantity();
        var algo = new PaperAlgo(
                id,
                request.clientAlgoId() == null ? "sim-algo-" + id : request.clientAlgoId(),
                request.symbol(),
                request.type(),
                request.side(),
                request.positionSide(),
                quantity == null ? BigDecimal.ZERO : quantity,
                request.closePosition(),
                request.reduceOnly(),
                request.triggerPrice(),
                request.workingType(),
                OrderStatus.NEW,
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                at,
                at,
                null);
        return done(algo, new BookEvent.AlgoChanged(algo));
    }

    public Outcome<PaperOrder> cancel(PaperOrder order, Instant at) {
        if (!state.openOrders.containsKey(order.orderId())) {
            return Refusal.UNKNOWN_SENT.outcome();
        }
        PaperOrder canceled = order.ended(OrderStatus.CANCELED, at);
        return done(canceled, new BookEvent.OrderEnded(canceled, "0"));
    }

    public Outcome<PaperAlgo> cancelAlgo(PaperAlgo algo, Instant at) {
        if (!state.openAlgos.containsKey(algo.algoId())) {
            return Refusal.UNKNOWN_SENT.outcome();
        }
        PaperAlgo canceled = algo.ended(OrderStatus.CANCELED, null, at);
        return done(canceled, new BookEvent.AlgoChanged(canceled));
    }

    public Outcome<Boolean> setHedge(boolean hedge) {
        if (state.hedge == hedge) {
            return new Outcome.Refused<>(-4059, "No need to change position side.");
        }
        if (!state.openOrders.isEmpty() || !state.openAlgos.isEmpty()) {
            return new Outcome.Refused<>(-4067, "Position side cannot be changed if there exists open orders.");
        }
        if (state.positions.values().stream().anyMatch(position -> !position.isFlat())) {
            return new Outcome.Refused<>(-4068, "Position side cannot be changed if there exists position.");
        }
        return done(hedge, new BookEvent.ModeChanged(hedge));
    }

    public Outcome<SymbolSetup> setLeverage(Symbol symbol, int leverage) {
        if (leverage < 1 || leverage > 125) {
            return new Outcome.Refused<>(-4028, "Leverage %d is not valid".formatted(leverage));
        }
        SymbolSetup now = state.setup(symbol);
        if (now.isolated() && leverage < now.leverage() && holds(symbol)) {
            return new Outcome.Refused<>(
                    -4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions.");
        }
        var setup = new SymbolSetup(symbol, leverage, now.isolated());
        return done(setup, new BookEvent.SetupChanged(setup, true));
    }

    public Outcome<SymbolSetup> setIsolated(Symbol symbol, boolean isolated) {
        SymbolSetup now = state.setup(symbol);
        if (now.isolated() == isolated) {
            return new Outcome.Refused<>(-4046, "No need to change margin type.");
        }
        boolean open = state.openOrders.values().stream()
                        .anyMatch(order -> order.symbol().equals(symbol))
                || state.openAlgos.values().stream()
                        .anyMatch(algo -> algo.symbol().equals(symbol));
        if (open) {
            return new Outcome.Refused<>(-4047, "Margin type cannot be changed if there exists open orders.");
        }
        if (holds(symbol)) {
            return new Outcome.Refused<>(-4048, "Margin type cannot be changed if there exists position.");
        }
        var setup = new SymbolSetup(symbol, now.leverage(), isolated);
        return done(setup, new BookEvent.SetupChanged(setup, false));
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

    private boolean holds(Symbol symbol) {
        return state.positions.values().stream()
                .anyMatch(position -> position.symbol().equals(symbol) && !position.isFlat());
    }

    private static boolean crossesNow(OrderRequest request, Quote quote) {
        BigDecimal price = Objects.requireNonNull(request.price(), "a LIMIT order has a price");
        int distance = price.compareTo(quote.takerPrice(request.side()));
        return request.side() == io.autofutures.model.order.Side.BUY ? distance >= 0 : distance <= 0;
    }

    private SymbolRules rulesOf(Symbol symbol) {
        SymbolRules found = rules.get(symbol);
        if (found == null) {
            throw new IllegalArgumentException("symbol " + symbol + " is not traded here");
        }
        return found;
    }

    private Matching matching(Instant at) {
        return new Matching(state, terms, checks, this::account, at);
    }

    private <T> Outcome<T> done(T value, BookEvent event) {
        var events = new ArrayList<BookEvent>(1);
        state.apply(event);
        events.add(event);
        return new Outcome.Done<>(value, List.copyOf(events));
    }
}
