/** The transport inside one process: the same contract as the broker's, without durability. */
@NullMarked
package io.autofutures.transport.memory;

import org.jspecify.annotations.NullMarked;
