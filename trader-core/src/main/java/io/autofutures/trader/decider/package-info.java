/** Turns a fresh trigger into a proposal: collects the input, asks the model, validates, publishes. */
@NullMarked
package io.autofutures.trader.decider;

import org.jspecify.annotations.NullMarked;
