package io.autofutures.simulator.rest;

import io.autofutures.paperbook.AlgoRequest;
import io.autofutures.paperbook.Outcome;
import io.autofutures.paperbook.PaperAlgo;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.simulator.venue.Instrument;
import io.autofutures.simulator.venue.Venue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Conditional orders, which live apart since 2025-12-09. */
final class AlgoRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Venue venue;

    AlgoRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.of(
                "POST /fapi/v1/algoOrder", Route.order(this::place),
                "GET /fapi/v1/algoOrder", Route.signed(1, this::query),
                "DELETE /fapi/v1/algoOrder", Route.signed(1, this::cancel),
                "DELETE /fapi/v1/algoOpenOrders", Route.signed(1, this::cancelAll),
                "GET /fapi/v1/openAlgoOrders",
                        Route.signed(params -> params.text("symbol").isPresent() ? 1 : 40, this::open),
                "GET /fapi/v1/allAlgoOrders", Route.signed(5, this::all));
    }

    private JsonNode place(Params params) {
        if (!params.mandatory("algoType").equals("CONDITIONAL")) {
            throw ApiError.of(-1130, "Data sent for parameter 'algoType' is not valid.");
        }
        Instrument instrument = params.instrument(venue.instruments());
        AlgoRequest request = OrderParams.algo(params, instrument);
        PaperAlgo placed = ApiError.orThrow(venue.change((book, at) -> book.placeAlgo(request, at)));
        return AlgoReplies.placed(placed, instrument);
    }

    private JsonNode query(Params params) {
        PaperAlgo algo = venue.read(finder(params)).orElseThrow(() -> ApiError.of(-2013, "Order does not exist."));
        return AlgoReplies.whole(algo, instrument(algo));
    }

    private static Function<PaperBook, Optional<PaperAlgo>> finder(Params params) {
        Optional<Long> id = params.number("algoId");
        Optional<String> clientId = params.text("clientAlgoId");
        if (id.isEmpty() && clientId.isEmpty()) {
            throw ApiError.of(-1102, "Param 'algoId' or 'clientAlgoId' must be sent, but both were empty/null!");
        }
        return book -> id.map(book::algo).orElseGet(() -> clientId.flatMap(book::algo));
    }

    private JsonNode cancel(Params params) {
        Function<PaperBook, Optional<PaperAlgo>> finder = finder(params);
        PaperAlgo canceled = ApiError.orThrow(venue.change((book, at) -> finder.apply(book)
                .map(found -> book.cancelAlgo(found, at))
                .orElseGet(() -> new Outcome.Refused<>(-2011, "Unknown order sent."))));
        return AlgoReplies.canceled(canceled);
    }

    private JsonNode cancelAll(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        int ignored = ApiError.orThrow(venue.change((book, at) -> book.cancelAlgos(instrument.symbol(), at)));
        return OrderRoutes.allCanceled();
    }

    private JsonNode open(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        Optional<Long> id = params.number("algoId");
        ArrayNode rows = NODES.arrayNode();
        for (PaperAlgo algo : venue.read(PaperBook::openAlgos)) {
            boolean wanted = algo.isWaiting()
                    && (one == null || one.symbol().equals(algo.symbol()))
                    && (id.isEmpty() || id.get() == algo.algoId());
            if (wanted) {
                rows.add(AlgoReplies.open(algo, instrument(algo)));
            }
        }
        return rows;
    }

    /** Oldest first; the newest of them unless algoId or startTime says where to begin. */
    private JsonNode all(Params params) {
        Instrument instrument = params.instrument(venue.instruments());
        OrderListRoutes.Window window = OrderListRoutes.Window.of(params, 500, 1_000);
        Optional<Long> from = params.number("algoId");
        List<PaperAlgo> found = venue.read(PaperBook::algos).stream()
                .filter(algo -> algo.symbol().equals(instrument.symbol()))
                .filter(algo -> from.isEmpty() || algo.algoId() >= from.get())
                .filter(algo -> window.holds(algo.createdAt()))
                .toList();
        ArrayNode rows = NODES.arrayNode();
        window.limited(found, from.isPresent()).forEach(algo -> rows.add(AlgoReplies.whole(algo, instrument)));
        return rows;
    }

    private Instrument instrument(PaperAlgo algo) {
        Instrument found = venue.instruments().get(algo.symbol());
        if (found == null) {
            throw ApiError.of(-1121, "Invalid symbol.");
        }
        return found;
    }
}
