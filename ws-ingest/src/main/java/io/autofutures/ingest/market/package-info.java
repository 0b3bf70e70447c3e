/** Mark prices and candles of each symbol. */
@NullMarked
package io.autofutures.ingest.market;

import org.jspecify.annotations.NullMarked;
