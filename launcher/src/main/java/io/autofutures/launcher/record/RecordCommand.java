package io.autofutures.launcher.record;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.replay.BrokerArguments;
import io.autofutures.launcher.replay.TimeRange;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records until the end that was named, or until Ctrl-C, which finishes the file. */
@Command(name = "record")
public final class RecordCommand implements Callable<Integer> {
    private static final String PRESENT_END = "end";
    private static final int FINISH_SECONDS = 120;

    private final PrintWriter err;

    @Option(names = "--out", required = true)
    private Path out = Path.of("");

    @Option(names = "--topics", split = ",")
    private List<String> topics = List.of(Topics.WS_EVENTS.name());

    @Option(names = "--from")
    private @Nullable String from;

    @Option(names = "--to")
    private @Nullable String to;

    @Mixin
    private BrokerArguments broker = new BrokerArguments();

    public RecordCommand(PrintWriter err) {
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        boolean toPresentEnd = PRESENT_END.equals(to);
        TimeRange range = TimeRange.of(from, toPresentEnd ? null : to);
        Path file = out.toAbsolutePath();
        if (Files.isDirectory(file) || file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw CommandFailure.usage("--out %s: its folder does not exist, or it is a folder itself".formatted(out));
        }
        List<String> wanted =
                topics.stream().map(String::strip).distinct().sorted().toList();
        Parts.endOf(file);
        try (Transport transport = broker.existing(wanted);
                Recording recording = Recording.begin(transport, wanted, file, range, toPresentEnd)) {
            say("recording %s into %s%s"
                    .formatted(String.join(", ", wanted), out, to == null ? "; Ctrl-C ends it" : ""));
            untilStopped(recording, file);
        }
        return 0;
    }

    /** A signal ends the process once the file is finished, and that is told. */
    private void untilStopped(Recording recording, Path file) throws IOException {
        var finished = new CountDownLatch(1);
        var hook = Thread.ofPlatform().name("record-stop").unstarted(() -> {
            recording.stop();
            awaitFinished(finished);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            recording.await();
            long added = recording.finish();
            say("%,d records added: %s, %,d bytes".formatted(added, out, Files.size(file)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while recording");
        } finally {
            finished.countDown();
            remove(hook);
        }
    }

    private static void awaitFinished(CountDownLatch finished) {
        try {
            boolean unused = finished.await(FINISH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // it is the hook that asked us to end
        }
    }

    private void say(String text) {
        err.println("auto-futures record: " + text);
        err.flush();
    }
}
