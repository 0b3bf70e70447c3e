package io.autofutures.binance;

import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Payloads of the venue as they were recorded or documented. */
final class Recorded {
    private Recorded() {}

    static String text(String relative) {
        return read(RecordedData.file("binance/" + relative));
    }

    static List<Path> files(String folder) {
        try (var files = Files.list(RecordedData.file("binance/" + folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
