package io.autofutures.detection;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rules of one symbol, with what they remember. Judges what it is given in the order it is given; repeats, gaps and
 * the cool-down are the caller's. No clock. Not thread-safe.
 */
public interface RuleSet {
    /** Name and version, for instance {@code classic/1}; another version may judge the same events differently. */
    String name();

    /** @param price absent when it is missing or not a number */
    Evaluation onMark(Instant at, @Nullable BigDecimal price);

    /** @param candle closed; from an old or foreign recording parts of it may be absent all the same */
    Evaluation onClosed(Kline candle);

    /** The verdict on a candle that is still open. */
    Evaluation onOpen();

    /** Its rules fire once a move by themselves; otherwise the caller sees to it. */
    default boolean firesOnceAMove() {
        return false;
    }

    /** Everything remembered, for a checkpoint. */
    JsonNode memory();

    default Evaluation on(MarkPriceUpdated event) {
        return onMark(event.occurredAt(), valueOf(event.mark()));
    }

    default Evaluation on(KlineUpdated event) {
        return event.closed() ? onClosed(event.kline()) : onOpen();
    }

    /** A field that the model calls present may still be absent in an old or foreign recording. */
    static @Nullable BigDecimal valueOf(@Nullable Price price) {
        return price == null ? null : price.value();
    }
}
