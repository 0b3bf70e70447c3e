package io.autofutures.simulator.rest;

import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import io.autofutures.paperbook.AlgoRequest;
import io.autofutures.paperbook.AmendRequest;
import io.autofutures.paperbook.OrderOptions;
import io.autofutures.paperbook.OrderRequest;
import io.autofutures.paperbook.PriceMatch;
import io.autofutures.paperbook.SelfTradePrevention;
import io.autofutures.paperbook.TimeInForce;
import io.autofutures.paperbook.TrailingTerms;
import io.autofutures.simulator.venue.Instrument;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests of plain and conditional orders, read from their parameters. */
final class OrderParams {
    private static final Set<String> SUSPENDED = Set.of("OPPONENT_10", "OPPONENT_20");

    private OrderParams() {}

    static OrderRequest order(Params params, Instrument instrument) {
        Side side = side(params);
        OrderType type = type(params);
        if (type.isConditional()) {
            throw ApiError.of(
                    -4120,
                    "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.");
        }
        if (params.flag("closePosition")) {
            throw ApiError.of(-4136, "Target strategy invalid for orderType %s,closePosition true".formatted(type));
        }
        refuse(params, "stopPrice", "activationPrice", "activatePrice", "callbackRate");
        boolean limit = type == OrderType.LIMIT;
        if (!limit) {
            refuse(params, "price", "timeInForce");
        }
        TimeInForce life = limit ? life(params.mandatory("timeInForce")) : TimeInForce.GTC;
        if (life == TimeInForce.GTE_GTC) {
            throw invalidLife();
        }
        OrderOptions options = options(params, life);
        if (!limit && options.priceMatch() != PriceMatch.NONE) {
            throw ApiError.of(-5038, "Price match only supports order type: LIMIT, STOP AND TAKE_PROFIT.");
        }
        return new OrderRequest(
                instrument.symbol(),
                params.clientId("newClientOrderId").orElse(null),
                side,
                positionSide(params),
                type,
                life,
                params.mandatoryDecimal("quantity"),
                limit ? price(params, options.priceMatch()) : null,
                params.flag("reduceOnly"),
                options);
    }

    /** Price and quantity are both mandatory since 2026-06, unless priceMatch finds the price. */
    static AmendRequest amendment(Params params) {
        PriceMatch match = priceMatch(params);
        return new AmendRequest(
                side(params),
                params.mandatoryDecimal("quantity"),
                price(params, match),
                match,
                params.text("modifyId").orElse(null),
                params.text("reduceOnly").isPresent() ? params.flag("reduceOnly") : null);
    }

    static AlgoRequest algo(Params params, Instrument instrument) {
        OrderType type = type(params);
        if (!type.isConditional()) {
            throw invalidType();
        }
        boolean closes = params.flag("closePosition");
        if (closes && params.flag("reduceOnly")) {
            throw ApiError.notRequired("reduceOnly");
        }
        boolean trails = type == OrderType.TRAILING_STOP_MARKET;
        boolean limit = type == OrderType.STOP || type == OrderType.TAKE_PROFIT;
        if (!limit) {
            refuse(params, "price");
        }
        if (!trails) {
            refuse(params, "activatePrice", "callbackRate");
        }
        TimeInForce life = params.text("timeInForce").map(OrderParams::life).orElse(TimeInForce.GTC);
        OrderOptions options = options(params, life);
        return new AlgoRequest(
                instrument.symbol(),
                params.clientId("clientAlgoId").orElse(null),
                type,
                side(params),
                positionSide(params),
                life,
                closes ? params.decimal("quantity").orElse(null) : params.mandatoryDecimal("quantity"),
                closes,
                params.flag("reduceOnly"),
                trails ? null : params.mandatoryDecimal("triggerPrice"),
                limit ? price(params, options.priceMatch()) : null,
                params.word(
                        "workingType",
                        WorkingType.class,
                        WorkingType.CONTRACT_PRICE,
                        -4031,
                        "Invalid parameter working type."),
                params.flag("priceProtect"),
                trails
                        ? new TrailingTerms(
                                params.decimal("activatePrice").orElse(null), params.mandatoryDecimal("callbackRate"))
                        : null,
                options);
    }

    /** Whether the reply tells the outcome: only of orders that cannot rest. */
    static boolean tellsResult(Params params, OrderRequest request) {
        boolean result =
                switch (params.text("newOrderRespType").orElse("ACK")) {
                    case "ACK" -> false;
                    case "RESULT" -> true;
                    default -> throw ApiError.of(-1136, "Invalid newOrderRespType.");
                };
        boolean ends = request.type() == OrderType.MARKET
                || request.timeInForce() == TimeInForce.IOC
                || request.timeInForce() == TimeInForce.FOK;
        return result && ends;
    }

    private static OrderOptions options(Params params, TimeInForce life) {
        return new OrderOptions(priceMatch(params), selfTrade(params), goodTill(params, life));
    }

    private static PriceMatch priceMatch(Params params) {
        String word = params.text("priceMatch").orElse("NONE");
        if (SUSPENDED.contains(word)) {
            throw ApiError.of(-5037, "Invalid price match.");
        }
        return params.word("priceMatch", PriceMatch.class, PriceMatch.NONE, -5037, "Invalid price match.");
    }

    private static SelfTradePrevention selfTrade(Params params) {
        return params.word(
                "selfTradePreventionMode",
                SelfTradePrevention.class,
                OrderOptions.PLAIN.selfTrade(),
                -5039,
                "Invalid self trade prevention mode.");
    }

    /** To the second. */
    private static @Nullable Instant goodTill(Params params, TimeInForce life) {
        Optional<Instant> date = params.instant("goodTillDate").filter(instant -> !instant.equals(Instant.EPOCH));
        if (life == TimeInForce.GTD) {
            return date.orElseThrow(() -> ApiError.mandatory("goodTillDate")).truncatedTo(ChronoUnit.SECONDS);
        }
        if (date.isPresent()) {
            throw ApiError.notRequired("goodTillDate");
        }
        return null;
    }

    private static @Nullable BigDecimal price(Params params, PriceMatch match) {
        if (match == PriceMatch.NONE) {
            return params.mandatoryDecimal("price");
        }
        refuse(params, "price");
        return null;
    }

    private static void refuse(Params params, String... names) {
        for (String name : names) {
            if (params.text(name).isPresent()) {
                throw ApiError.notRequired(name);
            }
        }
    }

    private static TimeInForce life(String word) {
        try {
            return TimeInForce.valueOf(word);
        } catch (IllegalArgumentException unknown) {
            throw invalidLife();
        }
    }

    private static ApiError invalidLife() {
        return ApiError.of(-1115, "Invalid timeInForce.");
    }

    private static ApiError invalidType() {
        return ApiError.of(-1116, "Invalid orderType.");
    }

    private static Side side(Params params) {
        return params.word("side", Side.class, -1117, "Invalid side.");
    }

    private static OrderType type(Params params) {
        OrderType type = params.word("type", OrderType.class, -1116, "Invalid orderType.");
        if (type == OrderType.LIQUIDATION || type == OrderType.UNKNOWN) {
            throw invalidType();
        }
        return type;
    }

    private static PositionSide positionSide(Params params) {
        return params.word("positionSide", PositionSide.class, PositionSide.BOTH, -4060, "Invalid position side.");
    }
}
