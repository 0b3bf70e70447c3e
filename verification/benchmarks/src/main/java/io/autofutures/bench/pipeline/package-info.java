/** From a frame on a websocket to records in Kafka and triggers out of it, beside Kafka's own tools. */
@NullMarked
package io.autofutures.bench.pipeline;

import org.jspecify.annotations.NullMarked;
