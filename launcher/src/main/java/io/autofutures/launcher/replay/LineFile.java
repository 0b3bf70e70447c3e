package io.autofutures.launcher.replay;

import io.autofutures.launcher.CommandFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/** Lines into a file, gzip when its name ends so; the file is there once all are written, and not before. */
final class LineFile implements AutoCloseable {
    private final Path target;
    private final Path part;
    private final BufferedWriter out;
    private boolean whole;

    private LineFile(Path target, Path part, BufferedWriter out) {
        this.target = target;
        this.part = part;
        this.out = out;
    }

    /** @throws CommandFailure if it cannot be there */
    static LineFile create(String file) throws IOException {
        Path target = Path.of(file).toAbsolutePath();
        Path parent = target.getParent();
        if (Files.isDirectory(target) || parent == null || !Files.isDirectory(parent)) {
            throw CommandFailure.usage("--out %s: its folder does not exist, or it is a folder itself".formatted(file));
        }
        if (!Files.isWritable(Files.exists(target) ? target : parent)) {
            throw CommandFailure.usage("--out %s cannot be written: check its permissions".formatted(file));
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        OutputStream bytes = Files.newOutputStream(part);
        if (target.getFileName().toString().endsWith(".gz")) {
            bytes = new GZIPOutputStream(bytes, 64 * 1024);
        }
        return new LineFile(target, part, new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8)));
    }

    void line(String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines are written: closing puts the file in its place. */
    void whole() {
        whole = true;
    }

    @Override
    public void close() throws IOException {
        out.close();
        if (whole) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(part);
        }
    }
}
