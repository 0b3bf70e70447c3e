/** Reads what the venue has, over REST. */
@NullMarked
package io.autofutures.tracker.reconcile;

import org.jspecify.annotations.NullMarked;
