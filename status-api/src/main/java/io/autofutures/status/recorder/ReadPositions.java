package io.autofutures.status.recorder;

import io.autofutures.model.json.Json;
import io.autofutures.transport.Delivery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/** Where to read on: everything before is on the disk. Replaced whole. Not thread-safe. */
final class ReadPositions {
    private final Path file;
    private final TreeMap<String, TreeMap<Integer, Long>> next = new TreeMap<>();

    private record Stored(Map<String, Map<Integer, Long>> next) {}

    private ReadPositions(Path file) {
        this.file = file;
    }

    static ReadPositions load(Path file) throws IOException {
        var positions = new ReadPositions(file);
        if (Files.exists(file)) {
            try {
                Json.mapper()
                        .readValue(Files.readString(file), Stored.class)
                        .next()
                        .forEach((topic, partitions) -> positions.next.put(topic, new TreeMap<>(partitions)));
            } catch (JacksonException e) {
                throw new IOException(
                        file + " cannot be read: remove it, and what the topics still hold is read again", e);
            }
        }
        return positions;
    }

    Map<String, Map<Integer, Long>> next() {
        return Map.copyOf(next);
    }

    void passed(Delivery<?> delivery) {
        next.computeIfAbsent(delivery.topic().name(), topic -> new TreeMap<>())
                .merge(delivery.partition(), delivery.offset() + 1, Math::max);
    }

    void save() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        byte[] text =
                Json.mapper().writeValueAsString(new Stored(Map.copyOf(next))).getBytes(StandardCharsets.UTF_8);
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
