package io.autofutures.paperbook;

import static io.autofutures.paperbook.Books.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.json.Json;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** After every event the books balance, whatever happens and in whatever order. */
class BooksBalancePropertyTest {
    private static final Symbol X = new Symbol("XUSDT");
    private static final Symbol Y = new Symbol("YUSDT");
    private static final BigDecimal DEPOSIT = new BigDecimal("1000");

    private interface Action {
        List<BookEvent> on(PaperBook book);
    }

    /** Sums over what was told, without looking into the book. */
    private static final class Sums {
        BigDecimal wallet = BigDecimal.ZERO;
        final Map<PositionKey, BigDecimal> amounts = new LinkedHashMap<>();

        void add(BookEvent event) {
            switch (event) {
                case BookEvent.Transferred moved -> wallet = wallet.add(moved.amount());
                case BookEvent.Funded paid -> wallet = wallet.add(paid.amount());
                case BookEvent.InsuranceCleared cleared -> wallet = wallet.add(cleared.amount());
                case BookEvent.OrderTraded(PaperOrder order, Fill fill) -> traded(order, fill);
                case BookEvent.ForceClosed(PaperOrder order, Fill fill, ForcedOrder.Kind cause) -> traded(order, fill);
                default -> {}
            }
        }

        private void traded(PaperOrder order, Fill fill) {
            wallet = wallet.add(fill.realized()).subtract(fill.fee());
            BigDecimal signed =
                    order.side() == Side.BUY ? fill.quantity() : fill.quantity().negate();
            amounts.merge(order.positionKey(), signed, BigDecimal::add);
        }
    }

    private static Map<Symbol, SymbolRules> rules() {
        SymbolRules x = Books.rules();
        var y = new SymbolRules(Y, x.terms(), x.prices(), x.lot(), x.marketLot(), x.minNotional(), x.band());
        return Map.of(X, x, Y, y);
    }

    private static PaperBook book(boolean hedge, BigDecimal fund) {
        var book = new PaperBook(BookTerms.standard(), MarginTerms.standard().withInsuranceFund(fund), rules());
        book.quote(X, Books.quote("100"));
        book.quote(Y, Books.quote("100"));
        if (hedge) {
            Books.done(book.setHedge(true));
        }
        return book;
    }

    private static List<BookEvent> events(Outcome<?> outcome) {
        return outcome instanceof Outcome.Done<?> done ? done.events() : List.of();
    }

    private static OrderRequest request(
            Symbol symbol,
            PaperBook book,
            Side side,
            boolean longSide,
            String quantity,
            String price,
            boolean closing) {
        PositionSide place = !book.hedge() ? PositionSide.BOTH : longSide ? PositionSide.LONG : PositionSide.SHORT;
        return new OrderRequest(
                symbol,
                null,
                side,
                place,
                price.isEmpty() ? OrderType.MARKET : OrderType.LIMIT,
                TimeInForce.GTC,
                new BigDecimal(quantity),
                price.isEmpty() ? null : new BigDecimal(price),
                closing && !book.hedge(),
                OrderOptions.PLAIN);
    }

