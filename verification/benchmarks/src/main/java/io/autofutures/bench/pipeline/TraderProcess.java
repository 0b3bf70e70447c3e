package io.autofutures.bench.pipeline;

import io.autofutures.model.market.Symbol;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** trader-core alone in a process, as detector, from its own jar. */
final class TraderProcess implements AutoCloseable {
    /** System property: the root of the built tree. */
    static final String HOME = "autofutures.home";

    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private final Process process;

    TraderProcess(Rig rig, List<Symbol> symbols, Map<String, String> settings) throws IOException {
        Path home = Path.of(System.getProperty(HOME, "."));
        Path jar = home.resolve("trader-core/target/trader-core-0.1.0-SNAPSHOT-exec.jar");
        if (!Files.isReadable(jar)) {
            throw new IOException(jar + " is missing: start through ./auto-futures bench");
        }
        File log = rig.folder().resolve("trader-core.log").toFile();
        var builder = new ProcessBuilder(List.of(
                        java("java"),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        jar.toString(),
                        "--management.server.port=0",
                        "--autofutures.kafka.bootstrap-servers=" + rig.brokers(),
                        "--autofutures.venue.rest-url=" + rig.venue().address("http"),
                        "--autofutures.venue.stream-url=" + rig.venue().address("ws")))
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().put("ROLES", "detector");
        builder.environment().putAll(settings);
        builder.environment().put("SYMBOLS", symbols.stream().map(Symbol::value).collect(Collectors.joining(",")));
        process = builder.start();
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** Processor time so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow(() -> new IllegalStateException("trader-core has ended"));
    }

    /** Heap in use after a full collection, bytes. */
    long heapAfterCollection() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        long kibibytes = 0;
        while (used.find()) {
            kibibytes += Long.parseLong(used.group(1));
        }
        return kibibytes * 1024;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + told);
        }
        return told;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
