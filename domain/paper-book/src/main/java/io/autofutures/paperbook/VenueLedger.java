package io.autofutures.paperbook;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/** The venue's double entry. Not thread-safe. */
final class VenueLedger {
    private final EnumMap<VenueAccount, BigDecimal> balances = new EnumMap<>(VenueAccount.class);

    /** The trader gains {@code amount} from {@code from}, or loses it to there when negative. */
    void post(VenueAccount from, BigDecimal amount) {
        if (amount.signum() != 0) {
            balances.merge(VenueAccount.TRADER, amount, BigDecimal::add);
            balances.merge(from, amount.negate(), BigDecimal::add);
        }
    }

    BigDecimal of(VenueAccount account) {
        return balances.getOrDefault(account, BigDecimal.ZERO);
    }

    Map<VenueAccount, BigDecimal> balances() {
        return new EnumMap<>(balances);
    }

    void set(Map<VenueAccount, BigDecimal> saved) {
        balances.clear();
        balances.putAll(saved);
    }
}
