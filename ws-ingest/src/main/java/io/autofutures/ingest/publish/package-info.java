/** Events to topics, with a bound on what is not acknowledged. */
@NullMarked
package io.autofutures.ingest.publish;

import org.jspecify.annotations.NullMarked;
