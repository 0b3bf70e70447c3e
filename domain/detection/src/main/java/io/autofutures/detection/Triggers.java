package io.autofutures.detection;

import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.Trigger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The trigger that an event fires, with its numbers and the events it rests on. */
final class Triggers {
    private Triggers() {}

    /**
     * @param family of the rule set
     * @param event a mark price or a closed candle
     * @param evaluation names the rule; its numbers go along
     */
    static Trigger of(Symbol symbol, String family, MarketEvent event, Evaluation evaluation) {
        var values = new LinkedHashMap<>(evaluation.values());
        var eventIds = new ArrayList<String>(2);
        if (event instanceof KlineUpdated candle) {
            Kline kline = candle.kline();
            values.put("open", kline.open().toString());
            values.put("move_pct", movePct(kline.open().value(), kline.close()));
        } else if (event instanceof MarkPriceUpdated mark && evaluation.reference() != null) {
            Evaluation.Reference from = evaluation.reference();
            values.put("move_pct", movePct(from.price(), mark.mark()));
            if (from.atMillis() != null) {
                Instant at = Instant.ofEpochMilli(from.atMillis());
                values.put("move_ms", Long.toString(mark.occurredAt().toEpochMilli() - from.atMillis()));
                if (!at.equals(mark.occurredAt())) {
                    eventIds.add(new MarkPriceUpdated(symbol, at, mark.mark(), null, null, null).eventId());
                }
            }
        }
        eventIds.add(event.eventId());
        return trigger(symbol, family, event, evaluation.rule(), values, List.copyOf(eventIds));
    }

    private static Trigger trigger(
            Symbol symbol,
            String family,
            MarketEvent event,
            String rule,
            Map<String, String> values,
            List<String> eventIds) {
        var lineage = Lineage.derive(event.eventId(), symbol.value(), rule);
        return new Trigger(
                lineage.triggerId(),
                symbol,
                family,
                rule,
                event.occurredAt(),
                priceOf(event),
                Collections.unmodifiableMap(values),
                eventIds);
    }

    /** Mark, or close of the candle. @throws IllegalArgumentException for an event that has no price */
    static Price priceOf(MarketEvent event) {
        return switch (event) {
            case MarkPriceUpdated mark -> mark.mark();
            case KlineUpdated candle -> candle.kline().close();
            case MarketEvent.GapOpened gap -> throw new IllegalArgumentException("a gap mark has no price: " + gap);
            case MarketEvent.GapClosed gap -> throw new IllegalArgumentException("a gap mark has no price: " + gap);
        };
    }

    /** Where the move that was measured came from: its reference, or the open of the candle; absent without either. */
    static @Nullable BigDecimal origin(MarketEvent event, Evaluation evaluation) {
        if (event instanceof KlineUpdated candle) {
            return RuleSet.valueOf(candle.kline().open());
        }
        Evaluation.Reference from = evaluation.reference();
        return from == null ? null : from.price();
    }

    /** Signed move in percent, 4 decimals: positive when the price rose. */
    private static String movePct(BigDecimal from, Price to) {
        return to.value()
                .subtract(from)
                .multiply(BigDecimal.valueOf(100))
                .divide(from, 4, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
