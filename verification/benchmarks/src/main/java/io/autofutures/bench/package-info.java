/** Measurements against other people's libraries, in one process, on recorded data. */
@NullMarked
package io.autofutures.bench;

import org.jspecify.annotations.NullMarked;
