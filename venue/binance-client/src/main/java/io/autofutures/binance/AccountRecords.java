package io.autofutures.binance;

import io.autofutures.binance.FuturesRest.SymbolConfig;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the account has, pays and did. Rows are oldest first unless the venue is said to choose. */
@CheckReturnValue
public interface AccountRecords {
    Answer<List<AssetBalance>> balances();

    Answer<AccountConfig> accountConfig();

    /** Every symbol. */
    Answer<List<SymbolConfig>> symbolConfigs();

    /** Every symbol. */
    Answer<List<SymbolBrackets>> leverageBrackets();

    Answer<CommissionRate> commissionRate(Symbol symbol);

    /** The last 3 months. @param type venue word such as FUNDING_FEE; absent for all @param limit 1 to 1000 */
    Answer<List<Income>> income(
            @Nullable Symbol symbol, @Nullable String type, @Nullable Instant from, @Nullable Instant to, int limit);

    /** From {@code fromTradeId} on, oldest first; without it the latest. @param limit 1 to 1000 */
    Answer<List<AccountTrade>> trades(Symbol symbol, @Nullable Long fromTradeId, int limit);

    /** A window of at most 7 days of the last 3 months; {@code limit} keeps the oldest of it. @param limit 1 to 1000 */
    Answer<List<AccountTrade>> trades(Symbol symbol, Instant from, Instant to, int limit);

    /** Liquidations and ADL of the last 90 days. @param symbol absent for all @param limit 1 to 100 */
    Answer<List<OrderView>> forceOrders(
            @Nullable Symbol symbol,
            Optional<ForceClose> kind,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit);

    /** @param symbol absent for all */
    Answer<List<AdlQuantile>> adlQuantiles(@Nullable Symbol symbol);

    /** Limits of the account, which may be other than those of exchangeInfo. */
    Answer<List<RateLimit>> orderRateLimits();

    /** True when several assets are margin together. */
    Answer<Boolean> multiAssetsMargin();

    /** Why the venue closed a position. */
    enum ForceClose {
        LIQUIDATION,
        ADL
    }
}
