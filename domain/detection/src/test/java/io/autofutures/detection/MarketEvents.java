package io.autofutures.detection;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent.GapClosed;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;

/** Events of one symbol around 2026-11-02 10:00 UTC, valid unless a test says otherwise. */
public final class MarketEvents {
    public static final Symbol SYMBOL = new Symbol("ADAUSDT");
    public static final Instant START = Instant.parse("2026-11-02T10:00:00Z");

    private MarketEvents() {}

    public static MarkPriceUpdated mark(long second, String price) {
        return new MarkPriceUpdated(SYMBOL, START.plusSeconds(second), Price.of(price), null, null, null);
    }

    public static Kline kline(long minute, String open, String high, String low, String close, String volume) {
        Instant openAt = START.plusSeconds(60 * minute);
        return new Kline(
                "1m",
                openAt,
                openAt.plusMillis(59_999),
                Price.of(open),
                Price.of(high),
                Price.of(low),
                Price.of(close),
                new BigDecimal(volume),
                null,
                10);
    }

    /** A candle without a move. */
    public static KlineUpdated quiet(long minute) {
        return closed(kline(minute, "0.31", "0.3101", "0.31", "0.31", "1000"));
    }

    /** A candle whose range is 1 %. */
    public static KlineUpdated wild(long minute) {
        return closed(kline(minute, "0.31", "0.3131", "0.31", "0.31", "1000"));
    }

    public static KlineUpdated closed(Kline kline) {
        return new KlineUpdated(SYMBOL, kline.closeAt().plusMillis(1), kline, true, false);
    }

    public static KlineUpdated backfilled(KlineUpdated event) {
        return new KlineUpdated(event.symbol(), event.occurredAt(), event.kline(), event.closed(), true);
    }

    public static KlineUpdated open(Kline kline, Instant at) {
        return new KlineUpdated(SYMBOL, at, kline, false, false);
    }

    public static GapOpened gapOpened(long second) {
        return new GapOpened(SYMBOL, START.plusSeconds(second), "test");
    }

    public static GapClosed gapClosed(long second) {
        return new GapClosed(SYMBOL, START.plusSeconds(second), START);
    }
}
