package io.autofutures.launcher.record;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.InputFile;
import io.autofutures.launcher.replay.BrokerArguments;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Transport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Market events only: a recorded order or command must not happen again. */
@Command(name = "publish")
public final class PublishCommand implements Callable<Integer> {
    private final PrintWriter err;

    @Option(names = "--recording", required = true)
    private String recording = "";

    @Option(names = "--into")
    private String into = Topics.WS_EVENTS.name();

    @Mixin
    private BrokerArguments broker = new BrokerArguments();

    public PublishCommand(PrintWriter err) {
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        String source = Topics.WS_EVENTS.name();
        if (!into.equals(source) && Topics.named(into).isPresent()) {
            throw CommandFailure.refused(
                    "--into %s: only market events may be published again; name %s, or a topic that is none of the system's"
                            .formatted(into, source));
        }
        if (!into.matches("[a-zA-Z0-9._-]{1,200}")) {
            throw CommandFailure.usage("--into %s is no name of a topic: letters, digits, . _ -".formatted(into));
        }
        if (!recording.equals("-")) {
            InputFile.existing("--recording", Path.of(recording));
        }
        try (Transport transport = broker.connect(into)) {
            var count = new Publication(transport, into, source).publish(recording);
            err.printf("auto-futures publish: %,d records into %s%n", count.published(), into);
            if (count.leftOut() > 0) {
                err.printf("auto-futures publish: %,d records of other topics left out%n", count.leftOut());
            }
            err.flush();
        }
        return 0;
    }
}
