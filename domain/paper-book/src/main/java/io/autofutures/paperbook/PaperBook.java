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
 * One account's book at a simulated venue.
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
    private final BookTerms terms;
    private final MarginTerms marginTerms;
    private final Margins margins;
    private final Liquidation liquidation;
    private final MarginCalls marginCalls;
    private final Map<Symbol, Quote> quotes = new HashMap<>();

    public PaperBook(BookTerms terms, Map<Symbol, SymbolRules> rules) {
        this(terms, MarginTerms.standard(), rules);
    }

    public PaperBook(BookTerms terms, MarginTerms marginTerms, Map<Symbol, SymbolRules> rules) {
        this.rules = Map.copyOf(rules);
        this.terms = terms;
        this.marginTerms = marginTerms;
        this.state = new BookState(terms.historyLimit(), marginTerms.historyLimit());
        this.margins = new Margins(state, terms, marginTerms, this::quoteOf);
        var checks = new OrderChecks(state, margins);
        var settlement = new Settlement(terms);
        this.matching = new Matching(state, terms, checks, settlement, this::account);
        this.orders = new OrderDesk(state, matching, checks);
        this.algos = new AlgoDesk(state, checks);
        this.settings = new AccountSettings(state, margins, marginTerms);
        this.liquidation = new Liquidation(
                state, margins, marginTerms, settlement, matching, this::quoteOf, symbol -> rulesOf(symbol)
                        .tickSize());
        this.marginCalls = new MarginCalls(state, margins, marginTerms);
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

    /**
     * A new price: resting orders that it crosses fill, conditional orders that it reaches fire, and positions whose
     * margin it uses up are taken over.
     */
    public List<BookEvent> onPrice(Symbol symbol, Quote quote, Instant at) {
        quotes.put(symbol, quote);
        boolean idle = state.openOrders.isEmpty() && state.openAlgos.isEmpty();
        if (idle && state.allFlat() && state.money.called.isEmpty()) {
            return List.of();
        }
        var step = new BookStep(state, at);
        if (!idle) {
            matching.onPrice(step, symbol, quote);
        }
        liquidation.check(step, symbol);
        marginCalls.check(step);
        return step.events();
    }

    /** Charges or pays a funding rate that fell due. */
    public List<BookEvent> fund(FundingRate due, Instant at) {
        var step = new BookStep(state, at);
        Funding.settle(step, due);
        return step.events();
    }

    /** Money from outside, or to there when negative. @param amount what is taken must be withdrawable */
    public Outcome<BigDecimal> transfer(BigDecimal amount, Instant at) {
        if (amount.signum() < 0 && amount.negate().compareTo(account().withdrawable()) > 0) {
            return Refusal.BALANCE.outcome();
        }
        var step = new BookStep(state, at);
        BigDecimal wallet = state.wallet.add(amount);
        BigDecimal isolated = state.positions.values().stream()
                .map(PaperPosition::isolatedWallet)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        step.tell(new BookEvent.Transferred(amount, wallet, wallet.subtract(isolated), at));
        return step.done(wallet);
    }

    /**
     * Auto-deleveraging: the venue closes a part of a position at mark, for it found no other way to close another
     * trader's. @param quantity at most all is closed
     */
    public Outcome<PaperPosition> deleverage(PositionKey key, BigDecimal quantity, Instant at) {
        PaperPosition position = state.position(key, at);
        BigDecimal part = quantity.min(position.amount().abs());
        if (part.signum() <= 0) {
            return new Outcome.Refused<>(-2024, "Position is not sufficient.");
        }
        var step = new BookStep(state, at);
        liquidation.deleverage(step, position, part);
        return step.done(state.position(key, at));
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

    /** Moves margin into an isolated position, or out of it when negative. */
    public Outcome<BigDecimal> moveMargin(PositionKey key, BigDecimal amount, Instant at) {
        return settings.moveMargin(key, amount, at);
    }

    public BookTerms terms() {
        return terms;
    }

    public Brackets brackets(Symbol symbol) {
        return marginTerms.brackets(symbol);
    }

    public Account account() {
        return margins.account();
    }

    /** Margin that a position needs at {@code mark}. */
    public BigDecimal initialMargin(PaperPosition position, BigDecimal mark) {
        return margins.initial(position, mark);
    }

    /** Margin below which the position is taken over, at the present mark. */
    public BigDecimal maintenanceMargin(PaperPosition position) {
        return margins.maintenance(position);
    }

    /** Mark price at which the position is taken over, all else unchanged; zero for none. */
    public BigDecimal liquidationPrice(PaperPosition position) {
        return margins.liquidationPrice(position);
    }

    /** Position and resting orders there. */
    public Exposure exposure(PositionKey key) {
        return margins.exposure(key);
    }

    /** Margin of the resting orders there. */
    public BigDecimal openOrderMargin(PositionKey key) {
        return margins.openOrder(key);
    }

    /** Place in the queue for deleveraging, 0 (last) to 4. */
    public int adlRank(PositionKey key) {
        return margins.adl(key);
    }

    /** Executions, oldest first. */
    public List<Trade> trades() {
        return state.money.trades();
    }

    /** Movements of the wallet, oldest first. */
    public List<Income> incomes() {
        return state.money.incomes();
    }

    /** Liquidations and deleveragings, oldest first. */
    public List<ForcedOrder> forcedOrders() {
        return state.money.forced();
    }

    /** Margin moved by hand, oldest first. */
    public List<MarginChange> marginChanges() {
        return state.money.marginChanges();
    }

    /** The venue's double entry: sums to zero. */
    public Map<VenueAccount, BigDecimal> venueLedger() {
        return state.money.ledger.balances();
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
