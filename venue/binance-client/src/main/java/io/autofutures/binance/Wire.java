package io.autofutures.binance;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the venue writes it; apart from the mapper of the topics, whose rules are ours. */
final class Wire {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Wire() {}

    /** @throws PayloadException if {@code text} is not one JSON value */
    static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new PayloadException("empty text instead of JSON");
            }
            return node;
        } catch (JacksonException e) {
            throw new PayloadException("no valid JSON: " + e.getOriginalMessage(), e);
        }
    }
}
