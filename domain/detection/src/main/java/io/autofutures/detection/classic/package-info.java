/** The predecessor's rules to the letter: verdicts in {@code double} in its order, prices kept exact. */
@NullMarked
package io.autofutures.detection.classic;

import org.jspecify.annotations.NullMarked;
