/** The risk gate: deterministic limits between a proposal and the first order. */
@NullMarked
package io.autofutures.execution.gate;

import org.jspecify.annotations.NullMarked;
