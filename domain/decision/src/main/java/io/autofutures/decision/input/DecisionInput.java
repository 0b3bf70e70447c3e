package io.autofutures.decision.input;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a model sees of one trigger; recorded whole with its answer. Holds no floating point: decimals are exact text,
 * times venue milliseconds, so that its canonical JSON and hash are the same wherever they are made.
 *
 * @param version of this record's shape; readers of an older one find fields absent
 * @param candles closed ones only, oldest first
 * @param indicators computed from {@code candles}
 */
public record DecisionInput(
        int version,
        Meta meta,
        TriggerPart trigger,
        Part<Contract> contract,
        Part<Account> account,
        Part<List<Position>> positions,
        Part<Market> market,
        Part<Liquidity> liquidity,
        Part<List<Bar>> candles,
        Part<Indicators> indicators) {
    public static final int VERSION = 1;

    /**
     * @param asOf venue time at which the input was complete
     * @param leverage setting in force
     * @param riskPct of equity that one trade may lose at its stop, percent, setting in force
     * @param confidenceThreshold least confidence that may trade, setting in force
     */
    public record Meta(
            Symbol symbol,
            AccountId account,
            String proposalId,
            Instant asOf,
            int leverage,
            BigDecimal riskPct,
            BigDecimal confidenceThreshold) {}

    /** @param ageMillis of the firing event at {@code asOf} @param values the numbers of the rule that fired */
    public record TriggerPart(
            String triggerId,
            String ruleSet,
            String rule,
            Instant occurredAt,
            long ageMillis,
            Price price,
            Map<String, String> values) {}

    /** Grids and bounds of orders, from the venue's exchangeInfo. @param minNotional quote currency */
    public record Contract(
            String status,
            BigDecimal tickSize,
            BigDecimal stepSize,
            BigDecimal marketStepSize,
            BigDecimal minNotional) {}

    /**
     * As published before the trigger's instant; amounts in USDT.
     *
     * @param blocked no entries in this symbol until reconciliation is clean
     */
    public record Account(
            BigDecimal wallet,
            BigDecimal available,
            BigDecimal realized,
            BigDecimal fees,
            BigDecimal funding,
            boolean hedgeMode,
            boolean reconciled,
            boolean blocked) {}

    /**
     * An open position of the account, as published before the trigger's instant.
     *
     * @param unrealized at this input's mark price, USDT; absent for other symbols and without a mark
     */
    public record Position(
            Symbol symbol,
            PositionSide positionSide,
            Quantity quantity,
            @Nullable Price entryPrice,
            int leverage,
            String marginType,
            @Nullable BigDecimal unrealized,
            @Nullable Instant openedAt,
            List<Protection> protection) {
        /** A live protective order. @param quantity absent when it closes the whole position */
        public record Protection(
                OrderType type,
                @Nullable Price triggerPrice,
                @Nullable Quantity quantity) {}
    }

    /** @param premiumPct mark over index, percent @param fundingRate fraction per interval; absent where there is none */
    public record Market(
            Price mark,
            Price index,
            BigDecimal premiumPct,
            @Nullable BigDecimal fundingRate,
            @Nullable Instant nextFundingAt) {}

    /**
     * The best levels of the order book.
     *
     * @param spreadPct of the middle, percent
     * @param bidNotional and {@code askNotional}: quote currency over {@code levels} levels
     * @param imbalance (bid − ask) ÷ (bid + ask) notional, −1 to 1
     */
    public record Liquidity(
            Price bestBid,
            Price bestAsk,
            BigDecimal spreadPct,
            int levels,
            BigDecimal bidNotional,
            BigDecimal askNotional,
            BigDecimal imbalance) {}

    /** True when a model may be asked: candles and mark are there. */
    public boolean complete() {
        return candles.value() != null && market.value() != null;
    }
}
