package io.autofutures.ingest.market;

import io.autofutures.model.market.Symbol;

/** Whether another live instance brings a symbol without a hole at this moment. */
@FunctionalInterface
public interface Coverage {
    boolean elsewhere(Symbol symbol);
}
