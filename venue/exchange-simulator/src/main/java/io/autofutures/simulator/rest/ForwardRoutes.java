package io.autofutures.simulator.rest;

import io.autofutures.simulator.market.ForwardRefused;
import io.autofutures.simulator.market.MarketForward;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Over a live market: history and statistics that only the market itself has. Prices, book and latest candles of what
 * orders are matched against stay the simulator's own.
 */
final class ForwardRoutes {
    private static final List<String> PATHS = List.of(
            "/fapi/v1/klines",
            "/fapi/v1/continuousKlines",
            "/fapi/v1/markPriceKlines",
            "/fapi/v1/indexPriceKlines",
            "/fapi/v1/premiumIndexKlines",
            "/fapi/v1/aggTrades",
            "/fapi/v1/trades",
            "/fapi/v1/ticker/24hr",
            "/fapi/v1/openInterest",
            "/fapi/v1/fundingRate",
            "/fapi/v1/fundingInfo",
            "/futures/data/openInterestHist",
            "/futures/data/topLongShortAccountRatio",
            "/futures/data/topLongShortPositionRatio",
            "/futures/data/globalLongShortAccountRatio",
            "/futures/data/takerlongshortRatio");
    private static final List<String> PARAMETERS =
            List.of("symbol", "pair", "contractType", "interval", "period", "startTime", "endTime", "fromId", "limit");

    private ForwardRoutes() {}

    /** @param own whose access, weights and pools are kept */
    static Map<String, Route> over(Map<String, Route> own, MarketForward live) {
        var routes = new HashMap<String, Route>();
        for (String path : PATHS) {
            Route known = own.get("GET " + path);
            if (known != null) {
                routes.put("GET " + path, known.with(params -> {
                    try {
                        return live.get(path, told(params));
                    } catch (ForwardRefused e) {
                        throw new ApiError(e.status(), e.code(), String.valueOf(e.getMessage()));
                    }
                }));
            }
        }
        return routes;
    }

    private static Map<String, String> told(Params params) {
        var told = new LinkedHashMap<String, String>();
        PARAMETERS.forEach(name -> params.text(name).ifPresent(value -> told.put(name, value)));
        return told;
    }
}
