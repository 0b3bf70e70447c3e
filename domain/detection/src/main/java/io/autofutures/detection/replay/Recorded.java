package io.autofutures.detection.replay;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event of a recording of one symbol. */
public sealed interface Recorded {
    /** Event time; of a candle the time it opened. */
    Instant at();

    /** @param price printed as given; absent when the source has none */
    record Mark(Instant at, @Nullable BigDecimal price) implements Recorded {}

    /** A closed candle of any interval. */
    record Candle(Kline kline) implements Recorded {
        @Override
        public Instant at() {
            return kline.openAt();
        }
    }

    /** As it stood on {@code ws-events}: repeats, gaps and early candles included. */
    record Published(MarketEvent event) implements Recorded {
        @Override
        public Instant at() {
            return event.occurredAt();
        }
    }

    /** From here on the running detector judged published events by these; those not named were at their defaults. */
    record SettingsTaken(Instant at, Map<String, String> settings) implements Recorded {}
}
