package io.autofutures.trader.desk;

import io.autofutures.binance.Answer;
import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.FuturesRest.Position;
import io.autofutures.binance.NewAlgoOrder;
import io.autofutures.binance.NewOrder;
import io.autofutures.binance.Reply;
import io.autofutures.binance.Sending;
import io.autofutures.execution.trade.Effect;
import io.autofutures.execution.trade.OrderNews;
import io.autofutures.execution.trade.TradeInput;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Carries out effects, one blocking call each, and says in the desk's words what came of it. Thread-safe. */
final class VenueCalls {
    private static final Duration ORDER_WINDOW = Duration.ofSeconds(2);
    private static final int NO_SUCH_ORDER = -2013;
    private static final int NOTHING_TO_CANCEL = -2011;
    private static final int NOTHING_TO_REDUCE = -2022;

    private final FuturesRest rest;
    private final VenueSetup setup;

    VenueCalls(FuturesRest rest, VenueSetup setup) {
        this.rest = rest;
        this.setup = setup;
    }

    TradeInput run(Effect effect) {
        return switch (effect) {
            case Effect.PrepareSymbol prepare ->
                setup.prepare(prepare.symbol(), prepare.leverage(), prepare.notionalUsdt());
            case Effect.PlaceConditional place ->
                about(place.id(), placed(rest.place(conditional(place), rest.sendingNow()), place.attempt()));
            case Effect.SendEntry entry ->
                about(
                        entry.id(),
                        placed(rest.place(entry(entry), new Sending(entry.stamp(), ORDER_WINDOW)), entry.attempt()));
            case Effect.Cancel cancel -> about(cancel.id(), cancel(cancel));
            case Effect.AskOrder ask -> about(ask.id(), ask(ask));
            case Effect.CloseAtMarket close -> about(close.id(), close(close));
            case Effect.ReadPosition read -> position(read.symbol(), read.positionSide());
        };
    }

    /** What a call that broke in our own code comes to: nothing is known. */
    static TradeInput broken(Effect effect, String reason) {
        return switch (effect) {
            case Effect.PrepareSymbol _ -> new TradeInput.PrepareRefused(reason);
            case Effect.PlaceConditional place -> about(place.id(), new OrderNews.Unclear(reason));
            case Effect.SendEntry entry -> about(entry.id(), new OrderNews.Unclear(reason));
            case Effect.Cancel cancel -> about(cancel.id(), new OrderNews.CancelUnclear(reason));
            case Effect.AskOrder ask -> about(ask.id(), new OrderNews.AskFailed(reason));
            case Effect.CloseAtMarket close -> about(close.id(), new OrderNews.Unclear(reason));
            case Effect.ReadPosition _ -> new TradeInput.PositionUnread(reason);
        };
    }

    private static TradeInput about(ClientOrderId id, OrderNews news) {
        return new TradeInput.About(id, news);
    }

    private static NewAlgoOrder conditional(Effect.PlaceConditional place) {
        return new NewAlgoOrder(
                place.symbol(),
                place.id(),
                place.type(),
                place.side(),
                place.positionSide(),
                place.quantity(),
                place.trigger(),
                WorkingType.MARK_PRICE);
    }

    private static NewOrder entry(Effect.SendEntry entry) {
        var side = entry.positionSide().entrySide();
        return entry.price() == null
                ? new NewOrder.Market(entry.symbol(), entry.id(), side, entry.positionSide(), entry.quantity())
                : new NewOrder.Limit(
                        entry.symbol(), entry.id(), side, entry.positionSide(), entry.quantity(), entry.price(), "GTC");
    }

    private static OrderNews placed(Reply<OrderView> reply, int attempt) {
        return switch (reply) {
            case Reply.Accepted<OrderView>(OrderView view) -> new OrderNews.Placed(view);
            case Reply.Refused<OrderView>(int code, String message, boolean retry) ->
                new OrderNews.PlaceRefused(code, message, retry, attempt);
            case Reply.NotExecuted<OrderView>(String reason) -> new OrderNews.NotExecuted(reason, attempt);
            case Reply.Unknown<OrderView>(String reason) -> new OrderNews.Unclear(reason);
        };
    }

