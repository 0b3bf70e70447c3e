package io.autofutures.model.account;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Latest state of one account, on {@code account}. Amounts in USDT.
 *
 * @param wallet balance without unrealized profit
 * @param unrealized sum over the open positions
 * @param equity wallet + unrealized
 * @param available what may still be used as margin, as last reported by the venue less what is known to be used since
 * @param realized since the first opening record, before fees
 * @param fees since the first opening record, negative when paid: equity less its start is realized + unrealized + fees +
 *     funding + transfers
 * @param funding since the first opening record, received positive
 * @param transfers since the first opening record, with what a comparison adopted without knowing the event behind it
 * @param hedgeMode position mode read from the venue
 * @param reconciled the first comparison with the venue is done and clean
 * @param blockedSymbols no entries here until clean
 * @param knownGoodAt user stream and reconciliation are known good up to here
 */
public record AccountState(
        AccountId account,
        BigDecimal wallet,
        BigDecimal unrealized,
        BigDecimal equity,
        BigDecimal available,
        BigDecimal realized,
        BigDecimal fees,
        BigDecimal funding,
        BigDecimal transfers,
        boolean hedgeMode,
        boolean reconciled,
        List<Symbol> blockedSymbols,
        Instant updatedAt,
        Instant knownGoodAt) {}
