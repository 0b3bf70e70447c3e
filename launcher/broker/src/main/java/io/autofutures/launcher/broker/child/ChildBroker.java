package io.autofutures.launcher.broker.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;
import sun.misc.Signal;

/**
 * Hosts one Kafka node for as long as its parent lives. Standard input is the life line: its end, for whatever reason,
 * ends this process within {@value #STOP_SECONDS} seconds. Ctrl-C goes to the whole process group, so it is left to the
 * parent, which closes its clients before the broker.
 *
 * <p>Usage: {@code ChildBroker <server.properties> <cluster id>}. Prints {@value #READY} once it takes connections.
 */
public final class ChildBroker {
    public static final String READY = "ready";

    private static final int STOP_SECONDS = 4;

    private ChildBroker() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Signal.handle(new Signal("INT"), ignored -> {});
        var asked = new CountDownLatch(1);
        InputStream lifeLine = System.in;
        Thread.ofPlatform().daemon().name("life-line").start(() -> {
            awaitEnd(lifeLine);
            asked.countDown();
            haltUnlessEnded();
        });
        Path properties = Path.of(args[0]);
        format(properties, args[1]);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(load(properties), false), Time.SYSTEM);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            asked.countDown();
            awaitQuietly(stopped);
        }));
        server.startup();
        System.out.println(READY);
        System.out.flush();
        asked.await();
        server.shutdown();
        stopped.countDown();
        System.exit(0);
    }

    private static void format(Path properties, String clusterId) {
        var quiet = new PrintStream(OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8);
        int result = StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "-t", clusterId, "-c", properties.toString()}, quiet);
        if (result != 0) {
            throw new IllegalStateException("the broker's folder could not be formatted, result " + result);
        }
    }

    private static Properties load(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return properties;
    }

    private static void awaitEnd(InputStream lifeLine) {
        try {
            while (lifeLine.read() >= 0) {
                // nothing is ever said on it
            }
        } catch (IOException broken) {
            System.err.println("life line broke, stopping: " + broken.getMessage());
        }
    }

    private static void haltUnlessEnded() {
        Thread.ofPlatform().daemon().name("halt").start(() -> {
            awaitQuietly(new CountDownLatch(1));
            Runtime.getRuntime().halt(1);
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
