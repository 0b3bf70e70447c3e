package io.autofutures.status.recorder;

import io.autofutures.model.json.Json;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.EvaluationRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The archive on a disk: {@code <symbol>/<UTC day>.jsonl.gz}, one event a line in the order it was published, as on the
 * topic with its {@code eventId} in front. A candle lies in the day it opened. Safe to read while it is written.
 */
public final class ArchiveFolder {
    private static final String ENDING = ".jsonl.gz";
    private static final String SETTINGS = "\"kind\":\"settings-taken\"";

    private final Path root;

    public ArchiveFolder(Path root) {
        this.root = root;
    }

    /** Takes events one by one. */
    @FunctionalInterface
    public interface Each {
        void on(Archived archived) throws IOException;
    }

    public Path root() {
        return root;
    }

    Path file(Symbol symbol, LocalDate day) {
        return folder(symbol).resolve(day + ENDING);
    }

    /** A symbol may hold what a file name may not. */
    private Path folder(Symbol symbol) {
        return root.resolve(URLEncoder.encode(symbol.value(), StandardCharsets.UTF_8)
                .replace(".", "%2E")
                .replace("*", "%2A"));
    }

    /** In order; empty when there is no archive. */
    public List<Symbol> symbols() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .map(folder ->
                            new Symbol(URLDecoder.decode(folder.getFileName().toString(), StandardCharsets.UTF_8)))
                    .sorted()
                    .toList();
        }
    }

    /** Days of a symbol, in order. */
    public List<LocalDate> days(Symbol symbol) throws IOException {
        if (!Files.isDirectory(folder(symbol))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder(symbol))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{4}-\\d{2}-\\d{2}" + ENDING.replace(".", "\\.")))
                    .map(name -> LocalDate.parse(name.substring(0, 10)))
                    .sorted()
                    .toList();
        }
    }

    static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /**
     * Everything of a symbol in the range, day by day in the order it was published. Settings stand before the first
     * event that was judged by them.
     *
     * @param from first event time; absent for the beginning
     * @param to first event time after the range; absent for the end
     * @throws IOException also if a line cannot be read, naming it
     */
    public void read(Symbol symbol, @Nullable Instant from, @Nullable Instant to, Each each) throws IOException {
        for (LocalDate day : days(symbol)) {
            // a candle lies in the day it opened, its event time may be the next day's
            boolean before = from != null && day.plusDays(1).isBefore(dayOf(from));
            if (!before && (to == null || !day.isAfter(dayOf(to)))) {
                readDay(file(symbol, day), from, to, each);
            }
        }
    }

    private static void readDay(Path file, @Nullable Instant from, @Nullable Instant to, Each each) throws IOException {
        Map<String, EvaluationRecord.SettingsTaken> taken = new HashMap<>();
        lines(file, (line, number) -> {
            if (isSettings(line)) {
                var settings = (EvaluationRecord.SettingsTaken) parsed(line, EvaluationRecord.class, file, number);
                taken.put(settings.firstEventId(), settings);
            }
        });
        lines(file, (line, number) -> {
            if (isSettings(line)) {
                return;
            }
            MarketEvent event = parsed(line, MarketEvent.class, file, number);
            Instant at = event.occurredAt();
            if ((from != null && at.isBefore(from)) || (to != null && !at.isBefore(to))) {
                return;
            }
            var settings = taken.remove(event.eventId());
            if (settings != null) {
                each.on(new Archived.SettingsTaken(settings));
            }
            each.on(new Archived.Happened(event));
        });
    }

    private static boolean isSettings(String line) {
        return line.contains(SETTINGS);
    }

    private interface Line {
        void on(String line, long number) throws IOException;
    }

    private static void lines(Path file, Line each) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(MemberFile.read(file), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.on(line, ++number);
            }
        }
    }

    private static <T> T parsed(String line, Class<T> type, Path file, long number) throws IOException {
        try {
            return Json.mapper().readValue(line, type);
        } catch (JacksonException e) {
            throw new IOException("%s, line %d: %s".formatted(file, number, e.getOriginalMessage()), e);
        }
    }
}
