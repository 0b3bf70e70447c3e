package io.autofutures.simulator.rest;

import io.autofutures.paperbook.AmendRequest;
import io.autofutures.paperbook.OrderRequest;
import io.autofutures.paperbook.Outcome;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.simulator.venue.Instrument;
import io.autofutures.simulator.venue.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One plain order: placing, testing, amending, asking and cancelling; and cancelling all of a symbol. */
final class OrderRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Duration KEPT_UNFILLED = Duration.ofDays(3);
    private static final Duration KEPT = Duration.ofDays(90);

    private final Venue venue;

    OrderRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.of(
                "POST /fapi/v1/order",
                Route.order(this::place),
                "POST /fapi/v1/order/test",
                Route.signed(1, this::test),
                "PUT /fapi/v1/order",
                Route.orders(1, Route.OrderCost.ONE, this::amend),
                "GET /fapi/v1/order",
                Route.signed(1, this::query),
                "DELETE /fapi/v1/order",
                Route.signed(1, this::cancel),
                "GET /fapi/v1/openOrder",
                Route.signed(1, this::open),
                "DELETE /fapi/v1/allOpenOrders",
                Route.signed(1, this::cancelAll),
                "POST /fapi/v1/countdownCancelAll",
                Route.signed(10, this::countdown));
    }

    JsonNode place(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        OrderRequest request = OrderParams.order(params, instrument);
        boolean told = OrderParams.tellsResult(params, request);
        PaperOrder placed = ApiError.orThrow(venue.change((book, at) -> book.place(request, at)));
        return OrderReplies.placed(placed, instrument, told);
    }

    /** Checks and does nothing. */
    private JsonNode test(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        OrderRequest request = OrderParams.order(params, instrument);
        boolean ignored = OrderParams.tellsResult(params, request);
        ApiError.orThrow(venue.change((book, at) -> book.check(request, at)));
        return NODES.objectNode();
    }

    JsonNode amend(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        AmendRequest change = OrderParams.amendment(params);
        Function<PaperBook, Optional<PaperOrder>> finder = finder(params, instrument);
        PaperOrder amended = ApiError.orThrow(venue.change((book, at) -> finder.apply(book)
                .map(found -> book.amend(found, change, at))
                .orElseGet(() -> new Outcome.Refused<>(-2013, "Order does not exist."))));
        return OrderReplies.amended(amended, instrument);
    }

    private JsonNode query(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        Instant now = venue.now();
        PaperOrder order = venue.read(finder(params, instrument))
                .filter(found -> isKept(found, now))
                .orElseThrow(OrderRoutes::unknown);
        return OrderReplies.queried(order, instrument);
    }

    private JsonNode open(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        PaperOrder order = venue.read(finder(params, instrument))
                .filter(PaperOrder::isOpen)
                .orElseThrow(OrderRoutes::unknown);
        return OrderReplies.queried(order, instrument);
    }

    /** Ended orders are forgotten: after 3 days when nothing was filled, else after 90. */
    static boolean isKept(PaperOrder order, Instant now) {
        boolean unfilled = !order.isOpen() && order.filled().signum() == 0;
        return order.isOpen()
                || order.updatedAt().plus(unfilled ? KEPT_UNFILLED : KEPT).isAfter(now);
    }

    private static ApiError unknown() {
        return ApiError.of(-2013, "Order does not exist.");
    }

    /** Finds by orderId or origClientOrderId. */
    static Function<PaperBook, Optional<PaperOrder>> finder(Params params, Instrument instrument) {
        Optional<Long> id = params.number("orderId");
        Optional<String> clientId = params.text("origClientOrderId");
        if (id.isEmpty() && clientId.isEmpty()) {
            throw ApiError.of(-1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!");
        }
        return book -> id.map(book::order)
                .orElseGet(() -> clientId.flatMap(book::order))
                .filter(found -> found.symbol().equals(instrument.symbol()));
    }

    JsonNode cancel(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        Function<PaperBook, Optional<PaperOrder>> finder = finder(params, instrument);
        PaperOrder canceled = ApiError.orThrow(venue.change((book, at) -> finder.apply(book)
                .map(found -> book.cancel(found, at))
                .orElseGet(() -> new Outcome.Refused<>(-2011, "Unknown order sent."))));
        return OrderReplies.placed(canceled, instrument, true);
    }

    private JsonNode cancelAll(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        int ignored = ApiError.orThrow(venue.change((book, at) -> book.cancelAll(instrument.symbol(), at)));
        return allCanceled();
    }

    static ObjectNode allCanceled() {
        return NODES.objectNode().put("code", 200).put("msg", "The operation of cancel all open order is done.");
    }

    /** Plain orders only: whether the venue's also ends conditional ones is not documented, and a stop should survive. */
    private JsonNode countdown(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        long time = params.number("countdownTime").orElseThrow(() -> ApiError.mandatory("countdownTime"));
        if (time < 0) {
            throw ApiError.of(-1130, "Data sent for parameter 'countdownTime' is not valid.");
        }
        ApiError.orThrow(venue.change((book, at) -> book.countdown(
                instrument.symbol(), time == 0 ? Optional.empty() : Optional.of(at.plusMillis(time)), at)));
        return NODES.objectNode().put("symbol", instrument.symbol().value()).put("countdownTime", Long.toString(time));
    }
}
