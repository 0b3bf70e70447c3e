package io.autofutures.launcher.broker;

import io.autofutures.launcher.CommandFailure;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real broker as a child process: it keeps its data in a folder, and ends within 5 s of this process. */
public final class BrokerProcess implements AutoCloseable {
    /** System property: the folder with the broker's class path, as the build leaves it. */
    public static final String LIBS = "autofutures.broker.libs";

    private static final String MAIN = "io.autofutures.launcher.broker.child.ChildBroker";
    private static final String READY = "ready";
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 5;

    private final Process process;
    private final int port;

    private BrokerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @throws CommandFailure if {@value #LIBS} is not set or names no class path */
    public static Path libs() {
        Path libs = Path.of(Optional.ofNullable(System.getProperty(LIBS))
                .orElseThrow(() -> CommandFailure.usage("the broker's class path is not known: start through"
                        + " ./auto-futures, or give -D" + LIBS + "=launcher/broker/target/libs")));
        if (!Files.isDirectory(libs)) {
            throw CommandFailure.usage(
                    "the broker's class path " + libs + " is missing: build it with mvn package, or ./auto-futures");
        }
        return libs;
    }

    /**
     * Starts a broker on the data of {@code folder} and returns when it takes connections.
     *
     * @throws CommandFailure if it does not start; the message names its log
     */
    public static BrokerProcess start(Path libs, Path folder) throws IOException, InterruptedException {
        var files = new BrokerFolder(folder.toAbsolutePath());
        awaitLeftOver(folder);
        int port = files.prepare();
        Process process = new ProcessBuilder(command(libs, files))
                .redirectError(files.output().toFile())
                .start();
        Files.writeString(files.owner(), ProcessMark.of(process.toHandle()).text());
        var broker = new BrokerProcess(process, port);
        broker.awaitReady(files);
        return broker;
    }

    /** A broker whose parent was killed may still be closing its files. */
    public static void awaitLeftOver(Path folder) throws IOException, InterruptedException {
        Optional<ProcessHandle> leftOver =
                ProcessMark.read(new BrokerFolder(folder).owner()).flatMap(ProcessMark::running);
        if (leftOver.isEmpty()) {
            return;
        }
        try {
            leftOver.get().onExit().get(2L * STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stuck) {
            leftOver.get().destroyForcibly();
        }
    }

    private static List<String> command(Path libs, BrokerFolder files) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-Xms64m",
                "-Xmx256m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dautofutures.broker.log=" + files.log(),
                "-cp",
                libs.toAbsolutePath() + File.separator + "*",
                MAIN,
                files.serverProperties().toString(),
                BrokerFolder.CLUSTER_ID);
    }

    private void awaitReady(BrokerFolder files) throws IOException, InterruptedException {
        var ready = new CompletableFuture<Boolean>();
        Thread.ofPlatform().daemon().name("broker-output").start(() -> readOutput(ready));
        boolean up;
        try {
            up = ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            up = false;
        }
        if (!up) {
            process.destroyForcibly();
            throw CommandFailure.unreachable("the broker did not start within %d s: see %s and %s"
                    .formatted(START_SECONDS, files.log(), files.output()));
        }
    }

    private void readOutput(CompletableFuture<Boolean> ready) {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals(READY)) {
                    ready.complete(true);
                }
            }
            ready.complete(false);
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /** Where the broker that runs on the data of {@code folder} takes connections; empty when none runs. */
    public static Optional<String> addressOn(Path folder) throws IOException {
        var files = new BrokerFolder(folder.toAbsolutePath());
        if (ProcessMark.read(files.owner()).flatMap(ProcessMark::running).isEmpty()) {
            return Optional.empty();
        }
        return files.port().map(port -> "127.0.0.1:" + port);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Cuts the life line and waits; a broker that does not end in time is killed. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
