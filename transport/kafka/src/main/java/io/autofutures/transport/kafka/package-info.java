/** The transport over Kafka; the only room of the services that knows a Kafka type. */
@NullMarked
package io.autofutures.transport.kafka;

import org.jspecify.annotations.NullMarked;
