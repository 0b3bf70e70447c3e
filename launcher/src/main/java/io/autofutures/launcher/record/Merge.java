package io.autofutures.launcher.record;

import io.autofutures.model.json.Json;
import io.autofutures.status.recorder.MemberFile;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Puts the partitions together into one recording: always the record whose partition's next one is the earliest by event
 * time, then by topic and partition. Each partition keeps its order, and the same partitions give the same file content,
 * in whatever order they were read.
 */
final class Merge {
    private static final int MEMBER_BYTES = 1 << 20;

    private Merge() {}

    private static final class Head implements AutoCloseable {
        final Parts.Place place;
        final BufferedReader lines;
        String line = "";
        Instant at = Instant.MIN;

        Head(Parts.Place place, Path file) throws IOException {
            this.place = place;
            this.lines = new BufferedReader(new InputStreamReader(MemberFile.read(file), StandardCharsets.UTF_8));
        }

        boolean advance() throws IOException {
            String next = lines.readLine();
            if (next == null) {
                return false;
            }
            line = next;
            at = RecordedLine.parse(next).occurredAt();
            return true;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    /**
     * The recording has the lines of the parts behind its own when this returns; until then it is as it was.
     *
     * @param end where the parts end, for the one who goes on
     * @return lines added
     */
    static long into(Path recording, Map<Parts.Place, Path> parts, Map<String, Map<Integer, Long>> end)
            throws IOException {
        Path fresh = recording.resolveSibling(recording.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (Files.exists(recording)) {
            Files.copy(recording, fresh);
        }
        long added = 0;
        List<Head> heads = new ArrayList<>();
        try (MemberFile out = MemberFile.open(fresh, note -> {})) {
            var earliest = new PriorityQueue<Head>(
                    Comparator.<Head, Instant>comparing(head -> head.at).thenComparing(head -> head.place));
            for (var part : parts.entrySet()) {
                var head = new Head(part.getKey(), part.getValue());
                heads.add(head);
                if (head.advance()) {
                    earliest.add(head);
                }
            }
            var member = new ByteArrayOutputStream();
            while (!earliest.isEmpty()) {
                Head next = earliest.remove();
                member.writeBytes(next.line.getBytes(StandardCharsets.UTF_8));
                member.write('\n');
                added++;
                if (member.size() >= MEMBER_BYTES) {
                    out.append(member.toByteArray(), "");
                    member.reset();
                }
                if (next.advance()) {
                    earliest.add(next);
                }
            }
            out.append(member.toByteArray(), Json.mapper().writeValueAsString(new Parts.End(end)));
        } finally {
            for (Head head : heads) {
                head.close();
            }
        }
        Files.move(fresh, recording, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return added;
    }
}