    @Provide
    Arbitrary<List<Action>> histories() {
        Arbitrary<Symbol> symbol = Arbitraries.of(X, Y);
        Arbitrary<Side> side = Arbitraries.of(Side.class);
        Arbitrary<Boolean> longSide = Arbitraries.of(true, false);
        Arbitrary<String> quantity = Arbitraries.integers()
                .between(1, 400)
                .map(n -> new BigDecimal("0.2").multiply(BigDecimal.valueOf(n)).toPlainString());
        Arbitrary<String> price = Arbitraries.integers()
                .between(150, 250)
                .map(n -> new BigDecimal("0.5").multiply(BigDecimal.valueOf(n)).toPlainString());
        Arbitrary<Action> prices =
                Combinators.combine(symbol, price).as((s, last) -> book -> book.onPrice(s, Books.quote(last), AT));
        Arbitrary<Action> markets = Combinators.combine(symbol, side, longSide, quantity, longSide)
                .as((s, d, l, q, c) -> book -> events(book.place(request(s, book, d, l, q, "", c), AT)));
        Arbitrary<Action> limits = Combinators.combine(symbol, side, longSide, quantity, price, longSide)
                .as((s, d, l, q, p, c) -> book -> events(book.place(request(s, book, d, l, q, p, c), AT)));
        Arbitrary<Action> stops = Combinators.combine(longSide, quantity, price)
                .as((l, q, at) -> book -> !book.hedge()
                        ? List.of()
                        : events(book.placeAlgo(
                                Books.stop(
                                        null,
                                        l ? Side.SELL : Side.BUY,
                                        l ? PositionSide.LONG : PositionSide.SHORT,
                                        q,
                                        at),
                                AT)));
        Arbitrary<Action> rates = Combinators.combine(
                        symbol, Arbitraries.integers().between(-200, 200))
                .as((s, r) -> book -> book.fund(
                        new FundingRate(
                                s, AT, BigDecimal.valueOf(r, 4), book.quoteOf(s).mark()),
                        AT));
        Arbitrary<Action> leverages = Combinators.combine(
                        symbol, Arbitraries.integers().between(1, 60))
                .as((s, n) -> book -> events(book.setLeverage(s, n)));
        Arbitrary<Action> types =
                Combinators.combine(symbol, longSide).as((s, i) -> book -> events(book.setIsolated(s, i)));
        Arbitrary<Action> margins = Combinators.combine(
                        symbol, longSide, Arbitraries.integers().between(-100, 100))
                .as((s, l, n) -> book -> events(book.moveMargin(
                        new PositionKey(
                                s, !book.hedge() ? PositionSide.BOTH : l ? PositionSide.LONG : PositionSide.SHORT),
                        BigDecimal.valueOf(n),
                        AT)));
        Arbitrary<Action> transfers = Arbitraries.integers()
                .between(-300, 300)
                .map(n -> book -> events(book.transfer(BigDecimal.valueOf(n), AT)));
        Arbitrary<Action> deleverages = Combinators.combine(symbol, longSide, quantity)
                .as((s, l, q) -> book -> events(book.deleverage(
                        new PositionKey(
                                s, !book.hedge() ? PositionSide.BOTH : l ? PositionSide.LONG : PositionSide.SHORT),
                        new BigDecimal(q),
                        AT)));
        return Arbitraries.frequencyOf(
                        Tuple.of(6, prices),
                        Tuple.of(5, markets),
                        Tuple.of(2, limits),
                        Tuple.of(1, stops),
                        Tuple.of(2, rates),
                        Tuple.of(1, leverages),
                        Tuple.of(1, types),
                        Tuple.of(1, margins),
                        Tuple.of(1, transfers),
                        Tuple.of(1, deleverages))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private static List<BookEvent> start(PaperBook book) {
        return events(book.transfer(DEPOSIT, AT));
    }

    private static void check(PaperBook book, Sums sums) {
        Account account = book.account();
        assertThat(account.wallet()).isEqualByComparingTo(sums.wallet);
        BigDecimal ledger = book.venueLedger().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(ledger).isEqualByComparingTo("0");
        assertThat(book.venueLedger().getOrDefault(VenueAccount.TRADER, BigDecimal.ZERO))
                .isEqualByComparingTo(account.wallet());
        for (PaperPosition position : book.positions()) {
            assertThat(position.amount())
                    .isEqualByComparingTo(sums.amounts.getOrDefault(position.key(), BigDecimal.ZERO));
            if (position.isFlat()) {
                assertThat(position.isolatedWallet()).isEqualByComparingTo("0");
            }
        }
        assertThat(List.of(
                        account.positionMargin(),
                        account.openOrderMargin(),
                        account.maintenance(),
                        account.crossMaintenance(),
                        account.available(),
                        account.withdrawable()))
                .allMatch(margin -> margin.signum() >= 0);
        BigDecimal incomes = book.incomes().stream().map(Income::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(incomes).isEqualByComparingTo(account.wallet());
        assertThat(book.incomes().stream().map(Income::tranId).distinct().count())
                .isEqualTo(book.incomes().size());
    }

    @Property(tries = 400)
    void walletAndPositionsAreTheSumsOfWhatWasTold(
            @ForAll("histories") List<Action> history, @ForAll boolean hedge, @ForAll boolean poorFund) {
        PaperBook book = book(hedge, poorFund ? BigDecimal.ZERO : new BigDecimal("100000"));
        var sums = new Sums();
        start(book).forEach(sums::add);

        for (Action action : history) {
            action.on(book).forEach(sums::add);
            check(book, sums);
        }
    }

    @Property(tries = 200)
    void afterAPriceNobodyIsBankruptAndNobodyIsBelowMaintenance(
            @ForAll("histories") List<Action> history, @ForAll boolean hedge, @ForAll boolean poorFund) {
        PaperBook book = book(hedge, poorFund ? BigDecimal.ZERO : new BigDecimal("100000"));
        List<BookEvent> deposit = start(book);
        assertThat(deposit).hasSize(1);

        for (Action action : history) {
            List<BookEvent> told = action.on(book);
            List<BookEvent> after = book.onPrice(X, book.quoteOf(X), AT);
            assertThat(told).doesNotContainNull();
            assertThat(after).doesNotContainNull();
            Account account = book.account();
            boolean cross = book.positions().stream().anyMatch(one -> !one.isFlat() && !one.isolated());
            if (cross) {
                // profits not yet taken may stand against a wallet below zero
                assertThat(account.crossEquity()).isGreaterThan(account.crossMaintenance());
            } else {
                assertThat(account.crossWallet().signum()).isNotNegative();
            }
            for (PaperPosition position : book.positions()) {
                if (!position.isFlat() && position.isolated()) {
                    BigDecimal mark = book.quoteOf(position.symbol()).mark();
                    assertThat(position.isolatedWallet().add(position.unrealized(mark)))
                            .isGreaterThan(book.maintenanceMargin(position));
                }
            }
        }
    }

    @Property(tries = 200)
    void theBookIsTheFoldOfItsEventsAndOfItsSnapshotEvenThroughJson(
            @ForAll("histories") List<Action> history, @ForAll boolean hedge) {
        PaperBook book = book(hedge, new BigDecimal("100"));
        var told = new ArrayList<>(start(book));
        history.forEach(action -> told.addAll(action.on(book)));

        PaperBook replayed = book(hedge, new BigDecimal("100"));
        told.forEach(event -> replayed.apply(copied(event)));
        PaperBook restored = book(hedge, new BigDecimal("100"));
        book.snapshot().forEach(event -> restored.apply(copied(event)));

        List.of(X, Y).forEach(symbol -> restored.quote(symbol, book.quoteOf(symbol)));

        assertThat(replayed.snapshot()).hasToString(book.snapshot().toString());
        assertThat(restored.snapshot()).hasToString(book.snapshot().toString());
        assertThat(restored.venueLedger()).isEqualTo(book.venueLedger());
        assertThat(restored.incomes()).isEqualTo(book.incomes());
        assertThat(restored.trades()).isEqualTo(book.trades());
        assertThat(restored.account()).hasToString(book.account().toString());
    }

    private static BookEvent copied(BookEvent event) {
        return Json.mapper().readValue(Json.mapper().writeValueAsString(event), BookEvent.class);
    }
}
