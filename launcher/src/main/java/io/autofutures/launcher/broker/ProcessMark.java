package io.autofutures.launcher.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process by its number and its time of birth, so that a number used again is not taken for it.
 *
 * @param startedAt epoch when the system does not tell
 */
public record ProcessMark(long pid, Instant startedAt) {
    public static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** What was written, or empty when there is no file or it does not say. */
    public static Optional<ProcessMark> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] parts = Files.readString(file).strip().split(" ");
        return parts.length == 2 && parts[0].matches("\\d{1,18}") && parts[1].matches("\\d{1,18}")
                ? Optional.of(new ProcessMark(Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1]))))
                : Optional.empty();
    }

    public String text() {
        return pid + " " + startedAt.toEpochMilli() + "\n";
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> of(process).startedAt().toEpochMilli() == startedAt.toEpochMilli());
    }
}
