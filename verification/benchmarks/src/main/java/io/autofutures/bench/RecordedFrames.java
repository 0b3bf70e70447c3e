package io.autofutures.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Frames of one stream out of a recording, {@code <nanoseconds> <JSON>} a line, gzip or not. */
record RecordedFrames(Stream stream, List<String> frames) {
    static RecordedFrames of(Path file, Stream stream) throws IOException {
        var frames = new ArrayList<String>();
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int json = line.indexOf('{');
                if (json >= 0 && stream.holds(line.substring(json))) {
                    frames.add(line.substring(json));
                }
            }
        }
        return new RecordedFrames(stream, List.copyOf(frames));
    }

    double averageLength() {
        return frames.stream().mapToInt(String::length).average().orElse(0);
    }
}
