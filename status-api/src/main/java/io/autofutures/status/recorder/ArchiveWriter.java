package io.autofutures.status.recorder;

import io.autofutures.model.json.Json;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapClosed;
import io.autofutures.model.market.MarketEvent.GapOpened;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.EvaluationRecord;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the archive. What it is given again it knows by its id and leaves out, so that reading the topic again from an
 * earlier position neither doubles nor loses. Of mark prices only newer ones count, as for the detector. Not thread-safe.
 */
final class ArchiveWriter implements AutoCloseable {
    private static final int OPEN_FILES = 1_500;
    private static final long SECONDS_A_DAY = 86_400;

    private final ArchiveFolder folder;
    private final LinkedHashMap<Place, DayFile> open = new LinkedHashMap<>(16, 0.75f, true);

    private record Place(Symbol symbol, LocalDate day) {}

    ArchiveWriter(ArchiveFolder folder) {
        this.folder = folder;
    }

    /** @return false for what is there already, and for open candles, which are not kept */
    boolean add(MarketEvent event) throws IOException {
        return switch (event) {
            case MarkPriceUpdated mark ->
                file(mark.symbol(), mark.occurredAt())
                        .addMark(mark.occurredAt().toEpochMilli(), line(mark.eventId(), mark, MarketEvent.class));
            case KlineUpdated candle -> candle.closed() && addClosed(candle);
            case GapOpened gap -> addGap(gap);
            case GapClosed gap -> addGap(gap);
        };
    }

    private boolean addClosed(KlineUpdated candle) throws IOException {
        Instant openAt = candle.kline().openAt();
        DayFile file = file(candle.symbol(), openAt);
        String line = line(candle.eventId(), candle, MarketEvent.class);
        long second = Math.floorMod(openAt.getEpochSecond(), SECONDS_A_DAY);
        return candle.kline().interval().equals("1m")
                ? file.addMinute(Math.toIntExact(second / 60), line)
                : file.add(candle.eventId(), line);
    }

    private boolean addGap(MarketEvent gap) throws IOException {
        return file(gap.symbol(), gap.occurredAt()).add(gap.eventId(), line(gap.eventId(), gap, MarketEvent.class));
    }

    boolean add(EvaluationRecord.SettingsTaken taken) throws IOException {
        return file(taken.symbol(), taken.occurredAt())
                .add(taken.recordId(), line(taken.recordId(), taken, EvaluationRecord.class));
    }

    private static <T> String line(String id, T value, Class<T> type) {
        String json = Json.mapper().writerFor(type).writeValueAsString(value);
        return "{\"eventId\":" + Json.mapper().writeValueAsString(id) + "," + json.substring(1);
    }

    private DayFile file(Symbol symbol, Instant at) throws IOException {
        var place = new Place(symbol, ArchiveFolder.dayOf(at));
        DayFile file = open.get(place);
        if (file == null) {
            closeIdle();
            file = DayFile.open(folder.file(symbol, place.day()));
            open.put(place, file);
        }
        return file;
    }

    private void closeIdle() throws IOException {
        Iterator<Map.Entry<Place, DayFile>> longestIdle = open.entrySet().iterator();
        while (open.size() >= OPEN_FILES && longestIdle.hasNext()) {
            DayFile idle = longestIdle.next().getValue();
            idle.flush();
            idle.close();
            longestIdle.remove();
        }
    }

    boolean dirty() {
        return open.values().stream().anyMatch(DayFile::dirty);
    }

    /** Everything added is on the disk when this returns. */
    void flush() throws IOException {
        for (DayFile file : open.values()) {
            file.flush();
        }
        closeFormerDays();
    }

    private void closeFormerDays() throws IOException {
        var newest = new HashMap<Symbol, LocalDate>();
        open.keySet()
                .forEach(place ->
                        newest.merge(place.symbol(), place.day(), (one, other) -> one.isAfter(other) ? one : other));
        for (var files = open.entrySet().iterator(); files.hasNext(); ) {
            var file = files.next();
            boolean used = file.getValue().wasUsed();
            if (!used && !file.getKey().day().equals(newest.get(file.getKey().symbol()))) {
                file.getValue().close();
                files.remove();
            }
        }
    }

    /** What was not flushed is not written: it will be read again. */
    @Override
    public void close() throws IOException {
        for (DayFile file : open.values()) {
            file.close();
        }
        open.clear();
    }
}
