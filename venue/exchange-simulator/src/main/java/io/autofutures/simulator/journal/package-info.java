/** What the venue promises to remember, on disk before anybody is told. */
@NullMarked
package io.autofutures.simulator.journal;

import org.jspecify.annotations.NullMarked;
