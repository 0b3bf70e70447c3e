package io.autofutures.status.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Removes what is too old: by the time of its last writing, so that a recorded day of long ago is kept as long. */
final class ArchiveSweep {
    private final Path root;
    private final Duration kept;

    ArchiveSweep(Path root, Duration kept) {
        this.root = root;
        this.kept = kept;
    }

    /** @return how many files went */
    int sweep(Instant now) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(root, 2)) {
            files = tree.filter(file -> file.getFileName().toString().endsWith(".jsonl.gz"))
                    .toList();
        }
        int removed = 0;
        for (Path file : files) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(kept))) {
                Files.delete(file);
                removed++;
            }
        }
        return removed;
    }
}
