package io.autofutures.binance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Orders as the venue wants its parameters, in a query of their own or as JSON in a batch. */
final class OrderParameters {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, String> values = new LinkedHashMap<>();

    private OrderParameters() {}

    static OrderParameters of(NewOrder order) {
        var parameters = new OrderParameters()
                .and("symbol", order.symbol())
                .and("side", order.side())
                .and("positionSide", order.positionSide());
        switch (order) {
            case NewOrder.Market market -> parameters.and("type", "MARKET").and("quantity", market.quantity());
            case NewOrder.Limit limit ->
                parameters
                        .and("type", "LIMIT")
                        .and("timeInForce", limit.timeInForce())
                        .and("quantity", limit.quantity())
                        .and("price", limit.price());
        }
        return parameters.and("newClientOrderId", order.clientOrderId()).and("newOrderRespType", "RESULT");
    }

    static OrderParameters of(NewAlgoOrder order) {
        return new OrderParameters()
                .and("algoType", "CONDITIONAL")
                .and("symbol", order.symbol())
                .and("side", order.side())
                .and("positionSide", order.positionSide())
                .and("type", order.type())
                .and("triggerPrice", order.triggerPrice())
                .and("workingType", order.workingType())
                .and("quantity", order.quantity())
                .and("closePosition", order.closesPosition() ? "true" : null)
                .and("clientAlgoId", order.clientAlgoId());
    }

    static OrderParameters of(OrderChange change) {
        return new OrderParameters()
                .and("symbol", change.symbol())
                .and("side", change.side())
                .and("origClientOrderId", change.clientOrderId())
                .and("quantity", change.quantity())
                .and("price", change.price());
    }

    private OrderParameters and(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
        return this;
    }

    Query query() {
        var query = new Query();
        values.forEach(query::and);
        return query;
    }

    static String json(List<OrderParameters> batch) {
        return MAPPER.writeValueAsString(batch.stream().map(each -> each.values).toList());
    }

    static String jsonTexts(List<String> texts) {
        return MAPPER.writeValueAsString(texts);
    }
}
