package io.autofutures.simulator.rest;

import io.autofutures.paperbook.OrderOptions;
import io.autofutures.paperbook.PaperAlgo;
import io.autofutures.paperbook.Trail;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Instrument;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Conditional orders in the three reply shapes of production: placed, among the open ones, and in the history. */
final class AlgoReplies {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AlgoReplies() {}

    static ObjectNode placed(PaperAlgo algo, Instrument instrument) {
        return times(flags(prices(head(algo), algo, instrument), algo), algo);
    }

    static ObjectNode open(PaperAlgo algo, Instrument instrument) {
        ObjectNode reply = head(algo)
                .put("actualOrderId", child(algo))
                .put("actualQty", algo.filled().toPlainString());
        return times(flags(prices(reply, algo, instrument), algo), algo).put("isActivated", isActivated(algo));
    }

    static ObjectNode whole(PaperAlgo algo, Instrument instrument) {
        ObjectNode reply = head(algo)
                .put("actualOrderId", child(algo))
                .put("actualPrice", algo.averagePrice().toPlainString());
        if (algo.childOrderId() != null) {
            reply.put("actualQty", algo.filled().toPlainString())
                    .put("actualType", algo.childType().name());
        }
        prices(reply, algo, instrument).put("tpOrderType", "");
        return times(flags(reply, algo), algo).put("isActivated", isActivated(algo));
    }

    static ObjectNode canceled(PaperAlgo algo) {
        return NODES.objectNode()
                .put("algoId", algo.algoId())
                .put("clientAlgoId", algo.clientAlgoId())
                .put("code", "200") // a string here, an integer elsewhere: so it is in production
                .put("msg", "success");
    }

    private static ObjectNode head(PaperAlgo algo) {
        return NODES.objectNode()
                .put("algoId", algo.algoId())
                .put("clientAlgoId", algo.clientAlgoId())
                .put("algoType", "CONDITIONAL")
                .put("orderType", algo.type().name())
                .put("symbol", algo.symbol().value())
                .put("side", algo.side().name())
                .put("positionSide", algo.positionSide().name())
                .put("timeInForce", algo.timeInForce().name())
                .put("quantity", algo.quantity().toPlainString())
                .put("algoStatus", algo.status().name());
    }

    private static String child(PaperAlgo algo) {
        Long child = algo.childOrderId();
        return child == null ? "" : Long.toString(child);
    }

    private static ObjectNode prices(ObjectNode reply, PaperAlgo algo, Instrument instrument) {
        return reply.put("triggerPrice", Frames.scaled(algo.triggerPrice(), instrument.priceScale()))
                .put("price", Frames.scaled(algo.price(), instrument.priceScale()))
                .putNull("icebergQuantity");
    }

    private static ObjectNode flags(ObjectNode reply, PaperAlgo algo) {
        OrderOptions options = algo.terms().options();
        Trail trail = algo.trail();
        reply.put("selfTradePreventionMode", options.selfTrade().name())
                .put("workingType", algo.workingType().name())
                .put("priceMatch", options.priceMatch().name())
                .put("closePosition", algo.closePosition())
                .put("priceProtect", algo.terms().priceProtect())
                .put("reduceOnly", algo.reduceOnly());
        if (trail != null) {
            reply.put("activatePrice", trail.activatePrice().toPlainString())
                    .put("callbackRate", trail.callbackRate().toPlainString());
        }
        return reply;
    }

    private static ObjectNode times(ObjectNode reply, PaperAlgo algo) {
        Instant triggered = algo.triggeredAt();
        Instant goodTill = algo.terms().options().goodTill();
        return reply.put("createTime", algo.createdAt().toEpochMilli())
                .put("updateTime", algo.updatedAt().toEpochMilli())
                .put("triggerTime", triggered == null ? 0 : triggered.toEpochMilli())
                .put("goodTillDate", goodTill == null ? 0 : goodTill.toEpochMilli());
    }

    private static boolean isActivated(PaperAlgo algo) {
        Trail trail = algo.trail();
        return trail != null && trail.isActivated();
    }
}
