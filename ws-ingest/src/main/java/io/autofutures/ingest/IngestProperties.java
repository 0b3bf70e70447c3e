package io.autofutures.ingest;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param account our name of the venue account
 * @param instance unique among running instances; absent for the service's name and its process id
 * @param partitions of each topic, positive
 */
@ConfigurationProperties("autofutures")
record IngestProperties(
        @DefaultValue("main") String account,
        @Nullable String instance,
        @DefaultValue("12") int partitions,
        @DefaultValue Venue venue,
        @DefaultValue Kafka kafka,
        @DefaultValue Ingest ingest) {

    /** @param apiKey absent for the simulator's own */
    record Venue(
            @DefaultValue("http://127.0.0.1:8090") URI restUrl,
            @DefaultValue("ws://127.0.0.1:8090") URI streamUrl,
            @Nullable String apiKey,
            @Nullable String secretKey) {
        @Override
        public String toString() {
            return "Venue[" + restUrl + ", " + streamUrl + "]";
        }
    }

    record Kafka(@DefaultValue("127.0.0.1:9092") String bootstrapServers) {}

    /**
     * @param history closed candles read at start, per symbol; with more than 100 symbols fewer, but never fewer than the
     *     rules look back on
     * @param unacknowledged events on their way to the broker before reading stops
     * @param unacknowledgedBytes of what these events hold, by estimate
     */
    record Ingest(
            @DefaultValue("300") int history,
            @DefaultValue("10000") int unacknowledged,
            @DefaultValue("16777216") int unacknowledgedBytes) {
        Ingest {
            if (history < 1 || history > 1_499) {
                throw new IllegalArgumentException("autofutures.ingest.history must be 1 to 1499, was " + history);
            }
        }
    }
}
