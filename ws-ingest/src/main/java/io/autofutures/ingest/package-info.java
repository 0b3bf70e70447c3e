/** Venue websockets to topics: what the venue says becomes records, in order, with marks where something may be missing. */
@NullMarked
package io.autofutures.ingest;

import org.jspecify.annotations.NullMarked;
