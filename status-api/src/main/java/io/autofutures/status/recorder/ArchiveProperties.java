package io.autofutures.status.recorder;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled whether this instance records
 * @param dir folder of the archive; {@code archive} in the data folder unless given
 * @param kept how long after it was last written a day's file is kept
 * @param flush how long an event may wait before it is on the disk; a crash reads it again from the topic
 */
@ConfigurationProperties("autofutures.status.archive")
public record ArchiveProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable Path dir,
        @DefaultValue("400d") Duration kept,
        @DefaultValue("10s") Duration flush) {
    /** @throws IllegalArgumentException if a time is not positive */
    public ArchiveProperties {
        if (!kept.isPositive() || !flush.isPositive()) {
            throw new IllegalArgumentException(
                    "autofutures.status.archive.kept and .flush must be positive, were %s and %s"
                            .formatted(kept, flush));
        }
    }

    public Path dirIn(Path dataDir) {
        return dir == null ? dataDir.resolve("archive") : dir;
    }
}
