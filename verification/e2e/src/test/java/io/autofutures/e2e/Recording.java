package io.autofutures.e2e;

import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Recorded days, whole or cut. */
final class Recording {
    private Recording() {}

    static Path ada() {
        return RecordedData.file("market/ADAUSDT_1m_2022-12-13.csv");
    }

    static Path btcFrames() {
        return RecordedData.file("market/BTCUSDT_wsframes_2024-08-08.ndtxt.gz");
    }

    /** The bars of the ADA day that open from one time of day up to before another. @param from such as {@code 13:00} */
    static Path ada(Path folder, String from, String to) throws IOException {
        long first = Instant.parse("2022-12-13T%s:00Z".formatted(from)).toEpochMilli();
        long end = Instant.parse("2022-12-13T%s:00Z".formatted(to)).toEpochMilli();
        List<String> lines = Files.readAllLines(ada());
        Stream<String> bars = lines.stream().skip(1).filter(line -> {
            long openAt = Long.parseLong(line.substring(0, line.indexOf(',')));
            return openAt >= first && openAt < end;
        });
        return Files.write(
                folder.resolve("ADAUSDT_cut.csv"),
                Stream.concat(Stream.of(lines.getFirst()), bars).toList());
    }
}
