/** Closed candles without holes: what is missing, and where it is read. */
@NullMarked
package io.autofutures.ingest.gap;

import org.jspecify.annotations.NullMarked;
