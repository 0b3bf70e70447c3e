package io.autofutures.decision.input;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A closed 1-minute candle as the model sees it; written as an array in the order of its fields.
 *
 * @param volume base asset
 * @param quoteVolume quote currency; absent where the source has none
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"openAt", "open", "high", "low", "close", "volume", "quoteVolume"})
public record Bar(
        Instant openAt,
        Price open,
        Price high,
        Price low,
        Price close,
        BigDecimal volume,
        @Nullable BigDecimal quoteVolume) {
    public static Bar of(Kline kline) {
        return new Bar(
                kline.openAt(),
                kline.open(),
                kline.high(),
                kline.low(),
                kline.close(),
                kline.volume(),
                kline.quoteVolume());
    }

    /** Quote volume where there is one, base volume otherwise. */
    @JsonIgnore
    public BigDecimal tradedVolume() {
        return quoteVolume == null ? volume : quoteVolume;
    }
}
