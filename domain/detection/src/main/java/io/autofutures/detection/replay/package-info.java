/** The rules on recorded data, one line per evaluated event. */
@NullMarked
package io.autofutures.detection.replay;

import org.jspecify.annotations.NullMarked;
