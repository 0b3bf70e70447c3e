package io.autofutures.binance;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Market streams that are read exactly and not published on a topic. Times are the venue's, to the millisecond. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(MarketData.Trade.class),
    @JsonSubTypes.Type(MarketData.AggregateTrade.class),
    @JsonSubTypes.Type(MarketData.BookTicker.class),
    @JsonSubTypes.Type(MarketData.DepthUpdated.class),
    @JsonSubTypes.Type(MarketData.ContinuousKline.class),
    @JsonSubTypes.Type(MarketData.Ticker.class),
    @JsonSubTypes.Type(MarketData.MiniTicker.class),
    @JsonSubTypes.Type(MarketData.Liquidation.class),
    @JsonSubTypes.Type(MarketData.ContractInfo.class)
})
public sealed interface MarketData {
    /** Venue event time (field {@code E}). */
    Instant occurredAt();

    /**
     * {@code trade}: one match, on the wire although undocumented.
     *
     * @param execution field {@code X}: MARKET; other words are believed to be insurance fund or ADL fills
     * @param buyerIsMaker field {@code m}: the seller took
     */
    @JsonTypeName("trade")
    record Trade(
            Symbol symbol,
            Instant occurredAt,
            Instant tradedAt,
            long tradeId,
            Price price,
            Quantity quantity,
            String execution,
            boolean buyerIsMaker)
            implements MarketData {}

    /**
     * {@code aggTrade}: fills of one taker order at one price within 100 ms.
     *
     * @param withoutRpi field {@code nq}: quantity without retail-price-improvement orders; absent before 2025-12-31
     */
    @JsonTypeName("aggregate-trade")
    record AggregateTrade(
            Symbol symbol,
            Instant occurredAt,
            Instant tradedAt,
            long id,
            Price price,
            Quantity quantity,
            @Nullable Quantity withoutRpi,
            long firstTradeId,
            long lastTradeId,
            boolean buyerIsMaker)
            implements MarketData {}

    /** {@code bookTicker}; a price is absent when that side of the book is empty. */
    @JsonTypeName("book-ticker")
    record BookTicker(
            Symbol symbol,
            Instant occurredAt,
            Instant transactedAt,
            long updateId,
            @Nullable Price bid,
            Quantity bidQuantity,
            @Nullable Price ask,
            Quantity askQuantity)
            implements MarketData {}

    /**
     * {@code depthUpdate}, difference or partial book alike: only the stream's name tells them apart.
     *
     * @param previousUpdateId field {@code pu}: {@code lastUpdateId} of the event before, else one was missed
     */
    @JsonTypeName("depth-updated")
    record DepthUpdated(
            Symbol symbol,
            Instant occurredAt,
            Instant transactedAt,
            long firstUpdateId,
            long lastUpdateId,
            long previousUpdateId,
            List<Level> bids,
            List<Level> asks)
            implements MarketData {}

    /** @param quantity the new quantity at that price; zero in a difference takes the level away */
    record Level(Price price, Quantity quantity) {}

    /** {@code continuous_kline} of a pair and a kind of contract, for instance CURRENT_QUARTER. */
    @JsonTypeName("continuous-kline")
    record ContinuousKline(String pair, String contractType, Instant occurredAt, Kline kline, boolean closed)
            implements MarketData {}

    /**
     * {@code 24hrTicker}; a symbol without trades has zeros.
     *
     * @param changePercent per cent
     */
    @JsonTypeName("ticker")
    record Ticker(
            Symbol symbol,
            Instant occurredAt,
            BigDecimal change,
            BigDecimal changePercent,
            BigDecimal averagePrice,
            BigDecimal last,
            BigDecimal lastQuantity,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal volume,
            BigDecimal quoteVolume,
            Instant opensAt,
            Instant closesAt,
            long firstTradeId,
            long lastTradeId,
            long trades)
            implements MarketData {}

    /** {@code 24hrMiniTicker}. */
    @JsonTypeName("mini-ticker")
    record MiniTicker(
            Symbol symbol,
            Instant occurredAt,
            BigDecimal last,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal volume,
            BigDecimal quoteVolume)
            implements MarketData {}

    /** {@code forceOrder}: at most the largest liquidation per symbol and second. */
    @JsonTypeName("liquidation")
    record Liquidation(
            Symbol symbol,
            Instant occurredAt,
            Instant tradedAt,
            Side side,
            OrderType type,
            String timeInForce,
            Quantity quantity,
            Price price,
            @Nullable Price averagePrice,
            OrderStatus status,
            Quantity lastFilled,
            Quantity filled)
            implements MarketData {}

    /** {@code contractInfo}: a contract was listed, settled, or given other brackets. */
    @JsonTypeName("contract-info")
    record ContractInfo(
            Symbol symbol,
            Instant occurredAt,
            String pair,
            String contractType,
            Instant deliversAt,
            Instant onboardedAt,
            String status,
            List<Bracket> brackets)
            implements MarketData {
        /**
         * @param floor lowest notional, in quote currency
         * @param maintenanceRate fraction
         * @param auxiliary field {@code cf}, quote currency
         */
        public record Bracket(
                int number,
                BigDecimal floor,
                BigDecimal cap,
                BigDecimal maintenanceRate,
                BigDecimal auxiliary,
                int minLeverage,
                int maxLeverage) {}
    }
}
