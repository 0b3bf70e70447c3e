/** What the venue knows of each symbol's market: candles, trades, day figures, funding, sentiment. */
@NullMarked
package io.autofutures.simulator.board;

import org.jspecify.annotations.NullMarked;
