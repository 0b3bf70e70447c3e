/** The websocket side: routes, subscriptions, frames. */
@NullMarked
package io.autofutures.simulator.stream;

import org.jspecify.annotations.NullMarked;
