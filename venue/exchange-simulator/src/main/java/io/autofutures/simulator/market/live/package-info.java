/** The present market of a real venue, read by a client of its own: it shares nothing with the trader's. */
@NullMarked
package io.autofutures.simulator.market.live;

import org.jspecify.annotations.NullMarked;
