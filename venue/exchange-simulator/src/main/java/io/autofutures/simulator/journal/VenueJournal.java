package io.autofutures.simulator.journal;

import io.autofutures.model.json.Json;
import io.autofutures.paperbook.BookEvent;
import io.autofutures.simulator.DataFolderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The venue's memory: book events as JSON lines, forced to disk before an answer leaves; the market position in a small
 * file of its own, written before each event is sent (it outlives the process, not a power cut). Not thread-safe.
 */
public final class VenueJournal implements AutoCloseable {
    private static final int VERSION = 2;

    private final FileChannel lines;
    private final FileChannel position;
    private final Lease lease;

    /** First line. @param market {@code Market.identity()} */
    private record Header(int version, String market) {}

    /** @param steps market events released by then */
    private record Line(long steps, Instant at, List<BookEvent> events) {}

    /** @param at venue time, absent when nothing was released yet @param events whose fold is the book */
    public record Recovered(long steps, @Nullable Instant at, List<BookEvent> events) {
        public boolean isNew() {
            return at == null && events.isEmpty();
        }
    }

    private VenueJournal(Lease lease, FileChannel lines, FileChannel position) {
        this.lease = lease;
        this.lines = lines;
        this.position = position;
    }

    /** What was written there. @throws DataFolderException if it belongs to another market or version */
    public static Recovered read(Path folder, String market) {
        Path file = folder.resolve("venue.journal");
        if (!Files.exists(file)) {
            return new Recovered(0, null, List.of());
        }
        try {
            List<String> text = Files.readAllLines(file);
            if (text.isEmpty()) {
                return new Recovered(0, null, List.of());
            }
            check(file, text.getFirst(), market);
            long steps = 0;
            Instant at = null;
            var events = new ArrayList<BookEvent>();
            for (int index = 1; index < text.size(); index++) {
                Line line = line(file, text, index);
                if (line != null) {
                    events.addAll(line.events());
                    steps = Math.max(steps, line.steps());
                    at = line.at();
                }
            }
            Path place = folder.resolve("venue.position");
            if (Files.exists(place) && Files.size(place) >= Long.BYTES * 2) {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(place));
                long released = bytes.getLong();
                Instant reached = Instant.ofEpochMilli(bytes.getLong());
                if (released >= steps && (at == null || !reached.isBefore(at))) {
                    at = reached;
                }
                steps = Math.max(steps, released);
            }
            return new Recovered(steps, at, events);
        } catch (IOException e) {
            throw new DataFolderException("data folder %s cannot be read: %s".formatted(folder, e), e);
        }
    }

    private static void check(Path file, String first, String market) {
        Header header;
        try {
            header = Json.mapper().readValue(first, Header.class);
        } catch (JacksonException e) {
            throw new DataFolderException(
                    "%s, line 1: not a journal of this program; use another data folder, or start fresh"
                            .formatted(file),
                    e);
        }
        if (header.version() != VERSION) {
            throw new DataFolderException(
                    "%s is of version %d, this program writes version %d; use another data folder, or start fresh"
                            .formatted(file, header.version(), VERSION));
        }
        if (!header.market().equals(market)) {
            throw new DataFolderException("%s is of the market '%s', not '%s'; use another data folder, or start fresh"
                    .formatted(file, header.market(), market));
        }
    }

    /** Null for a last line that was cut off by a crash: nobody was told of it. */
    private static @Nullable Line line(Path file, List<String> text, int index) {
        try {
            return Json.mapper().readValue(text.get(index), Line.class);
        } catch (JacksonException e) {
            if (index == text.size() - 1) {
                return null;
            }
            throw new DataFolderException(
                    "%s, line %d is damaged; use another data folder, or start fresh".formatted(file, index + 1), e);
        }
    }

    /**
     * Takes the folder for this process and writes {@code events} as its new beginning.
     *
     * @throws DataFolderException if another process holds it or it cannot be written
     */
    public static VenueJournal open(
            Path folder, String market, long steps, Instant at, List<BookEvent> events, Lease lease) {
        try {
            Path file = folder.resolve("venue.journal");
            Path fresh = folder.resolve("venue.journal.new");
            try (FileChannel out = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                write(out, Json.mapper().writeValueAsString(new Header(VERSION, market)));
                write(out, Json.mapper().writeValueAsString(new Line(steps, at, events)));
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            FileChannel lines = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            FileChannel position = FileChannel.open(
                    folder.resolve("venue.position"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var journal = new VenueJournal(lease, lines, position);
            journal.position(steps, at);
            return journal;
        } catch (IOException e) {
            throw new DataFolderException("data folder %s cannot be written: %s".formatted(folder, e), e);
        }
    }

    /** Holds a data folder for one process. */
    public record Lease(FileChannel file, FileLock lock) {
        /** @throws DataFolderException if another process holds it */
        public static Lease take(Path folder) {
            try {
                Files.createDirectories(folder);
                FileChannel file = FileChannel.open(
                        folder.resolve("venue.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tryLock(file);
                if (lock == null) {
                    file.close();
                    throw new DataFolderException(
                            "data folder %s is in use by another simulator; stop it, or use another folder"
                                    .formatted(folder));
                }
                return new Lease(file, lock);
            } catch (IOException e) {
                throw new DataFolderException("data folder %s cannot be used: %s".formatted(folder, e), e);
            }
        }

        private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
            try {
                return file.tryLock();
            } catch (OverlappingFileLockException e) {
                return null;
            }
        }

        /** Closing the file gives the lock back; more than once is harmless. */
        public void release() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the lock of the data folder cannot be given back", e);
            }
        }
    }

    /** On disk when it returns. */
    public void record(long steps, Instant at, List<BookEvent> events) {
        try {
            write(lines, Json.mapper().writeValueAsString(new Line(steps, at, events)));
            lines.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("the venue's journal cannot be written", e);
        }
    }

    /** The market has come this far. */
    public void position(long steps, Instant at) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(steps)
                .putLong(at.toEpochMilli())
                .flip();
        try {
            while (bytes.hasRemaining()) {
                int ignored = position.write(bytes, bytes.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the venue's market position cannot be written", e);
        }
    }

    private static void write(FileChannel out, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            int ignored = out.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
            position.force(true);
            position.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the venue's journal cannot be closed", e);
        } finally {
            lease.release();
        }
    }
}
