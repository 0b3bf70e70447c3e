package io.autofutures.execution.trade;

import static io.autofutures.execution.Samples.ADA;

import io.autofutures.execution.Samples;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One long position of a hedge-mode venue, with its two books; small enough to be seen to be right. */
final class ToyVenue {
    private static final class Order {
        final ClientOrderId id;
        final OrderType type;
        final Quantity quantity; // zero: closePosition
        final BigDecimal trigger;
        OrderStatus status = OrderStatus.NEW;
        Quantity filled = Quantity.ZERO;

        Order(ClientOrderId id, OrderType type, Quantity quantity, BigDecimal trigger) {
            this.id = id;
            this.type = type;
            this.quantity = quantity;
            this.trigger = trigger;
        }

        boolean isAlgo() {
            return type.isConditional();
        }

        boolean isLiveStop() {
            return type == OrderType.STOP_MARKET && status == OrderStatus.NEW;
        }
    }

    final List<TradeInput> stream = new ArrayList<>();
    private final Map<ClientOrderId, Order> orders = new LinkedHashMap<>();
    private final Random random;
    BigDecimal mark = new BigDecimal("0.3");
    Quantity position = Quantity.ZERO;
    Quantity bought = Quantity.ZERO;
    int entries;
    boolean stopHasFired;

    ToyVenue(Random random) {
        this.random = random;
    }

    OrderNews place(Effect.PlaceConditional effect) {
        Order known = orders.get(effect.id());
        if (known != null && known.status == OrderStatus.NEW) {
            return refused(-4116, effect.attempt());
        }
        boolean closes = effect.quantity() == null;
        boolean stop = effect.type() == OrderType.STOP_MARKET;
        BigDecimal trigger = effect.trigger().value();
        if (stop ? mark.compareTo(trigger) <= 0 : mark.compareTo(trigger) >= 0) {
            return refused(-2021, effect.attempt());
        }
        if (closes && position.isZero()) {
            return refused(-4509, effect.attempt());
        }
        if (closes
                && orders.values().stream()
                        .anyMatch(o -> o.type == effect.type() && o.quantity.isZero() && o.status == OrderStatus.NEW)) {
            return refused(-4130, effect.attempt());
        }
        var order = new Order(effect.id(), effect.type(), closes ? Quantity.ZERO : effect.quantity(), trigger);
        orders.put(order.id, order);
        tell(order);
        return new OrderNews.Placed(view(order, Book.ALGO));
    }

    OrderNews enter(Effect.SendEntry effect, boolean late) {
        if (late) {
            return refused(-1021, effect.attempt());
        }
        var order = new Order(effect.id(), OrderType.MARKET, effect.quantity(), BigDecimal.ZERO);
        orders.put(order.id, order);
        entries++;
        fill(order, effect.quantity());
        return new OrderNews.Placed(view(order, Book.PLAIN));
    }

    /** Opens; in up to two parts, the second of which may expire. */
    private void fill(Order order, Quantity all) {
        boolean parts = random.nextInt(4) == 0;
        Quantity first = parts ? new Quantity(all.value().divideToIntegralValue(BigDecimal.TWO)) : all;
        order.filled = first;
        order.status = parts ? OrderStatus.EXPIRED : OrderStatus.FILLED; // the rest of a MARKET sweep ends unfilled
        position = position.plus(first);
        bought = bought.plus(first);
        stream.add(new TradeInput.About(order.id, new OrderNews.Executed(order.filled)));
        tell(order);
    }

    OrderNews close(Effect.CloseAtMarket effect) {
        if (position.isZero()) {
            return new OrderNews.NothingToClose();
        }
        var order = new Order(effect.id(), OrderType.MARKET, position, BigDecimal.ZERO);
        orders.put(order.id, order);
        reduce(order, position);
        order.status = OrderStatus.FILLED;
        tell(order);
        return new OrderNews.Placed(view(order, Book.PLAIN));
    }

