package io.autofutures.binance;

import io.autofutures.model.market.Price;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** A row whose values are told by their place, such as a candle. A row too short may be shifted, so it is not read. */
record Positions(String what, JsonNode values) {
    /** @param expected more may come at the end, none may be missing */
    Positions(String what, JsonNode values, int expected) {
        this(what, values);
        if (!values.isArray() || values.size() < expected) {
            throw new PayloadException("%s has %d values, expected %d".formatted(what, values.size(), expected));
        }
    }

    BigDecimal decimal(int place) {
        JsonNode value = values.path(place);
        if (value.isNumber() || value.isString()) {
            try {
                return new BigDecimal(value.asString());
            } catch (NumberFormatException e) {
                throw new PayloadException(wrong(place), e);
            }
        }
        throw new PayloadException(wrong(place));
    }

    long number(int place) {
        try {
            return decimal(place).longValueExact();
        } catch (ArithmeticException e) {
            throw new PayloadException(wrong(place), e);
        }
    }

    Price price(int place) {
        BigDecimal value = decimal(place);
        if (value.signum() <= 0) {
            throw new PayloadException(wrong(place));
        }
        return new Price(value);
    }

    private String wrong(int place) {
        return "%s: value %d is no number that can stand there: %s".formatted(what, place, values.path(place));
    }
}
