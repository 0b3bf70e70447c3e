package io.autofutures.tracker;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Deployment of the tracker.
 *
 * @param account our name of the venue account
 * @param instance unique among running instances; service name and process id when absent
 * @param partitions of each topic
 */
@ConfigurationProperties("autofutures")
public record TrackerProperties(
        @DefaultValue("main") String account,
        @Nullable String instance,
        @DefaultValue("12") int partitions,
        @DefaultValue Kafka kafka,
        @DefaultValue Venue venue) {

    /** @param bootstrapServers host and port, comma between */
    public record Kafka(@DefaultValue("127.0.0.1:9092") String bootstrapServers) {}

    /** Keys default to the simulator's; they may read and, later, place protective stops. */
    public record Venue(
            @DefaultValue("http://127.0.0.1:8090") URI restUrl,
            @DefaultValue("sim") String apiKey,
            @DefaultValue("sim") String secretKey) {
        /** Without the keys. */
        @Override
        public String toString() {
            return "Venue[restUrl=" + restUrl + "]";
        }
    }

    /** As configured, or derived from the process. */
    String instanceName() {
        return instance == null || instance.isBlank()
                ? "order-tracker-" + ProcessHandle.current().pid()
                : instance;
    }
}
