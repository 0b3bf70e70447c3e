package io.autofutures.binance;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The REST calls of the path of a trade. Each blocks its (virtual) thread until the venue has answered or patience is used
 * up. Public calls need no key. What asks gives an {@link Answer}; what changes something gives a {@link Reply}, whose
 * outcome may be unknown. Other calls: {@link MarketStatistics}, {@link AccountRecords}, {@link OrderControl}.
 */
@CheckReturnValue
public interface FuturesRest {
    Answer<Instant> serverTime();

    Answer<List<SymbolRules>> exchangeInfo();

    /** Oldest first. @param limit 1 to 1500 */
    Answer<List<Kline>> klines(Symbol symbol, String interval, @Nullable Instant from, @Nullable Instant to, int limit);

    Answer<PremiumIndex> premiumIndex(Symbol symbol);

    Answer<Depth> depth(Symbol symbol, int limit);

    Answer<Account> account();

    /** Rows with a position or open orders. @param symbol absent for all */
    Answer<List<Position>> positions(@Nullable Symbol symbol);

    /** True for hedge mode. */
    Answer<Boolean> hedgeMode();

    /** "Already so" (-4059) is accepted. */
    Reply<Boolean> setHedgeMode(boolean hedge);

    /** Replies with the leverage in force. */
    Reply<Integer> setLeverage(Symbol symbol, int leverage);

    /** Isolated margin; "already so" (-4046) is accepted. */
    Reply<Boolean> setIsolated(Symbol symbol);

    Answer<SymbolConfig> symbolConfig(Symbol symbol);

    /** Largest leverage first. */
    Answer<List<Bracket>> leverageBrackets(Symbol symbol);

    Reply<OrderView> place(NewOrder order, Sending sending);

    Reply<OrderView> place(NewAlgoOrder order, Sending sending);

    /** -2013 (unknown id) is {@code Refused}. */
    Answer<OrderView> order(Symbol symbol, ClientOrderId id);

    /** Looks in the open algo orders and, when it is not there, asks for the order itself; -2013 is {@code Refused}. */
    Answer<OrderView> algoOrder(Symbol symbol, ClientOrderId id);

    /** @param symbol absent for all */
    Answer<List<OrderView>> openOrders(@Nullable Symbol symbol);

    /** @param symbol absent for all */
    Answer<List<OrderView>> openAlgoOrders(@Nullable Symbol symbol);

    /** -2011 (gone already) is {@code Refused}. */
    Reply<OrderView> cancel(Symbol symbol, ClientOrderId id, Sending sending);

    /** -2011 (gone already) is {@code Refused}. */
    Reply<Boolean> cancelAlgo(Symbol symbol, ClientOrderId id, Sending sending);

    /** Creates the listen key, or prolongs and returns the active one: repeating it is harmless. */
    Answer<String> createListenKey();

    Answer<Boolean> keepListenKeyAlive();

    /** Now in venue time, for signing: fresh, and with the window of orders (2 s). */
    Sending sendingNow();

    /** @param lastFundingRate absent for delivery contracts */
    record PremiumIndex(
            Symbol symbol,
            Price mark,
            Price index,
            @Nullable BigDecimal lastFundingRate,
            @Nullable Instant nextFundingAt,
            Instant at) {}

    /** Best first. */
    record Depth(Symbol symbol, Instant at, List<Level> bids, List<Level> asks) {
        public record Level(Price price, Quantity quantity) {}
    }

    /** Totals of {@code GET /fapi/v3/account}, USDT. */
    record Account(
            BigDecimal walletBalance,
            BigDecimal unrealizedProfit,
            BigDecimal marginBalance,
            BigDecimal availableBalance,
            List<Asset> assets) {
        public record Asset(String asset, BigDecimal walletBalance, BigDecimal availableBalance) {}
    }

    /** {@code GET /fapi/v3/positionRisk}. @param amount signed, SHORT negative @param liquidationPrice absent for none */
    record Position(
            Symbol symbol,
            PositionSide positionSide,
            BigDecimal amount,
            @Nullable Price entryPrice,
            @Nullable Price breakEvenPrice,
            Price markPrice,
            BigDecimal unrealizedProfit,
            @Nullable Price liquidationPrice,
            BigDecimal isolatedMargin,
            Instant updatedAt) {}

    /** @param marginType ISOLATED or CROSSED */
    record SymbolConfig(Symbol symbol, String marginType, int leverage, BigDecimal maxNotional) {}

    /** @param maintenanceRatio fraction of notional */
    record Bracket(
            int bracket,
            int initialLeverage,
            BigDecimal notionalFloor,
            BigDecimal notionalCap,
            BigDecimal maintenanceRatio,
            BigDecimal cumulative) {}
}
