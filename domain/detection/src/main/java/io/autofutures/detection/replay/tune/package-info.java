/** What a recording says about thresholds: one trial for each combination of settings, no I/O and no clock. */
@NullMarked
package io.autofutures.detection.replay.tune;

import org.jspecify.annotations.NullMarked;
