/** Writes what happened on the market to files that outlive the topics, and reads it back. */
@NullMarked
package io.autofutures.status.recorder;

import org.jspecify.annotations.NullMarked;
