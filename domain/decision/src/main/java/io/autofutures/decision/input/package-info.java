/** The exact input of a model run, with the age of every part and the reason for every missing one. */
@NullMarked
package io.autofutures.decision.input;

import org.jspecify.annotations.NullMarked;
