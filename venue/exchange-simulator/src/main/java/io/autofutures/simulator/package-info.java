/** A venue that speaks the 2026 wire format of Binance USDⓈ-M futures: one account, generated or recorded markets. */
@NullMarked
package io.autofutures.simulator;

import org.jspecify.annotations.NullMarked;
