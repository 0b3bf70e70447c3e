/** The venue behind both sides: one lock round book, candles, clock and journal. */
@NullMarked
package io.autofutures.simulator.venue;

import org.jspecify.annotations.NullMarked;
