package io.autofutures.model.market;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What ws-ingest publishes on {@code ws-events}, partitioned by symbol so that one partition sees a symbol in order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(MarketEvent.MarkPriceUpdated.class),
    @JsonSubTypes.Type(MarketEvent.KlineUpdated.class),
    @JsonSubTypes.Type(MarketEvent.GapOpened.class),
    @JsonSubTypes.Type(MarketEvent.GapClosed.class)
})
public sealed interface MarketEvent {
    Symbol symbol();

    /** Venue event time (field {@code E}); a core's only notion of "now". */
    Instant occurredAt();

    /** Derived: the same market fact has the same id whoever saw it. */
    String eventId();

    /**
     * Fair price the venue uses for margin and liquidation. Source: {@code markPriceUpdate}.
     *
     * @param index venue field {@code i}
     * @param fundingRate fraction per funding interval, may be negative; absent for delivery contracts
     */
    @JsonTypeName("mark-price-updated")
    record MarkPriceUpdated(
            Symbol symbol,
            Instant occurredAt,
            Price mark,
            @Nullable Price index,
            @Nullable BigDecimal fundingRate,
            @Nullable Instant nextFundingAt)
            implements MarketEvent {
        @Override
        public String eventId() {
            return "mark/" + symbol + "/" + occurredAt.toEpochMilli();
        }
    }

    /**
     * A candle that grew, or closed. Source: {@code kline}, or REST klines when back-filled.
     *
     * @param closed final (field {@code x})
     * @param backfilled read over REST after a gap or at start
     */
    @JsonTypeName("kline-updated")
    record KlineUpdated(Symbol symbol, Instant occurredAt, Kline kline, boolean closed, boolean backfilled)
            implements MarketEvent {
        @Override
        public String eventId() {
            String candle = "kline/" + symbol + "/" + kline.interval() + "/"
                    + kline.openAt().toEpochMilli();
            return closed ? candle : candle + "/" + occurredAt.toEpochMilli();
        }
    }

    /** From here on candles may be missing; marks flow on. */
    @JsonTypeName("gap-opened")
    record GapOpened(Symbol symbol, Instant occurredAt, String reason) implements MarketEvent {
        @Override
        public String eventId() {
            return "gap-opened/" + symbol + "/" + occurredAt.toEpochMilli();
        }
    }

    /** Every closed candle up to here has been published. */
    @JsonTypeName("gap-closed")
    record GapClosed(Symbol symbol, Instant occurredAt, Instant openedAt) implements MarketEvent {
        @Override
        public String eventId() {
            return "gap-closed/" + symbol + "/" + occurredAt.toEpochMilli();
        }
    }
}
