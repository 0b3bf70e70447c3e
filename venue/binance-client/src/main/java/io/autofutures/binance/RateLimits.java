package io.autofutures.binance;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the venue allows, as {@code exchangeInfo.rateLimits} says.
 *
 * @param weightPerMinute of the address
 * @param ordersPerTenSeconds of the account
 * @param ordersPerMinute of the account
 */
record RateLimits(int weightPerMinute, int ordersPerTenSeconds, int ordersPerMinute) {
    /** Production's of 2026-11, until the venue has told its own. */
    static final RateLimits UNTIL_TOLD = new RateLimits(2_400, 300, 1_200);

    RateLimits {
        if (weightPerMinute < 1 || ordersPerTenSeconds < 1 || ordersPerMinute < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** What the answer does not tell stays as it was. @throws PayloadException if it tells something unreadable */
    RateLimits told(JsonNode exchangeInfo) {
        List<Fields> rows = Fields.rowsOf(exchangeInfo.path("rateLimits"));
        return new RateLimits(
                limit(rows, "REQUEST_WEIGHT", "MINUTE", 1, weightPerMinute),
                limit(rows, "ORDERS", "SECOND", 10, ordersPerTenSeconds),
                limit(rows, "ORDERS", "MINUTE", 1, ordersPerMinute));
    }

    private static int limit(List<Fields> rows, String type, String interval, int number, int untilTold) {
        return rows.stream()
                .filter(row -> type.equals(row.textOrNull("rateLimitType"))
                        && interval.equals(row.textOrNull("interval"))
                        && row.numberOr("intervalNum", 1) == number)
                .mapToInt(row -> Math.toIntExact(row.number("limit")))
                .filter(limit -> limit > 0)
                .findFirst()
                .orElse(untilTold);
    }
}
