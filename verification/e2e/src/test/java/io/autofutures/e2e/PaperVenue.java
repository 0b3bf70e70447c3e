package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.execution.trade.Effect;
import io.autofutures.execution.trade.OrderNews;
import io.autofutures.execution.trade.TradeInput;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.WorkingType;
import io.autofutures.paperbook.AlgoRequest;
import io.autofutures.paperbook.BookEvent;
import io.autofutures.paperbook.BookTerms;
import io.autofutures.paperbook.OrderOptions;
import io.autofutures.paperbook.OrderRequest;
import io.autofutures.paperbook.Outcome;
import io.autofutures.paperbook.PaperAlgo;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.paperbook.PositionKey;
import io.autofutures.paperbook.Quote;
import io.autofutures.paperbook.TimeInForce;
import io.autofutures.simulator.market.Market;
import io.autofutures.simulator.market.MarketStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Answers the desk's effects at once, from a paper book. */
final class PaperVenue {
    private final Map<Symbol, SymbolRules> rules = new HashMap<>();
    private final PaperBook book;

    PaperVenue(Market market, BigDecimal balance) {
        market.symbols().forEach(symbol -> rules.put(symbol, market.rules(symbol)));
        this.book = new PaperBook(BookTerms.standard(), rules);
        book.apply(new BookEvent.WalletSet(balance));
        assertThat(book.setHedge(true)).isInstanceOf(Outcome.Done.class);
    }

    void quote(MarketStep.Marked step) {
        BigDecimal tick = rules.get(step.symbol()).tickSize();
        BigDecimal bid = step.bid() == null ? step.last().subtract(tick) : step.bid();
        BigDecimal ask = step.ask() == null ? step.last().add(tick) : step.ask();
        book.onPrice(step.symbol(), new Quote(step.last(), step.mark(), bid, ask), step.at());
    }

    TradeInput run(Effect effect, Instant at) {
        return switch (effect) {
            case Effect.PrepareSymbol prepare -> {
                book.setIsolated(prepare.symbol(), true);
                book.setLeverage(prepare.symbol(), prepare.leverage());
                yield new TradeInput.Prepared();
            }
            case Effect.PlaceConditional place -> about(place.id(), conditional(place, at));
            case Effect.SendEntry entry -> about(entry.id(), entry(entry, at));
            case Effect.Cancel cancel -> about(cancel.id(), cancel(cancel, at));
            case Effect.AskOrder ask -> about(ask.id(), ask(ask));
            case Effect.CloseAtMarket close -> throw new AssertionError("nothing had to be closed yet: " + close);
            case Effect.ReadPosition read ->
                new TradeInput.PositionRead(
                        new Quantity(book.position(new PositionKey(read.symbol(), read.positionSide()), at)
                                .amount()
                                .abs()));
        };
    }

    private static TradeInput about(ClientOrderId id, OrderNews news) {
        return new TradeInput.About(id, news);
    }

    private OrderNews conditional(Effect.PlaceConditional place, Instant at) {
        Quantity quantity = place.quantity();
        var request = new AlgoRequest(
                place.symbol(),
                place.id().value(),
                place.type(),
                place.side(),
                place.positionSide(),
                quantity == null ? TimeInForce.GTE_GTC : TimeInForce.GTC,
                quantity == null ? null : quantity.value(),
                quantity == null,
                false,
                place.trigger().value(),
                null,
                WorkingType.MARK_PRICE,
                false,
                null,
                OrderOptions.PLAIN);
        return switch (book.placeAlgo(request, at)) {
            case Outcome.Done<PaperAlgo>(PaperAlgo algo, var unused) -> new OrderNews.Placed(view(algo));
            case Outcome.Refused<PaperAlgo>(int code, String message) ->
                new OrderNews.PlaceRefused(code, message, false, place.attempt());
        };
    }

    private OrderNews entry(Effect.SendEntry entry, Instant at) {
        Price price = entry.price();
        var request = new OrderRequest(
                entry.symbol(),
                entry.id().value(),
                entry.positionSide().entrySide(),
                entry.positionSide(),
                price == null ? OrderType.MARKET : OrderType.LIMIT,
                TimeInForce.GTC,
                entry.quantity().value(),
                price == null ? null : price.value(),
                false,
                OrderOptions.PLAIN);
        return switch (book.place(request, at)) {
            case Outcome.Done<PaperOrder>(PaperOrder order, var unused) -> new OrderNews.Placed(view(order));
            case Outcome.Refused<PaperOrder>(int code, String message) ->
                new OrderNews.PlaceRefused(code, message, false, entry.attempt());
        };
    }

    private OrderNews cancel(Effect.Cancel cancel, Instant at) {
        if (cancel.book() == Book.PLAIN) {
            var order = book.order(cancel.id().value()).orElseThrow();
            return switch (book.cancel(order, at)) {
                case Outcome.Done<PaperOrder>(PaperOrder canceled, var unused) ->
                    new OrderNews.CancelDone(view(canceled));
                case Outcome.Refused<PaperOrder>(int code, String message) ->
                    new OrderNews.CancelRefused(true, code + " " + message);
            };
        }
        var algo = book.algo(cancel.id().value()).orElseThrow();
        return book.cancelAlgo(algo, at) instanceof Outcome.Done<PaperAlgo>
                ? new OrderNews.CancelDone(null)
                : new OrderNews.CancelRefused(true, "gone");
    }

    private OrderNews ask(Effect.AskOrder ask) {
        var found = ask.book() == Book.PLAIN
                ? book.order(ask.id().value()).map(PaperVenue::view)
                : book.algo(ask.id().value()).map(PaperVenue::view);
        return found.<OrderNews>map(OrderNews.Asked::new).orElseGet(OrderNews.NotFound::new);
    }

    private static OrderView view(PaperOrder order) {
        return new OrderView(
                Book.PLAIN,
                order.symbol(),
                new ClientOrderId(order.clientOrderId()),
                Long.toString(order.orderId()),
                order.type(),
                order.side(),
                order.positionSide(),
                order.status(),
                new Quantity(order.quantity()),
                new Quantity(order.filled()),
                order.filled().signum() == 0 ? null : new Price(order.averagePrice()),
                order.price().signum() == 0 ? null : new Price(order.price()),
                null,
                null,
                false,
                order.reduceOnly(),
                null,
                null,
                null,
                order.createdAt(),
                order.updatedAt());
    }

    private static OrderView view(PaperAlgo algo) {
        return new OrderView(
                Book.ALGO,
                algo.symbol(),
                new ClientOrderId(algo.clientAlgoId()),
                Long.toString(algo.algoId()),
                algo.type(),
                algo.side(),
                algo.positionSide(),
                algo.status(),
                new Quantity(algo.quantity()),
                new Quantity(algo.filled()),
                null,
                null,
                new Price(algo.triggerPrice()),
                algo.workingType(),
                algo.closePosition(),
                algo.reduceOnly(),
                null,
                algo.childOrderId() == null ? null : Long.toString(algo.childOrderId()),
                algo.reason(),
                algo.createdAt(),
                algo.updatedAt());
    }
}
