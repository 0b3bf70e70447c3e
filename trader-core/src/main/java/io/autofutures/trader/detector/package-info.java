/** Folds the market events of each symbol into triggers, from a checkpoint on. */
@NullMarked
package io.autofutures.trader.detector;

import org.jspecify.annotations.NullMarked;
