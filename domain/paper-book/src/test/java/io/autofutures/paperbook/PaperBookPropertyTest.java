package io.autofutures.paperbook;

import static io.autofutures.paperbook.Books.AT;
import static io.autofutures.paperbook.Books.INITIAL;
import static io.autofutures.paperbook.Books.X;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is asked, and in whatever order: the sums hold and no stop opens anything. */
class PaperBookPropertyTest {
    private static final BigDecimal CENT_OF_CENT = new BigDecimal("0.0001");

    private interface Action {
        List<BookEvent> on(PaperBook book);
    }

    private record Traced(List<BookEvent> events, PaperBook book) {}

    private static List<BookEvent> events(Outcome<?> outcome) {
        return outcome instanceof Outcome.Done<?> done ? done.events() : List.of();
    }

    @Provide
    Arbitrary<List<Action>> histories() {
        Arbitrary<Side> side = Arbitraries.of(Side.class);
        Arbitrary<PositionSide> positionSide = Arbitraries.of(PositionSide.LONG, PositionSide.SHORT);
        Arbitrary<String> quantity = Arbitraries.integers()
                .between(1, 50)
                .map(n -> new BigDecimal("0.2").multiply(BigDecimal.valueOf(n)).toPlainString());
        Arbitrary<String> price = Arbitraries.integers()
                .between(180, 220)
                .map(n -> new BigDecimal("0.5").multiply(BigDecimal.valueOf(n)).toPlainString());
        Arbitrary<Action> prices = price.map(last -> book -> Books.price(book, last));
        Arbitrary<Action> markets = Combinators.combine(side, positionSide, quantity)
                .as((s, p, q) -> book -> events(book.place(Books.market(null, s, p, q), AT)));
        Arbitrary<Action> limits = Combinators.combine(side, positionSide, quantity, price)
                .as((s, p, q, at) -> book -> events(book.place(Books.limit(null, s, p, q, at, "GTC"), AT)));
        Arbitrary<Action> stops = Combinators.combine(positionSide, quantity, price)
                .as((p, q, at) -> book ->
                        events(book.placeAlgo(Books.stop(null, p.entrySide().opposite(), p, q, at), AT)));
        Arbitrary<Action> closes = Combinators.combine(
                        Arbitraries.of(OrderType.STOP_MARKET, OrderType.TAKE_PROFIT_MARKET), positionSide, price)
                .as((type, p, at) -> book -> events(
                        book.placeAlgo(Books.closing(null, type, p.entrySide().opposite(), p, at), AT)));
        Arbitrary<Action> cancels = Arbitraries.just(book -> book.openOrders().isEmpty()
                ? List.of()
                : events(book.cancel(book.openOrders().getFirst(), AT)));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(5, prices),
                        net.jqwik.api.Tuple.of(4, markets),
                        net.jqwik.api.Tuple.of(2, limits),
                        net.jqwik.api.Tuple.of(3, stops),
                        net.jqwik.api.Tuple.of(3, closes),
                        net.jqwik.api.Tuple.of(1, cancels))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private static Traced run(List<Action> history, BookTerms terms) {
        PaperBook book = Books.hedge(terms);
        var events = new ArrayList<BookEvent>();
        for (Action action : history) {
            events.addAll(action.on(book));
        }
        return new Traced(events, book);
    }

    private static List<Fill> fills(List<BookEvent> events) {
        return events.stream()
                .filter(BookEvent.OrderTraded.class::isInstance)
                .map(event -> ((BookEvent.OrderTraded) event).fill())
                .toList();
    }

    @Property(tries = 300)
    void theWalletIsTheStartPlusRealizedLessFees(@ForAll("histories") List<Action> history) {
        Traced traced = run(history, BookTerms.standard());

        BigDecimal expected = INITIAL;
        for (Fill fill : fills(traced.events())) {
            expected = expected.add(fill.realized()).subtract(fill.fee());
        }
        assertThat(traced.book().account().wallet()).isEqualByComparingTo(expected);
    }

    /** Cash that went in and out, plus what is held at mark, is the equity: nothing comes from nowhere. */
    @Property(tries = 300)
    void equityIsTheCashFlowPlusWhatIsHeld(@ForAll("histories") List<Action> history) {
        Traced traced = run(history, BookTerms.standard());

        BigDecimal equity = INITIAL;
        for (BookEvent event : traced.events()) {
            if (event instanceof BookEvent.OrderTraded(PaperOrder order, Fill fill)) {
                BigDecimal cash = fill.price().multiply(fill.quantity());
                equity = equity.add(order.side() == Side.BUY ? cash.negate() : cash)
                        .subtract(fill.fee());
            }
        }
        BigDecimal mark = traced.book().quoteOf(X).mark();
        for (PaperPosition position : traced.book().positions()) {
            equity = equity.add(position.amount().multiply(mark));
        }
        Account account = traced.book().account();
        assertThat(account.wallet().add(account.unrealized()).subtract(equity).abs())
                .isLessThan(CENT_OF_CENT);
    }

    @Property(tries = 300)
    void noPositionEverTurnsAndNoStopOpensOne(
            @ForAll("histories") List<Action> history, @ForAll BookTerms.OversizedStop oversized) {
        Traced traced = run(history, BookTerms.standard().withOversizedStop(oversized));

        for (BookEvent event : traced.events()) {
            if (event instanceof BookEvent.AccountMoved moved) {
                PaperPosition position = moved.position();
                int wanted = position.side() == PositionSide.LONG ? 1 : -1;
                assertThat(position.amount().signum()).isIn(0, wanted);
                assertThat(position.isFlat()).isEqualTo(position.entryPrice().signum() == 0);
            }
            if (event instanceof BookEvent.OrderTraded(PaperOrder order, Fill fill) && order.origin() != null) {
                assertThat(order.side())
                        .isEqualTo(order.positionSide().entrySide().opposite());
            }
        }
    }

    @Property(tries = 200)
    void aFlatPositionHasNoClosePositionOrder(@ForAll("histories") List<Action> history) {
        Traced traced = run(history, BookTerms.standard());

        assertThat(traced.book().openAlgos().stream()
                        .filter(PaperAlgo::closePosition)
                        .filter(algo ->
                                traced.book().position(algo.positionKey(), AT).isFlat()))
                .isEmpty();
    }

    @Property(tries = 200)
    void theFoldOfTheEventsIsTheBook(@ForAll("histories") List<Action> history) {
        Traced traced = run(history, BookTerms.standard());
        PaperBook again = Books.hedge();

        traced.events().forEach(again::apply);

        assertThat(again.snapshot()).isEqualTo(traced.book().snapshot());
    }
}
