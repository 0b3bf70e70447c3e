package io.autofutures.launcher;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Text given on the command line: a file, gzip or not, or {@code -} for standard input. */
public final class InputFile {
    private static final int GZIP_MAGIC = 0x1f8b;

    private InputFile() {}

    /** @throws CommandFailure if the file is missing or cannot be read */
    public static BufferedReader open(String file) throws IOException {
        return new BufferedReader(new InputStreamReader(unzipped(bytes(file)), StandardCharsets.UTF_8));
    }

    /** @throws CommandFailure if the file is missing, a folder, or cannot be read */
    public static Path existing(String option, Path file) {
        if (!Files.exists(file)) {
            throw CommandFailure.usage("%s %s does not exist: check the name".formatted(option, file));
        }
        if (Files.isDirectory(file)) {
            throw CommandFailure.usage("%s %s is a folder: name a file".formatted(option, file));
        }
        if (!Files.isReadable(file)) {
            throw CommandFailure.usage("%s %s cannot be read: check its permissions".formatted(option, file));
        }
        return file;
    }

    public static String name(String file) {
        return file.equals("-") ? "standard input" : file;
    }

    private static InputStream bytes(String file) throws IOException {
        if (file.equals("-")) {
            return new FilterInputStream(System.in) {
                @Override
                public void close() {
                    // standard input is not ours to close
                }
            };
        }
        return Files.newInputStream(existing("file", Path.of(file)));
    }

    private static InputStream unzipped(InputStream raw) throws IOException {
        var in = new BufferedInputStream(raw);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(in) : in;
    }
}