    private OrderNews cancel(Effect.Cancel cancel) {
        var sending = new Sending(cancel.stamp(), ORDER_WINDOW);
        return cancel.book() == Book.PLAIN
                ? canceled(rest.cancel(cancel.symbol(), cancel.id(), sending))
                : canceled(rest.cancelAlgo(cancel.symbol(), cancel.id(), sending));
    }

    private static OrderNews canceled(Reply<?> reply) {
        return switch (reply) {
            case Reply.Accepted<?>(Object value) ->
                new OrderNews.CancelDone(value instanceof OrderView view ? view : null);
            case Reply.Refused<?>(int code, String message, boolean _) ->
                new OrderNews.CancelRefused(code == NOTHING_TO_CANCEL, code + " " + message);
            case Reply.NotExecuted<?>(String reason) -> new OrderNews.CancelUnclear(reason);
            case Reply.Unknown<?>(String reason) -> new OrderNews.CancelUnclear(reason);
        };
    }

    /** Looks in the order's own book, and for a conditional order also for its child, which has the same client id. */
    private OrderNews ask(Effect.AskOrder ask) {
        if (ask.book() == Book.PLAIN) {
            return answered(rest.order(ask.symbol(), ask.id()));
        }
        OrderNews inAlgoBook = answered(rest.algoOrder(ask.symbol(), ask.id()));
        return inAlgoBook instanceof OrderNews.NotFound ? answered(rest.order(ask.symbol(), ask.id())) : inAlgoBook;
    }

    private static OrderNews answered(Answer<OrderView> reply) {
        return switch (reply) {
            case Reply.Accepted<OrderView>(OrderView view) -> new OrderNews.Asked(view);
            case Reply.Refused<OrderView>(int code, String message, boolean _) ->
                code == NO_SUCH_ORDER ? new OrderNews.NotFound() : new OrderNews.AskFailed(code + " " + message);
            case Reply.NotExecuted<OrderView>(String reason) -> new OrderNews.AskFailed(reason);
        };
    }

    private OrderNews close(Effect.CloseAtMarket close) {
        return switch (rest.positions(close.symbol())) {
            case Reply.Accepted<List<Position>>(List<Position> rows) -> {
                Quantity open = amount(rows, close.symbol(), close.positionSide());
                Quantity capped = setup.rules(close.symbol())
                        .map(rules -> rules.roundMarketQuantity(open.value()))
                        .orElse(open);
                if (open.isZero()) {
                    yield new OrderNews.NothingToClose();
                }
                var order = new NewOrder.Market(
                        close.symbol(),
                        close.id(),
                        close.positionSide().entrySide().opposite(),
                        close.positionSide(),
                        capped.isZero() ? open : capped);
                OrderNews news = placed(rest.place(order, rest.sendingNow()), close.attempt());
                yield news instanceof OrderNews.PlaceRefused(int code, var _, var _, var _) && code == NOTHING_TO_REDUCE
                        ? new OrderNews.NothingToClose()
                        : news;
            }
            case Reply.Refused<List<Position>>(int code, String message, boolean _) ->
                new OrderNews.NotExecuted("position not read: " + code + " " + message, close.attempt());
            case Reply.NotExecuted<List<Position>>(String reason) ->
                new OrderNews.NotExecuted("position not read: " + reason, close.attempt());
        };
    }

    private TradeInput position(Symbol symbol, PositionSide side) {
        return switch (rest.positions(symbol)) {
            case Reply.Accepted<List<Position>>(List<Position> rows) ->
                new TradeInput.PositionRead(amount(rows, symbol, side));
            case Reply.Refused<List<Position>>(int code, String message, boolean _) ->
                new TradeInput.PositionUnread(code + " " + message);
            case Reply.NotExecuted<List<Position>>(String reason) -> new TradeInput.PositionUnread(reason);
        };
    }

    private static Quantity amount(List<Position> rows, Symbol symbol, PositionSide side) {
        return new Quantity(rows.stream()
                .filter(row -> row.symbol().equals(symbol) && row.positionSide() == side)
                .map(row -> row.amount().abs())
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
