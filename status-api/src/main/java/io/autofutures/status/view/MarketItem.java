package io.autofutures.status.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Latest prices of one symbol, decimals as text. @param last close of the newest candle, open or closed */
public record MarketItem(
        String symbol, @Nullable String mark, @Nullable String last, Instant occurredAt) {}
