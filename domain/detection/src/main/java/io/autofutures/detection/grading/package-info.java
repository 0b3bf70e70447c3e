/** What the price did after a trigger or a near miss: the same live, in replay and in tuning. */
@NullMarked
package io.autofutures.detection.grading;

import org.jspecify.annotations.NullMarked;
