/** Binance USDⓈ-M futures as of 2026-11: REST, streams, signing, and what its answers mean. */
@NullMarked
package io.autofutures.binance;

import org.jspecify.annotations.NullMarked;
