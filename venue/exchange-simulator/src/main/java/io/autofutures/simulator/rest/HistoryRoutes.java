package io.autofutures.simulator.rest;

import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.Side;
import io.autofutures.paperbook.Fill;
import io.autofutures.paperbook.ForcedOrder;
import io.autofutures.paperbook.Income;
import io.autofutures.paperbook.MarginChange;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.paperbook.Trade;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Instrument;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What was: executions, income, forced orders. As far back as the book remembers. */
final class HistoryRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Duration WEEK = Duration.ofDays(7);

    private final Venue venue;

    HistoryRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.of(
                "GET /fapi/v1/userTrades", Route.signed(5, this::trades),
                "GET /fapi/v1/income", Route.signed(30, this::income),
                "GET /fapi/v1/forceOrders",
                        Route.signed(params -> params.text("symbol").isPresent() ? 20 : 50, this::forceOrders),
                "GET /fapi/v1/positionMargin/history", Route.signed(1, this::marginChanges));
    }

    /** @param from and {@code to} both included; absent without bounds */
    private record Window(@Nullable Instant from, @Nullable Instant to) {
        static Window of(Params params, Duration longest) {
            Instant from = params.instant("startTime").orElse(null);
            Instant to = params.instant("endTime").orElse(null);
            if (from != null && to != null && to.isBefore(from)) {
                throw ApiError.of(-1023, "Start time is greater than end time.");
            }
            if (from != null && to != null && Duration.between(from, to).compareTo(longest) > 0) {
                throw ApiError.of(
                        -1127,
                        "Lookup interval is too big. More than %d hours between startTime and endTime."
                                .formatted(longest.toHours()));
            }
            if (from != null && to == null && longest.compareTo(Duration.ofDays(3650)) < 0) {
                to = from.plus(longest);
            }
            return new Window(from, to);
        }

        boolean isOpen() {
            return from == null && to == null;
        }

        boolean holds(Instant at) {
            return (from == null || !at.isBefore(from)) && (to == null || !at.isAfter(to));
        }
    }

    private static int limit(Params params, int otherwise, int most) {
        long limit = params.number("limit").orElse((long) otherwise);
        if (limit < 1 || limit > most) {
            throw ApiError.of(-1130, "Data sent for parameter 'limit' is not valid.");
        }
        return (int) limit;
    }

    /** The oldest of what was asked for, or the newest when nothing but the symbol was. */
    private static <T> List<T> page(List<T> oldestFirst, boolean newest, int limit) {
        int size = oldestFirst.size();
        return newest
                ? oldestFirst.subList(Math.max(0, size - limit), size)
                : oldestFirst.subList(0, Math.min(limit, size));
    }

    private JsonNode trades(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        Window window = Window.of(params, WEEK);
        Optional<Long> fromId = params.number("fromId");
        Optional<Long> orderId = params.number("orderId");
        int limit = limit(params, 500, 1000);
        List<Trade> found = venue.read(PaperBook::trades).stream()
                .filter(trade -> trade.symbol().equals(instrument.symbol()))
                .filter(trade -> window.holds(trade.at()))
                .filter(trade -> fromId.isEmpty() || trade.fill().tradeId() >= fromId.get())
                .filter(trade -> orderId.isEmpty() || trade.orderId() == orderId.get())
                .toList();
        ArrayNode rows = NODES.arrayNode();
        page(found, window.isOpen() && fromId.isEmpty(), limit).forEach(trade -> rows.add(row(trade, instrument)));
        return rows;
    }

    private static ObjectNode row(Trade trade, Instrument instrument) {
        Fill fill = trade.fill();
        return NODES.objectNode()
                .put("symbol", trade.symbol().value())
                .put("id", fill.tradeId())
                .put("orderId", trade.orderId())
                .put("pair", trade.symbol().value())
                .put("side", trade.side().name())
                .put("price", Frames.scaled(fill.price(), instrument.priceScale()))
                .put("qty", fill.quantity().toPlainString())
                .put("realizedPnl", Frames.eight(fill.realized()))
                .put("quoteQty", fill.price().multiply(fill.quantity()).toPlainString())
                .put("commission", Frames.eight(fill.fee()))
                .put("commissionAsset", "USDT")
                .put("time", trade.at().toEpochMilli())
                .put("buyer", trade.side() == Side.BUY)
                .put("maker", fill.maker())
                .put("positionSide", trade.positionSide().name())
                .put("baseQty", "0")
                .put("marginAsset", "USDT");
    }

    private JsonNode income(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        Window window = Window.of(params, Duration.ofDays(36_500));
        Optional<String> type = params.text("incomeType");
        long page = params.number("page").orElse(0L);
        int limit = limit(params, 100, 1000);
        Instant recent = venue.now().minus(WEEK);
        List<Income> found = venue.read(PaperBook::incomes).stream()
                .filter(income -> one == null || one.symbol().equals(income.symbol()))
                .filter(income -> type.isEmpty() || income.type().name().equals(type.get()))
                .filter(income -> window.isOpen() ? !income.at().isBefore(recent) : window.holds(income.at()))
                .toList();
        long skipped = Math.min(found.size(), Math.max(0, page - 1) * limit);
        List<Income> rest = found.subList((int) skipped, found.size());
        ArrayNode rows = NODES.arrayNode();
        page(rest, window.isOpen() && page == 0, limit).forEach(income -> rows.add(row(income)));
        return rows;
    }

    private static ObjectNode row(Income income) {
        return NODES.objectNode()
                .put("symbol", income.symbol() == null ? "" : income.symbol().value())
                .put("incomeType", income.type().name())
                .put("income", Frames.eight(income.amount()))
                .put("asset", "USDT")
                .put("info", income.type().name())
                .put("time", income.at().toEpochMilli())
                .put("tranId", income.tranId())
                .put("tradeId", income.tradeId() == null ? "" : Long.toString(income.tradeId()));
    }

    private JsonNode forceOrders(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        Window window = Window.of(params, Duration.ofDays(90));
        int limit = limit(params, 50, 100);
        Function<String, ForcedOrder.Kind> kind = word -> switch (word) {
            case "LIQUIDATION" -> ForcedOrder.Kind.LIQUIDATION;
            case "ADL" -> ForcedOrder.Kind.ADL;
            default -> throw ApiError.of(-1130, "Data sent for parameter 'autoCloseType' is not valid.");
        };
        Optional<ForcedOrder.Kind> wanted = params.text("autoCloseType").map(kind);
        List<ForcedOrder> found = venue.read(PaperBook::forcedOrders).stream()
                .filter(forced -> one == null || forced.order().symbol().equals(one.symbol()))
                .filter(forced -> wanted.isEmpty() || forced.kind() == wanted.get())
                .filter(forced -> window.holds(forced.order().createdAt()))
                .toList();
        ArrayNode rows = NODES.arrayNode();
        page(found, window.isOpen(), limit).forEach(forced -> rows.add(row(forced.order())));
        return rows;
    }

    private static ObjectNode row(PaperOrder order) {
        return NODES.objectNode()
                .put("orderId", order.orderId())
                .put("symbol", order.symbol().value())
                .put("status", order.status().name())
                .put("clientOrderId", order.clientOrderId())
                .put("price", order.price().toPlainString())
                .put("avgPrice", fivePlaces(order.averagePrice()))
                .put("origQty", order.quantity().toPlainString())
                .put("executedQty", order.filled().toPlainString())
                .put("cumQuote", order.cumulativeQuote().toPlainString())
                .put("timeInForce", order.timeInForce().name())
                .put("type", OrderType.LIMIT.name())
                .put("reduceOnly", order.reduceOnly())
                .put("closePosition", false)
                .put("side", order.side().name())
                .put("positionSide", order.positionSide().name())
                .put("stopPrice", "0")
                .put("workingType", "CONTRACT_PRICE")
                .put("origType", OrderType.LIMIT.name())
                .put("time", order.createdAt().toEpochMilli())
                .put("updateTime", order.updatedAt().toEpochMilli());
    }

    private static String fivePlaces(BigDecimal price) {
        return price.setScale(Math.max(5, price.scale())).toPlainString();
    }

    private JsonNode marginChanges(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        Window window = Window.of(params, Duration.ofDays(36_500));
        int limit = limit(params, 500, 1000);
        Optional<Long> type = params.number("type");
        List<MarginChange> found = venue.read(PaperBook::marginChanges).stream()
                .filter(change -> change.symbol().equals(instrument.symbol()))
                .filter(change ->
                        type.isEmpty() || type.get() == (change.amount().signum() > 0 ? 1 : 2))
                .filter(change -> window.holds(change.at()))
                .toList();
        ArrayNode rows = NODES.arrayNode();
        for (MarginChange change : page(found, window.isOpen(), limit)) {
            rows.addObject()
                    .put("symbol", change.symbol().value())
                    .put("type", change.amount().signum() > 0 ? 1 : 2)
                    .put("deltaType", "USER_ADJUST")
                    .put("amount", Frames.eight(change.amount()))
                    .put("asset", "USDT")
                    .put("time", change.at().toEpochMilli())
                    .put("positionSide", change.side().name());
        }
        return rows;
    }
}
