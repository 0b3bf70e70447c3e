package io.autofutures.simulator.market;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Public REST of a live market. Thread-safe. */
public interface MarketForward {
    /**
     * The market's answer, not older than fits the question.
     *
     * @param parameters as they came, not encoded
     * @throws ForwardRefused with the market's refusal, or when it cannot be asked now
     */
    JsonNode get(String path, Map<String, String> parameters);
}
