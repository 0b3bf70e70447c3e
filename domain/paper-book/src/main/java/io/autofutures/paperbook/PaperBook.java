package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One account's book at a simulated venue.
 *
 * <p>No I/O, no clock. The state is the fold of the events it gives, so {@link #apply} over a recorded history restores
 * it. Not thread-safe.
 */
public final class PaperBook {
    private final Map<Symbol, SymbolRules> rules;
    private final BookState state;
    private final Liquidity liquidity;
    private final Matching matching;
    private final Firing firing;
    private final OrderDesk orders;
    private final Amending amending;
    private final AlgoDesk algos;
    private final AccountSettings settings;
    private final BookTerms terms;
    private final MarginTerms marginTerms;
    private final Margins margins;
    private final Liquidation liquidation;
    private final MarginCalls marginCalls;

    public PaperBook(BookTerms terms, Map<Symbol, SymbolRules> rules) {
        this(terms, MarginTerms.standard(), rules);
    }

    public PaperBook(BookTerms terms, MarginTerms marginTerms, Map<Symbol, SymbolRules> rules) {
        this.rules = Map.copyOf(rules);
        this.terms = terms;
        this.marginTerms = marginTerms;
        this.state = new BookState(terms.historyLimit(), marginTerms.historyLimit());
        this.liquidity = new Liquidity(terms.depth());
        this.margins = new Margins(state, terms, marginTerms, this::quoteOf);
        var checks = new OrderChecks(state, margins);
        var settlement = new Settlement(terms);
        var priceMatching = new PriceMatching(liquidity);
        this.matching = new Matching(state, terms, checks, settlement, liquidity);
        this.firing = new Firing(state, terms, checks, matching, priceMatching, this::account);
        this.orders = new OrderDesk(state, matching, priceMatching, checks);
        this.amending = new Amending(state, matching, priceMatching, checks);
        this.algos = new AlgoDesk(state, new AlgoChecks(state, checks));
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
        liquidity.quote(symbol, quote);
    }

    /**
     * A new price: resting orders that it reaches fill, conditional orders that it reaches fire, and positions whose
     * margin it uses up are taken over.
     */
    public List<BookEvent> onPrice(Symbol symbol, Quote quote, Instant at) {
        return onPrice(symbol, quote, null, at);
    }

    /** @param trades between others since the last price, oldest first; absent when they are not known */
    public List<BookEvent> onPrice(Symbol symbol, Quote quote, @Nullable List<Level> trades, Instant at) {
        liquidity.quote(symbol, quote);
        boolean idle = state.openOrders.isEmpty() && state.openAlgos.isEmpty();
        if (idle && state.allFlat() && state.money.called.isEmpty()) {
            return List.of();
        }
        var step = new BookStep(state, at);
        if (!idle) {
            SymbolRules symbolRules = rulesOf(symbol);
            matching.onPrice(step, symbolRules, quote, trades);
            firing.onPrice(step, symbolRules, quote);
        }
        liquidation.check(step, symbol);
        marginCalls.check(step);
        return step.events();
    }

    /** When something ends by the clock next: a GTD order or a countdown. */
    public Optional<Instant> nextDeadline() {
        return state.timers.next(state);
    }

    /** Ends what ends by the clock at {@code at} or before. */
    public List<BookEvent> onTime(Instant at) {
        if (nextDeadline().filter(deadline -> !deadline.isAfter(at)).isEmpty()) {
            return List.of();
        }
        var step = new BookStep(state, at);
        orders.onTime(step);
        algos.onTime(step);
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

    /** Whether {@link #place} would accept it; nothing changes. */
    public Outcome<OrderRequest> check(OrderRequest request, Instant at) {
        return orders.check(request, rulesOf(request.symbol()), quoteOf(request.symbol()), account(), at);
    }

    public Outcome<PaperOrder> amend(PaperOrder order, AmendRequest change, Instant at) {
        return amending.amend(order, change, rulesOf(order.symbol()), quoteOf(order.symbol()), account(), at);
    }

    public Outcome<PaperOrder> cancel(PaperOrder order, Instant at) {
        return orders.cancel(order, at);
    }

    /** Plain orders only; conditional ones are left alone. The value is how many there were. */
    public Outcome<Integer> cancelAll(Symbol symbol, Instant at) {
        return orders.cancelAll(symbol, at);
    }

    /** All plain orders of the symbol are canceled at {@code deadline}; empty stops the countdown. */
    public Outcome<Symbol> countdown(Symbol symbol, Optional<Instant> deadline, Instant at) {
        return orders.countdown(symbol, deadline, at);
    }

    public Outcome<PaperAlgo> placeAlgo(AlgoRequest request, Instant at) {
        return algos.place(request, rulesOf(request.symbol()), quoteOf(request.symbol()), at);
    }

    public Outcome<PaperAlgo> cancelAlgo(PaperAlgo algo, Instant at) {
        return algos.cancel(algo, at);
    }

    /** The value is how many there were. */
    public Outcome<Integer> cancelAlgos(Symbol symbol, Instant at) {
        return algos.cancelAll(symbol, at);
    }

    /** A fault: conditional orders that {@code which} names stay in TRIGGERING when they fire, until {@link #resume}. */
    public void hang(Predicate<PaperAlgo> which) {
        firing.hang(which);
    }

    /** Lets all that hang in TRIGGERING go on at the present price. */
    public List<BookEvent> resume(Instant at) {
        var step = new BookStep(state, at);
        for (PaperAlgo algo : firing.hanging()) {
            firing.resume(step, algo, rulesOf(algo.symbol()), quoteOf(algo.symbol()));
        }
        return step.events();
    }

    /** What a taker would meet and the own resting orders, at most {@code limit} levels a side. */
    public Depth depth(Symbol symbol, int limit) {
        return DepthView.of(liquidity, state.resting, rulesOf(symbol), limit);
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

    /** Open and ended as far as they are kept, by id. */
    public List<PaperOrder> orders() {
        return state.orders();
    }

    /** Open and ended as far as they are kept, by id. */
    public List<PaperAlgo> algos() {
        return state.algos();
    }

    /** Changes of an order, oldest first. */
    public List<Amendment> amendments(long orderId) {
        return state.amendments(orderId);
    }

    /** @throws IllegalStateException if the symbol has no price yet */
    public Quote quoteOf(Symbol symbol) {
        return liquidity.quote(symbol);
    }

    private SymbolRules rulesOf(Symbol symbol) {
        SymbolRules found = rules.get(symbol);
        if (found == null) {
            throw new IllegalArgumentException("symbol " + symbol + " is not traded here");
        }
        return found;
    }
}
