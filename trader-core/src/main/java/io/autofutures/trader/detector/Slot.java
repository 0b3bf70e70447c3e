package io.autofutures.trader.detector;

import io.autofutures.detection.DetectorSettings;
import io.autofutures.detection.SymbolDetector;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.InvalidSettingsException;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.DetectorCheckpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One symbol of a partition: its detector, the settings it judges by, and what a checkpoint must bring back. */
final class Slot {
    private static final int EMITTED_KEPT = 256;

    final Symbol symbol;
    final SymbolDetector detector;
    final EvaluationLog log;
    /** What was published lately: a crash may lose a record on its way while the checkpoint behind it arrived. */
    final List<Emitted> emitted = new ArrayList<>();
    /** Last record of the partition that the latest checkpoint covers. */
    long covered = -1;

    Instant savedAt = Instant.MIN;
    boolean changed;
    /** The next event is the first one judged by these settings, and a record is to say so. */
    boolean announcing;

    private Map<String, String> inForce;
    private @Nullable Settings seen;

    /**
     * State of a symbol in its checkpoint.
     *
     * @param settings that the next event is judged by
     * @param announcing no record says so yet
     */
    record Saved(
            JsonNode detector,
            List<Emitted> emitted,
            Map<String, String> settings,
            long settingsVersion,
            boolean announcing) {}

    /** Nothing is remembered. */
    Slot(Symbol symbol, Settings settings) {
        this(symbol, new SymbolDetector(symbol, settings), settings);
        this.seen = settings;
        this.announcing = true;
    }

    private Slot(Symbol symbol, SymbolDetector detector, Settings settings) {
        this.symbol = symbol;
        this.detector = detector;
        this.log = new EvaluationLog(symbol);
        this.inForce = DetectorSettings.inForce(settings, symbol);
    }

    /**
     * Goes on under the settings of the checkpoint; those of today come in force with the first event aloud.
     *
     * @param current where the checkpoint's settings are not allowed any more
     * @throws IllegalArgumentException if the state cannot be read
     * @throws tools.jackson.core.JacksonException likewise
     */
    static Slot restore(DetectorCheckpoint checkpoint, Settings current) {
        var saved = Json.mapper().treeToValue(checkpoint.state(), Saved.class);
        if (saved.detector() == null || saved.emitted() == null || saved.settings() == null) {
            throw new IllegalArgumentException("the checkpoint is of an older kind");
        }
        Settings settings = settings(saved, current);
        var slot = new Slot(
                checkpoint.symbol(), SymbolDetector.restore(checkpoint.symbol(), settings, saved.detector()), settings);
        slot.emitted.addAll(saved.emitted());
        slot.covered = checkpoint.offset();
        slot.savedAt = checkpoint.coveredAt();
        slot.announcing = saved.announcing();
        return slot;
    }

    private static Settings settings(Saved saved, Settings current) {
        try {
            return Settings.of(saved.settings(), saved.settingsVersion());
        } catch (InvalidSettingsException _) { // saved by a version that knew other settings
            return current;
        }
    }

    /** @return other settings have come in force that bear on this symbol: the next event is judged by them */
    boolean adopt(Settings now) {
        if (now == seen) {
            return false;
        }
        seen = now;
        Map<String, String> bearing = DetectorSettings.inForce(now, symbol);
        if (bearing.equals(inForce)) {
            return false;
        }
        detector.adopt(now);
        inForce = bearing;
        changed = true;
        announcing = true;
        return true;
    }

    Map<String, String> inForce() {
        return inForce;
    }

    /** What was published because of the record at this offset. */
    List<Emitted> emittedAt(long offset) {
        if (emitted.isEmpty() || emitted.getLast().offset() < offset) {
            return List.of(); // nearly always: only after a restart does an offset come again
        }
        return emitted.stream().filter(record -> record.offset() == offset).toList();
    }

    /** @param unacknowledgedSince what is older has surely arrived */
    JsonNode saved(Instant unacknowledgedSince) {
        emitted.removeIf(record -> record.at().isBefore(unacknowledgedSince));
        while (emitted.size() > EMITTED_KEPT) {
            emitted.removeFirst();
        }
        return Json.mapper()
                .valueToTree(new Saved(
                        detector.state(),
                        List.copyOf(emitted),
                        inForce,
                        detector.settings().version(),
                        announcing));
    }
}
