/** The owner of an account: user events and marks in, facts and states out. */
@NullMarked
package io.autofutures.tracker.tracking;

import org.jspecify.annotations.NullMarked;
