package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * How many are long for each that is short.
 *
 * @param longShare fraction of accounts or positions, 0 to 1
 * @param shortShare fraction of accounts or positions, 0 to 1
 */
public record LongShortRatio(Symbol symbol, BigDecimal ratio, BigDecimal longShare, BigDecimal shortShare, Instant at) {
    /** Who is counted, and how. */
    public enum Of {
        ALL_ACCOUNTS("globalLongShortAccountRatio"),
        TOP_ACCOUNTS("topLongShortAccountRatio"),
        TOP_POSITIONS("topLongShortPositionRatio");

        private final String endpoint;

        Of(String endpoint) {
            this.endpoint = endpoint;
        }

        String path() {
            return "/futures/data/" + endpoint;
        }
    }
}
