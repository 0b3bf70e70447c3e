package io.autofutures.status;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param dataDir folder of this installation; the projection lives in {@code status} below it
 * @param account shown on the page
 * @param partitions of each topic, positive
 * @param instance unique among running instances; made of the service's name and its process id unless given
 */
@ConfigurationProperties("autofutures")
public record StatusProperties(
        @DefaultValue("data") Path dataDir,
        @DefaultValue("main") String account,
        @DefaultValue("12") int partitions,
        @DefaultValue Kafka kafka,
        @Nullable String instance) {

    /** @param bootstrapServers host:port, comma between */
    public record Kafka(@DefaultValue("127.0.0.1:9092") String bootstrapServers) {}

    String instanceOrDefault() {
        return instance == null || instance.isBlank()
                ? "status-api-" + ProcessHandle.current().pid()
                : instance;
    }
}
