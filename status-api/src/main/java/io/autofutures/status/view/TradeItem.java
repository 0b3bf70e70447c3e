package io.autofutures.status.view;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.OrderEvent.PositionClosed;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.model.trade.TradePlan;
import io.autofutures.model.trade.TradeStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A trade's process so far.
 *
 * @param step the latest
 * @param ended nothing of it is left at the venue
 * @param plan absent when its first step is no longer kept
 * @param result once the position is closed
 */
public record TradeItem(
        String tradeId,
        String proposalId,
        AccountId account,
        Symbol symbol,
        PositionSide positionSide,
        TradeStep step,
        boolean ended,
        Instant startedAt,
        Instant updatedAt,
        @Nullable TradePlan plan,
        List<Step> steps,
        List<FillItem> fills,
        @Nullable Result result) {

    /** @param detail numbers of the step */
    public record Step(
            int sequence,
            TradeStep step,
            Instant occurredAt,
            @Nullable ClientOrderId clientOrderId,
            Map<String, String> detail) {}

    /** @param net realized − fees ± funding, quote currency */
    public record Result(
            String exitReason,
            Quantity quantity,
            Price entryPrice,
            Price exitPrice,
            BigDecimal realized,
            BigDecimal fees,
            BigDecimal funding,
            BigDecimal net,
            Instant openedAt,
            Instant closedAt) {
        public static Result of(PositionClosed closed) {
            return new Result(
                    closed.exitReason(),
                    closed.quantity(),
                    closed.entryPrice(),
                    closed.exitPrice(),
                    closed.realized(),
                    closed.fees(),
                    closed.funding(),
                    closed.net(),
                    closed.openedAt(),
                    closed.occurredAt());
        }
    }

    /** @param events of one trade in order, at least one */
    public static TradeItem of(List<TradeEvent> events, List<FillItem> fills, @Nullable Result result) {
        TradeEvent first = events.getFirst();
        TradeEvent last = events.getLast();
        return new TradeItem(
                first.tradeId(),
                first.lineage().proposalId(),
                first.account(),
                first.symbol(),
                first.positionSide(),
                last.step(),
                ends(last.step()),
                first.occurredAt(),
                last.occurredAt(),
                events.stream()
                        .map(TradeEvent::plan)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                events.stream()
                        .map(event -> new Step(
                                event.sequence(),
                                event.step(),
                                event.occurredAt(),
                                event.clientOrderId(),
                                event.detail()))
                        .toList(),
                fills,
                result);
    }

    public static boolean ends(TradeStep step) {
        return step == TradeStep.SWEPT || step == TradeStep.ABANDONED;
    }
}
