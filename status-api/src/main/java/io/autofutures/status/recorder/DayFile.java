package io.autofutures.status.recorder;

import io.autofutures.model.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One day of one symbol. Knows what is in it, also after a crash: each member's note tells the time of the last mark
 * price, the minutes whose candles are in it, and the ids of everything else. Not thread-safe.
 */
final class DayFile implements AutoCloseable {
    private static final int MOST_BYTES = 512 * 1024;
    private static final int MOST_IDS = 400;

    private final MemberFile file;
    private final Set<String> ids = new HashSet<>();
    private final BitSet minutes = new BitSet();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final List<Integer> pendingMinutes = new ArrayList<>();
    private final List<String> pendingIds = new ArrayList<>();
    private long lastMark = Long.MIN_VALUE;
    private boolean used;

    /**
     * @param mark event time of the last mark price up to here; absent before the first
     * @param minutes of the day whose candles are in the member
     * @param ids of all else in it
     */
    private record Note(@Nullable Long mark, List<Integer> minutes, List<String> ids) {}

    private DayFile(MemberFile file) {
        this.file = file;
    }

    static DayFile open(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        var notes = new ArrayList<Note>();
        var day = new DayFile(
                MemberFile.open(path, note -> notes.add(Json.mapper().readValue(note, Note.class))));
        for (Note note : notes) {
            day.ids.addAll(note.ids());
            note.minutes().forEach(day.minutes::set);
            if (note.mark() != null) {
                day.lastMark = Math.max(day.lastMark, note.mark());
            }
        }
        return day;
    }

    /** @return false when it, or a later one, is here already */
    boolean addMark(long atMillis, String line) throws IOException {
        if (atMillis <= lastMark) {
            return false;
        }
        lastMark = atMillis;
        write(line);
        return true;
    }

    /** @param minute of the day @return false when it is here already */
    boolean addMinute(int minute, String line) throws IOException {
        if (minutes.get(minute)) {
            return false;
        }
        minutes.set(minute);
        pendingMinutes.add(minute);
        write(line);
        return true;
    }

    /** @return false when it is here already */
    boolean add(String id, String line) throws IOException {
        if (!ids.add(id)) {
            return false;
        }
        pendingIds.add(id);
        write(line);
        return true;
    }

    private void write(String line) throws IOException {
        used = true;
        pending.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        pending.write('\n');
        if (pending.size() >= MOST_BYTES || pendingIds.size() >= MOST_IDS) {
            flush();
        }
    }

    boolean dirty() {
        return pending.size() > 0;
    }

    /** Whether anything was added since this was last asked. */
    boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    /** Everything added is on the disk when this returns; what could not be written is kept for the next time. */
    void flush() throws IOException {
        if (pending.size() == 0) {
            return;
        }
        var note = new Note(
                lastMark == Long.MIN_VALUE ? null : lastMark, List.copyOf(pendingMinutes), List.copyOf(pendingIds));
        file.append(pending.toByteArray(), Json.mapper().writeValueAsString(note));
        pending.reset();
        pendingMinutes.clear();
        pendingIds.clear();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
