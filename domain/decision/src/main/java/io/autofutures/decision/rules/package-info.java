/** The offline model: a deterministic breakout and fade rule on the same input as any other model. */
@NullMarked
package io.autofutures.decision.rules;

import org.jspecify.annotations.NullMarked;
