package io.autofutures.e2e;

import static org.awaitility.Awaitility.await;

import io.autofutures.model.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A command of ours as a process of its own, with what it said. Closing kills what is left of it. */
final class CommandProcess implements AutoCloseable {
    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final Thread reader;
    private @Nullable ProcessHandle broker;

    private CommandProcess(List<String> command, Map<String, String> environment, @Nullable Path folder)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        this.process = builder.start();
        this.reader = Thread.ofVirtual().start(this::read);
    }

    static CommandProcess start(List<String> command) throws IOException {
        return new CommandProcess(command, Map.of(), null);
    }

    static CommandProcess start(List<String> command, Map<String, String> environment, Path folder) throws IOException {
        return new CommandProcess(command, environment, folder);
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
            }
        } catch (IOException closed) {
            synchronized (output) {
                output.add("(output ended: " + closed.getMessage() + ")");
            }
        }
    }

    List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    Optional<String> line(String start) {
        return output().stream().filter(line -> line.startsWith(start)).findFirst();
    }

    /** The rest of the first line that begins so, once it is there. */
    String awaitLine(String start, Duration atMost) {
        await().atMost(atMost).pollInterval(Duration.ofMillis(250)).until(() -> {
            if (!process.isAlive() && line(start).isEmpty()) {
                throw new IllegalStateException("it ended: " + String.join("\n", output()));
            }
            return line(start).isPresent();
        });
        return line(start).orElseThrow().substring(start.length()).strip();
    }

    /** Where the demo's page is. */
    String page() {
        return awaitLine("page:", Duration.ofSeconds(120)).split(" ")[0];
    }

    JsonNode get(String url) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Json.mapper().readTree(response.body())
                    : Json.mapper().createObjectNode();
        } catch (IOException notYet) {
            return Json.mapper().createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The broker it has started. */
    ProcessHandle broker() {
        ProcessHandle found = process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("ChildBroker"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no broker among the children"));
        broker = found;
        return found;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    int awaitExit(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("still running after " + atMost + ": " + String.join("\n", output()));
        }
        reader.join(Duration.ofSeconds(2));
        return process.exitValue();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C does. */
    void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        if (broker != null) {
            broker.destroyForcibly();
        }
    }
}
