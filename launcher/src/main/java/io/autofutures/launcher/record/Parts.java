package io.autofutures.launcher.record;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.model.json.Json;
import io.autofutures.status.recorder.MemberFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recording under way: a file for each partition in a folder beside the recording, each member with the position behind
 * it, so that what is in the file and where to read on are always of one moment. Not thread-safe.
 */
final class Parts implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 20;

    private final Path folder;
    private final Map<String, Map<Integer, Long>> begun;
    private final TreeMap<Place, Part> parts = new TreeMap<>();

    /** In the order in which records of one instant are told. */
    record Place(String topic, int partition) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
        }
    }

    private static final class Part {
        final Path path;
        final MemberFile file;
        final ByteArrayOutputStream pending = new ByteArrayOutputStream();
        long next;

        Part(Path path, MemberFile file, long next) {
            this.path = path;
            this.file = file;
            this.next = next;
        }
    }

    /** @param begun where the recording that is finished ends: topic → partition → next offset */
    private Parts(Path folder, Map<String, Map<Integer, Long>> begun) {
        this.folder = folder;
        this.begun = begun;
    }

    /** Goes on with what is there; what the finished recording has already is dropped. */
    static Parts open(Path folder, Map<String, Map<Integer, Long>> begun) throws IOException {
        Files.createDirectories(folder);
        var parts = new Parts(folder, begun);
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.getFileName().toString().endsWith(".part"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            int dash = name.lastIndexOf('-');
            parts.open(new Place(
                    name.substring(0, dash), Integer.parseInt(name.substring(dash + 1, name.indexOf(".part")))));
        }
        return parts;
    }

    private Part open(Place place) throws IOException {
        Path path = folder.resolve(place.topic() + "-" + place.partition() + ".part");
        long before = begun.getOrDefault(place.topic(), Map.of()).getOrDefault(place.partition(), 0L);
        long[] next = {before};
        MemberFile file = MemberFile.open(path, note -> next[0] = Long.parseLong(note));
        if (next[0] <= before && file.length() > 0) {
            file.close();
            Files.delete(path); // the recording was finished, and the folder not yet cleared
            next[0] = before;
            file = MemberFile.open(path, note -> {});
        }
        var part = new Part(path, file, next[0]);
        parts.put(place, part);
        return part;
    }

    /** Where to read on: topic → partition → next offset. */
    Map<String, Map<Integer, Long>> next() {
        var next = new HashMap<String, Map<Integer, Long>>();
        begun.forEach((topic, partitions) -> next.put(topic, new HashMap<>(partitions)));
        parts.forEach((place, part) ->
                next.computeIfAbsent(place.topic(), topic -> new HashMap<>()).put(place.partition(), part.next));
        return next;
    }

    boolean isNew() {
        return begun.isEmpty() && parts.isEmpty();
    }

    /** @return false when the record is there already */
    boolean passes(Place place, long offset) throws IOException {
        return offset >= part(place).next;
    }

    /** @param line absent when the record is not wanted and only passed */
    void add(Place place, long offset, @Nullable String line) throws IOException {
        Part part = part(place);
        part.next = offset + 1;
        if (line != null) {
            part.pending.writeBytes(line.getBytes(StandardCharsets.UTF_8));
            part.pending.write('\n');
        }
        if (part.pending.size() >= MOST_BYTES) {
            flush(part);
        }
    }

    private Part part(Place place) throws IOException {
        Part part = parts.get(place);
        return part == null ? open(place) : part;
    }

    /** Everything added is on the disk when this returns. */
    void flush() throws IOException {
        for (Part part : parts.values()) {
            if (part.pending.size() > 0) {
                flush(part);
            }
        }
    }

    private static void flush(Part part) throws IOException {
        part.file.append(part.pending.toByteArray(), Long.toString(part.next));
        part.pending.reset();
    }

    /** After {@link #flush()}. */
    Map<Place, Path> files() {
        var files = new TreeMap<Place, Path>();
        parts.forEach((place, part) -> files.put(place, part.path));
        return files;
    }

    /** The recording has all of it. */
    void clear() throws IOException {
        close();
        for (Part part : parts.values()) {
            Files.deleteIfExists(part.path);
        }
        Files.deleteIfExists(folder);
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts.values()) {
            part.file.close();
        }
    }

    /** Where a finished recording ends; empty when there is none. @throws CommandFailure if the file is of other make */
    static Map<String, Map<Integer, Long>> endOf(Path recording) throws IOException {
        var notes = new ArrayList<String>();
        MemberFile.notes(recording, notes::add);
        if (notes.isEmpty()) {
            if (Files.exists(recording) && Files.size(recording) > 0) {
                throw CommandFailure.usage("--out %s is a file of other make: name another one".formatted(recording));
            }
            return Map.of();
        }
        return Json.mapper().readValue(notes.getLast(), End.class).next();
    }

    /** Note of the last member of a finished recording. */
    record End(Map<String, Map<Integer, Long>> next) {}
}
