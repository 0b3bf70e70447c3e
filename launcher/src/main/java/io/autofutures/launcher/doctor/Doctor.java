package io.autofutures.launcher.doctor;

import io.autofutures.launcher.demo.DataFolder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The checks of this machine. A check that breaks is a failed row, never the end of the others. */
public final class Doctor {
    private static final int JDK = 25;
    private static final long GIB = 1L << 30;

    private final Path data;
    private final String path;

    /** @param data the demo's data folder @param path where programs are looked for, as in the variable PATH */
    public Doctor(Path data, String path) {
        this.data = data;
        this.path = path;
    }

    private interface Check {
        Row run() throws IOException;
    }

    public List<Row> examine() {
        return List.of(
                guarded("JDK", this::jdk),
                guarded("Maven", this::maven),
                guarded(
                        "port 8080",
                        () -> port(8080, "the demo's page takes the next free one, or name one with --port")),
                guarded("port 8090", () -> port(8090, "name another for ./auto-futures sim with --port")),
                guarded("disk", this::disk),
                guarded("data folder", this::dataFolder));
    }

    private static Row guarded(String name, Check check) {
        try {
            return check.run();
        } catch (IOException | RuntimeException e) {
            return Row.fail(name, "the check itself failed: " + e, "see whether this user may read and write there");
        }
    }

    private Row jdk() {
        String found = Runtime.version() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() >= JDK
                ? Row.ok("JDK", found)
                : Row.fail("JDK", found, "install JDK %d or newer, or set JAVA_HOME to one".formatted(JDK));
    }

    private Row maven() {
        Optional<Path> mvn = Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isExecutable)
                .findFirst();
        return mvn.map(file -> Row.ok("Maven", file.toString()))
                .orElseGet(() -> Row.fail(
                        "Maven",
                        "mvn is not on the PATH",
                        "install Maven: your system's package maven, or maven.apache.org"));
    }

    private static Row port(int port, String fix) {
        String name = "port " + port;
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return Row.ok(name, "free on " + socket.getInetAddress().getHostAddress());
        } catch (IOException taken) {
            return Row.warn(name, "taken", fix);
        }
    }

    private Row disk() throws IOException {
        Path existing = data.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        double free = Files.getFileStore(existing).getUsableSpace() / (double) GIB;
        String detail = "%.1f GiB free for %s".formatted(free, data);
        if (free < 0.5) {
            return Row.fail("disk", detail, "free at least 2 GiB, or name another folder with --data");
        }
        return free < 2
                ? Row.warn("disk", detail, "free at least 2 GiB for a demo that runs for days")
                : Row.ok("disk", detail);
    }

    private Row dataFolder() throws IOException {
        DataFolder.Look look = DataFolder.look(data);
        if (look.owner().isPresent()) {
            return Row.warn(
                    "data folder",
                    "%s is in use by process %d"
                            .formatted(data, look.owner().get().pid()),
                    "stop that demo before the next, or name another folder with --data");
        }
        if (look.usable()) {
            return Row.ok("data folder", data + (look.empty() ? " is new" : " holds a demo that will be resumed"));
        }
        return look.version() == null
                ? Row.fail("data folder", data + " holds other things", "name another folder with --data")
                : Row.fail(
                        "data folder",
                        "%s is of version %s, this is %s".formatted(data, look.version(), DataFolder.VERSION),
                        "start over with ./auto-futures demo --fresh");
    }
}
