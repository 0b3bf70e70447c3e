/** Other instances of this service that run beside this one. */
@NullMarked
package io.autofutures.ingest.peer;

import org.jspecify.annotations.NullMarked;
