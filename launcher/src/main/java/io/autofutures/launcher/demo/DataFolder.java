package io.autofutures.launcher.demo;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.broker.ProcessMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a demo keeps everything; one process at a time, marked with the version of its layout. */
public final class DataFolder implements AutoCloseable {
    /** Of the layout; a folder of another one is refused, never guessed at. */
    public static final String VERSION = "1";

    private static final String VERSION_FILE = "version";
    private static final String LOCK_FILE = "lock";
    private static final String OWNER_FILE = "owner";

    /** Stands in a folder whose run kept its topics in memory: what else is in it cannot be gone on from. */
    private static final String TRANSIENT_FILE = "nothing-kept";

    /** Of the process, not of the run. */
    private static final List<String> OUTSIDE = List.of(LOCK_FILE, OWNER_FILE, "demo.log", "sim.log");

    private final Path root;
    private final FileChannel channel;

    private DataFolder(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** @param owner the live process that holds the folder, if any @param version of its layout; absent when it is new */
    public record Look(
            Optional<ProcessHandle> owner, @Nullable String version, boolean empty) {
        public boolean usable() {
            return owner.isEmpty() && (VERSION.equals(version) || (version == null && empty));
        }
    }

    /** What a folder is, without taking it. */
    public static Look look(Path root) throws IOException {
        if (!Files.exists(root)) {
            return new Look(Optional.empty(), null, true);
        }
        Path version = root.resolve(VERSION_FILE);
        return new Look(
                ProcessMark.read(root.resolve(OWNER_FILE)).flatMap(ProcessMark::running),
                Files.exists(version) ? Files.readString(version).strip() : null,
                contents(root).isEmpty());
    }

    /**
     * Takes the folder for this process; a dead owner's is taken over.
     *
     * @throws CommandFailure if a live process holds it
     */
    public static DataFolder open(Path root) throws IOException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw CommandFailure.usage("--data " + root + " is a file: name a folder");
        }
        Files.createDirectories(root);
        FileChannel channel =
                FileChannel.open(root.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(root, channel);
            write(
                    root.resolve(OWNER_FILE),
                    ProcessMark.of(ProcessHandle.current()).text());
            return new DataFolder(root, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Makes it ready for use.
     *
     * @param fresh empty it first, whatever version it is of
     * @param durable the run can be gone on from; what a run that cannot has left is emptied by the next one
     * @throws CommandFailure if it is of another version, or holds something else
     */
    public void prepare(boolean fresh, boolean durable) throws IOException {
        check(root, fresh);
        if (fresh || !durable || Files.exists(root.resolve(TRANSIENT_FILE))) {
            empty();
        }
        if (!durable) {
            write(root.resolve(TRANSIENT_FILE), "the topics of this run were kept in memory\n");
        }
        write(root.resolve(VERSION_FILE), VERSION + "\n");
    }

    private static void lock(Path root, FileChannel channel) throws IOException {
        Optional<ProcessHandle> owner = look(root)
                .owner()
                .filter(process -> process.pid() != ProcessHandle.current().pid());
        boolean free;
        try {
            FileLock lock = channel.tryLock();
            free = lock != null && owner.isEmpty();
        } catch (OverlappingFileLockException heldHere) {
            free = false;
        }
        if (!free) {
            String holder = owner.map(process -> "process " + process.pid()).orElse("another process");
            throw CommandFailure.dataFolder(
                    "data folder %s is in use by %s: stop it first, or name another folder with --data DIR"
                            .formatted(root, holder));
        }
    }

    private static void check(Path root, boolean fresh) throws IOException {
        Look look = look(root);
        if (look.version() == null && !look.empty()) {
            throw CommandFailure.dataFolder(
                    "%s holds other things than a demo's data: name an empty or new folder with --data DIR"
                            .formatted(root));
        }
        if (look.version() != null && !look.version().equals(VERSION) && !fresh) {
            throw CommandFailure.dataFolder(
                    "data folder %s is of version %s, this is version %s: start over with --fresh, or name another folder with --data DIR"
                            .formatted(root, look.version(), VERSION));
        }
    }

    private void empty() throws IOException {
        for (Path entry : contents(root)) {
            try (Stream<Path> tree = Files.walk(entry)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static List<Path> contents(Path root) throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> !OUTSIDE.contains(entry.getFileName().toString()))
                    .toList();
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (var out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
    }

    public Path root() {
        return root;
    }

    public Path broker() {
        return root.resolve("broker");
    }

    public Path venue() {
        return root.resolve("venue");
    }

    /** Lets go of the folder; what is in it stays. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(root.resolve(OWNER_FILE));
        channel.close();
    }
}
