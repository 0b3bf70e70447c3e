package io.autofutures.trader;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Deployment of trader-core; what trades and how is in the runtime settings.
 *
 * @param account our name of the venue account
 * @param installation four characters of {@code [a-z0-9]} that stand in client order ids
 * @param partitions of each topic, positive
 * @param instance unique among running instances; made of the service's name and its process id unless given
 */
@ConfigurationProperties("autofutures")
public record TraderProperties(
        @DefaultValue("main") String account,
        @DefaultValue("af01") String installation,
        @DefaultValue("12") int partitions,
        @Nullable String instance,
        @DefaultValue Kafka kafka,
        @DefaultValue Venue venue) {

    /** @param bootstrapServers host:port, comma between */
    public record Kafka(@DefaultValue("127.0.0.1:9092") String bootstrapServers) {}

    /** @param restUrl scheme, host and port @param apiKey and {@code secretKey}: secret, used by the desk only */
    public record Venue(
            @DefaultValue("http://127.0.0.1:8090") URI restUrl,
            @DefaultValue("sim") String apiKey,
            @DefaultValue("sim") String secretKey) {
        @Override
        public String toString() {
            return "Venue[restUrl=%s]".formatted(restUrl);
        }
    }

    public String instanceOrDefault() {
        return instance == null || instance.isBlank()
                ? "trader-core-" + ProcessHandle.current().pid()
                : instance;
    }
}
