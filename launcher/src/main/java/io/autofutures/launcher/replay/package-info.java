/** Recorded market data of one symbol, wherever it lies, and what the rules make of it: {@code replay} and {@code tune}. */
@NullMarked
package io.autofutures.launcher.replay;

import org.jspecify.annotations.NullMarked;
