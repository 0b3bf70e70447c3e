/** One process with up to three roles that meet only on topics: detector, decider, desk. */
@NullMarked
package io.autofutures.trader;

import org.jspecify.annotations.NullMarked;
