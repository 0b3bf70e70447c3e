package io.autofutures.launcher.record;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.InputFile;
import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Position;
import io.autofutures.transport.Transport;
import io.autofutures.transport.TransportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;

/** A recording's records into a topic, in the order of the file, with their keys, headers and values. */
final class Publication {
    private static final int IN_FLIGHT = 10_000;

    private final Transport transport;
    private final Topic<JsonNode> topic;
    private final String source;

    /**
     * @param topic to publish to
     * @param source the topic whose records are taken out of a recording of several
     */
    Publication(Transport transport, String topic, String source) {
        this.transport = transport;
        this.topic = RawTopic.named(topic);
        this.source = source;
    }

    /** @param leftOut records of other topics */
    record Count(long published, long leftOut) {}

    /** @throws CommandFailure naming the line that cannot be read; the lines before it are published */
    Count publish(String file) throws IOException {
        transport.declare(List.of(topic));
        var unacknowledged = new ArrayDeque<CompletableFuture<Position>>();
        long published = 0;
        long leftOut = 0;
        try (BufferedReader lines = InputFile.open(file)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                RecordedLine recorded = parsed(file, number, line);
                if (recorded.topic() != null && !recorded.topic().equals(source)) {
                    leftOut++;
                    continue;
                }
                unacknowledged.add(transport.publish(outgoing(file, number, recorded)));
                published++;
                if (unacknowledged.size() >= IN_FLIGHT) {
                    acknowledged(unacknowledged.remove());
                }
            }
        }
        unacknowledged.forEach(Publication::acknowledged);
        return new Count(published, leftOut);
    }

    /** @throws TransportException if it was not */
    private static void acknowledged(CompletableFuture<Position> record) {
        try {
            record.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof TransportException broker ? broker : e;
        }
    }

    private Outgoing<JsonNode> outgoing(String file, long number, RecordedLine recorded) {
        try {
            return new Outgoing<>(
                    topic,
                    topic.partitionBy().apply(recorded.value()),
                    recorded.key(),
                    recorded.value(),
                    recorded.origin());
        } catch (IllegalArgumentException e) {
            throw malformed(file, number, e);
        }
    }

    private static RecordedLine parsed(String file, long number, String line) {
        try {
            return RecordedLine.parse(line);
        } catch (IllegalArgumentException e) {
            throw malformed(file, number, e);
        }
    }

    private static CommandFailure malformed(String file, long number, IllegalArgumentException why) {
        return CommandFailure.failed("%s, line %d: %s; give lines as ./auto-futures record writes them"
                .formatted(InputFile.name(file), number, why.getMessage()));
    }
}
