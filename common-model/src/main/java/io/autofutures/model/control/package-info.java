/** Commands, latches, settings changes and heartbeats of the services. */
@NullMarked
package io.autofutures.model.control;

import org.jspecify.annotations.NullMarked;
