/** What the market says: prices, candles, gaps, and the rules of a symbol. */
@NullMarked
package io.autofutures.model.market;

import org.jspecify.annotations.NullMarked;
