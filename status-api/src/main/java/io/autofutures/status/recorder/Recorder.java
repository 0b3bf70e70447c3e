package io.autofutures.status.recorder;

import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.EvaluationRecord;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Capability;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Transport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the market's events and writes the archive, on its own positions, beside the projector. The positions are saved
 * once everything before them is on the disk; what is read again after a crash is known by its id. One recorder writes a
 * folder; another waits until it may.
 */
public final class Recorder implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Recorder.class);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
    private static final List<Topic<?>> TOPICS = List.of(Topics.WS_EVENTS, Topics.EVALUATIONS);

    private final Transport transport;
    private final ArchiveFolder folder;
    private final ArchiveProperties properties;
    private final InstantSource wall;
    private final Counter recorded;
    private final Counter leftOut;
    private final ScheduledExecutorService scheduler;
    private @Nullable FileChannel lock;
    private @Nullable ArchiveWriter writer;
    private @Nullable ReadPositions positions;
    private @Nullable Subscription reader;
    private Instant sweptAt = Instant.MIN;
    private boolean waiting;

    public Recorder(
            Transport transport, Path dir, ArchiveProperties properties, InstantSource wall, MeterRegistry meters) {
        this.transport = transport;
        this.folder = new ArchiveFolder(dir);
        this.properties = properties;
        this.wall = wall;
        this.recorded = meters.counter("autofutures.recorder.events");
        this.leftOut = meters.counter("autofutures.recorder.left_out");
        this.scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("recorder").daemon().factory());
    }

    /** Begins at once when the folder is free. The topics are declared. */
    public void start() {
        tick();
        long millis = properties.flush().toMillis();
        var unused = scheduler.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Whether this instance writes the folder. */
    public synchronized boolean writing() {
        return reader != null;
    }

    private void tick() {
        try {
            turn();
        } catch (IOException | RuntimeException e) {
            LOGGER.atError()
                    .setCause(e)
                    .addKeyValue("folder", folder.root())
                    .addKeyValue("error", e.toString())
                    .log("The archive cannot be written; it is tried again");
        }
    }

    private synchronized void turn() throws IOException {
        if (reader == null) {
            begin();
            return;
        }
        flush();
        if (sweptAt.isBefore(wall.instant().minus(BETWEEN_SWEEPS))) {
            sweptAt = wall.instant();
            int removed = new ArchiveSweep(folder.root(), properties.kept()).sweep(sweptAt);
            LOGGER.atInfo().addKeyValue("files", removed).log("Files of the archive that were too old are removed");
        }
    }

    private void begin() throws IOException {
        Files.createDirectories(folder.root());
        if (!locked()) {
            if (!waiting) {
                LOGGER.atInfo().addKeyValue("folder", folder.root()).log("Another recorder writes the archive");
            }
            waiting = true;
            return;
        }
        // offsets of a log that died with its process mean nothing in the next; what it holds is read again
        boolean durable = transport.capabilities().contains(Capability.DURABLE);
        Path file = folder.root().resolve("positions.json");
        if (!durable) {
            Files.deleteIfExists(file);
        }
        ReadPositions stored = ReadPositions.load(file);
        positions = stored;
        writer = new ArchiveWriter(folder);
        reader = transport.broadcast(
                new Broadcast("status-recorder", TOPICS, new Broadcast.Start.At(stored.next()), this::record, false));
        LOGGER.atInfo().addKeyValue("folder", folder.root()).log("The recorder writes the archive");
    }

    private boolean locked() throws IOException {
        FileChannel channel =
                FileChannel.open(folder.root().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                lock = channel;
                return true;
            }
        } catch (OverlappingFileLockException heldInThisProcess) {
            LOGGER.atDebug().addKeyValue("folder", folder.root()).log("The folder is locked by this process");
        }
        channel.close();
        return false;
    }

    private synchronized void record(List<Delivery<?>> batch) throws IOException {
        ArchiveWriter out = writer;
        ReadPositions passed = positions;
        if (out == null || passed == null) {
            return; // closed
        }
        for (Delivery<?> delivery : batch) {
            (add(out, delivery.value()) ? recorded : leftOut).increment();
            passed.passed(delivery);
        }
    }

    private static boolean add(ArchiveWriter out, Object value) throws IOException {
        return switch (value) {
            case MarketEvent event -> out.add(event);
            case EvaluationRecord.SettingsTaken taken -> out.add(taken);
            default -> false;
        };
    }

    private void flush() throws IOException {
        ArchiveWriter out = writer;
        ReadPositions passed = positions;
        if (out != null && passed != null && out.dirty()) {
            out.flush();
            passed.save();
        }
    }

    /** Writes what it has. */
    @Override
    public void close() {
        scheduler.shutdownNow();
        Subscription reading;
        synchronized (this) {
            reading = reader;
        }
        if (reading != null) {
            reading.close();
        }
        synchronized (this) {
            try {
                flush();
                if (writer != null) {
                    writer.close();
                }
                if (lock != null) {
                    lock.close();
                }
            } catch (IOException e) {
                LOGGER.atWarn()
                        .addKeyValue("error", e.toString())
                        .log("The end of the archive was not written; it will be read again");
            }
            writer = null;
            positions = null;
            reader = null;
        }
    }
}