    OrderNews cancel(Effect.Cancel effect) {
        Order order = orders.get(effect.id());
        if (order == null || order.status != OrderStatus.NEW) {
            return new OrderNews.CancelRefused(true, "-2011");
        }
        order.status = OrderStatus.CANCELED;
        tell(order);
        return new OrderNews.CancelDone(null);
    }

    OrderNews ask(ClientOrderId id) {
        Order order = orders.get(id);
        return order == null
                ? new OrderNews.NotFound()
                : new OrderNews.Asked(view(order, order.isAlgo() ? Book.ALGO : Book.PLAIN));
    }

    void moveMark(BigDecimal to) {
        mark = to;
        for (Order order : List.copyOf(orders.values())) {
            boolean touched = order.type == OrderType.STOP_MARKET
                    ? mark.compareTo(order.trigger) <= 0
                    : order.type == OrderType.TAKE_PROFIT_MARKET && mark.compareTo(order.trigger) >= 0;
            if (order.isAlgo() && order.status == OrderStatus.NEW && touched) {
                fire(order);
            }
        }
    }

    private void fire(Order order) {
        stopHasFired |= order.type == OrderType.STOP_MARKET;
        Quantity all = order.quantity.isZero() ? position : order.quantity.min(position);
        boolean tooLarge = order.quantity.compareTo(position) > 0;
        if (!tooLarge && !all.isZero()) {
            reduce(order, all);
        }
        order.status = tooLarge ? OrderStatus.REJECTED : OrderStatus.FINISHED;
        tell(order);
    }

    private void reduce(Order order, Quantity by) {
        order.filled = order.filled.plus(by);
        position = position.minus(by);
        stream.add(new TradeInput.About(order.id, new OrderNews.Executed(order.filled)));
        if (position.isZero()) {
            for (Order other : orders.values()) {
                if (other != order && other.isAlgo() && other.quantity.isZero() && other.status == OrderStatus.NEW) {
                    other.status = OrderStatus.EXPIRED;
                    tell(other);
                }
            }
            stream.add(new TradeInput.PositionReportedFlat());
        }
    }

    /** Live stops cover the position. */
    boolean covered() {
        BigDecimal covered = BigDecimal.ZERO;
        for (Order order : orders.values()) {
            if (order.isLiveStop()) {
                if (order.quantity.isZero()) {
                    return true;
                }
                covered = covered.add(order.quantity.value());
            }
        }
        return covered.compareTo(position.value()) >= 0;
    }

    boolean hasLiveOrders() {
        return orders.values().stream().anyMatch(order -> order.status == OrderStatus.NEW);
    }

    /** A human's cancel. */
    void cancelStops() {
        orders.values().stream().filter(Order::isLiveStop).forEach(order -> {
            order.status = OrderStatus.CANCELED;
            tell(order);
        });
    }

    /** A human's close. */
    void flatten() {
        if (!position.isZero()) {
            reduce(new Order(new ClientOrderId("web_1"), OrderType.MARKET, position, BigDecimal.ZERO), position);
        }
    }

    private static OrderNews refused(int code, int attempt) {
        return new OrderNews.PlaceRefused(code, "no", false, attempt);
    }

    private void tell(Order order) {
        stream.add(new TradeInput.About(
                order.id, new OrderNews.Told(view(order, order.isAlgo() ? Book.ALGO : Book.PLAIN))));
    }

    private static OrderView view(Order order, Book book) {
        return view(order.id, book, order.type, order.status, order.quantity, order.filled);
    }

    static OrderView view(
            ClientOrderId id, Book book, OrderType type, OrderStatus status, Quantity quantity, Quantity filled) {
        Side side = id.leg().filter(Leg.ENTRY::equals).isPresent() ? Side.BUY : Side.SELL;
        return new OrderView(
                book,
                ADA,
                id,
                "1",
                type,
                side,
                PositionSide.LONG,
                status,
                quantity,
                filled,
                null,
                null,
                null,
                WorkingType.MARK_PRICE,
                quantity.isZero(),
                false,
                null,
                null,
                null,
                Samples.T0,
                Samples.T0);
    }
}
