/** Where prices come from: a seeded generator, candle files, raw frame files. */
@NullMarked
package io.autofutures.simulator.market;

import org.jspecify.annotations.NullMarked;
