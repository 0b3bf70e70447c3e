/** Rules that measure a symbol against its own recent behaviour; formulas and sources in {@code docs/detection.md}. */
@NullMarked
package io.autofutures.detection.adaptive;

import org.jspecify.annotations.NullMarked;
