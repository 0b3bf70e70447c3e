package io.autofutures.bench.pipeline;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kafka's own measuring tools, each run in a process of its own, on the class path of the broker. */
final class KafkaTools {
    private static final Pattern RATE = Pattern.compile("records sent, ([0-9.]+) records/sec");
    private static final Pattern PERCENTILES = Pattern.compile("50th = ([0-9.]+), 99th = ([0-9.]+)");

    private final Path libs;
    private final String bootstrapServers;

    KafkaTools(Path libs, String bootstrapServers) {
        this.libs = libs;
        this.bootstrapServers = bootstrapServers;
    }

    void createTopic(String topic, int partitions) throws IOException, InterruptedException {
        run(
                "org.apache.kafka.tools.TopicCommand",
                List.of(
                        "--create",
                        "--topic",
                        topic,
                        "--partitions",
                        Integer.toString(partitions),
                        "--replication-factor",
                        "1",
                        "--bootstrap-server",
                        bootstrapServers));
    }

    /** Records per second that the producer tool got acknowledged. @param payloads a record a line */
    double producerPerformance(String topic, Path payloads, int records) throws IOException, InterruptedException {
        String told = run(
                "org.apache.kafka.tools.ProducerPerformance",
                List.of(
                        "--bootstrap-server",
                        bootstrapServers,
                        "--topic",
                        topic,
                        "--num-records",
                        Integer.toString(records),
                        "--throughput",
                        "-1",
                        "--payload-file",
                        payloads.toString(),
                        "--command-property",
                        "acks=all",
                        "linger.ms=0",
                        "compression.type=lz4"));
        Matcher rate = RATE.matcher(told);
        double last = Double.NaN;
        while (rate.find()) {
            last = Double.parseDouble(rate.group(1));
        }
        if (Double.isNaN(last)) {
            throw new IOException("the producer tool told no rate: " + told);
        }
        return last;
    }

    /** @param p50 milliseconds @param p99 milliseconds, both whole as the tool tells them */
    record Latency(double p50, double p99) {}

    /** One record after the other, each read back before the next is sent. */
    Latency endToEnd(String topic, int records, int bytes) throws IOException, InterruptedException {
        String told = run(
                "org.apache.kafka.tools.EndToEndLatency",
                List.of(bootstrapServers, topic, Integer.toString(records), "all", Integer.toString(bytes)));
        Matcher found = PERCENTILES.matcher(told);
        if (!found.find()) {
            throw new IOException("the latency tool told no percentiles: " + told);
        }
        return new Latency(Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2)));
    }

    private String run(String main, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                libs.toAbsolutePath() + File.separator + "*",
                main));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(main + " ended with " + process.exitValue() + ": " + told);
        }
        return told;
    }
}
