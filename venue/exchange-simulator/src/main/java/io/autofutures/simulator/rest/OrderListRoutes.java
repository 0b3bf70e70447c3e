package io.autofutures.simulator.rest;

import io.autofutures.paperbook.PaperBook;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.simulator.venue.Instrument;
import io.autofutures.simulator.venue.Venue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Lists of plain orders, and of the changes of one. */
final class OrderListRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Venue venue;

    OrderListRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.of(
                "GET /fapi/v1/openOrders",
                        Route.signed(params -> params.text("symbol").isPresent() ? 1 : 40, this::open),
                "GET /fapi/v1/allOrders", Route.signed(5, this::all),
                "GET /fapi/v1/orderAmendment", Route.signed(1, this::amendments));
    }

    private JsonNode open(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        ArrayNode rows = NODES.arrayNode();
        for (PaperOrder order : venue.read(PaperBook::openOrders)) {
            Instrument instrument = venue.instruments().get(order.symbol());
            if (instrument != null && (one == null || one.equals(instrument))) {
                rows.add(OrderReplies.queried(order, instrument));
            }
        }
        return rows;
    }

    /** Oldest first; the newest of them unless orderId or startTime says where to begin. */
    private JsonNode all(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        Window window = Window.of(params, 500, 1_000);
        Optional<Long> from = params.number("orderId");
        Instant now = venue.now();
        List<PaperOrder> found = venue.read(PaperBook::orders).stream()
                .filter(order -> one == null || order.symbol().equals(one.symbol()))
                .filter(order -> from.isEmpty() || order.orderId() >= from.get())
                .filter(order -> window.holds(order.createdAt()) && OrderRoutes.isKept(order, now))
                .toList();
        ArrayNode rows = NODES.arrayNode();
        for (PaperOrder order : window.limited(found, from.isPresent())) {
            Instrument instrument = venue.instruments().get(order.symbol());
            if (instrument != null) {
                rows.add(OrderReplies.listed(order, instrument));
            }
        }
        return rows;
    }

    private JsonNode amendments(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        Window window = Window.of(params, 50, 100);
        PaperOrder order = venue.read(OrderRoutes.finder(params, instrument))
                .orElseThrow(() -> ApiError.of(-2013, "Order does not exist."));
        ArrayNode rows = NODES.arrayNode();
        var found = venue.read(book -> book.amendments(order.orderId())).stream()
                .filter(amendment -> window.holds(amendment.at()))
                .toList();
        window.limited(found, false)
                .reversed()
                .forEach(amendment -> rows.add(OrderReplies.amendment(order, amendment)));
        return rows;
    }

    /** startTime, endTime and limit of a list. */
    record Window(@Nullable Instant from, @Nullable Instant to, int limit) {
        private static final long LONGEST_MS = 7 * 86_400_000L;

        /** @throws ApiError for more than 7 days, an end before the start, or a limit out of range */
        static Window of(Params params, int usual, int most) {
            Instant from = params.instant("startTime").orElse(null);
            Instant to = params.instant("endTime").orElse(null);
            if (from != null && to != null) {
                if (to.isBefore(from)) {
                    throw ApiError.of(-1023, "Start time is greater than end time.");
                }
                if (to.toEpochMilli() - from.toEpochMilli() > LONGEST_MS) {
                    throw ApiError.of(-1127, "More than 168 hours between startTime and endTime.");
                }
            }
            long limit = params.number("limit").orElse((long) usual);
            if (limit < 1 || limit > most) {
                throw ApiError.of(-1130, "Data sent for parameter 'limit' is not valid.");
            }
            return new Window(from, to, (int) limit);
        }

        boolean holds(Instant at) {
            return (from == null || !at.isBefore(from)) && (to == null || !at.isAfter(to));
        }

        /** @param rows oldest first @param forward count from the oldest on */
        <T> List<T> limited(List<T> rows, boolean forward) {
            if (rows.size() <= limit) {
                return rows;
            }
            return forward || from != null ? rows.subList(0, limit) : rows.subList(rows.size() - limit, rows.size());
        }
    }
}
