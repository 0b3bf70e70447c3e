package io.autofutures.trader.detector;

import io.autofutures.detection.Judgement;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Patience;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.DetectorCheckpoint;
import io.autofutures.model.trade.EvaluationRecord;
import io.autofutures.model.trade.Grade;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.FoldStage;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The detectors of one partition. A checkpoint of a symbol covers every record up to the one at which it is written, and
 * carries what was published lately: a crash may lose a record that was on its way while the checkpoint behind it arrived,
 * and the market event that caused it then brings it back.
 *
 * <p>Settings change between two events: a checkpoint of every symbol they bear on covers all before and names the new
 * ones, so that a restart folds on under them, and a record on {@code evaluations} names the first event of each judged by
 * them. No setting changes while events are folded muted.
 */
final class DetectorFold implements FoldStage.Fold<MarketEvent> {
    static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);
    /** A symbol without events is written again, so that a restart needs not fold all that it skipped. */
    static final Duration QUIET_CHECKPOINT_EVERY = Duration.ofMinutes(1);

    /** Records of the partition, should event time stand still. */
    private static final int CHECKPOINT_AFTER = 50_000;

    private static final Duration LEAP = Duration.ofMinutes(10);
    private static final Logger LOGGER = LoggerFactory.getLogger(DetectorFold.class);
    private static final Duration UNACKNOWLEDGED_AT_MOST = Duration.ofSeconds(10);

    private final int partition;
    private final Supplier<Settings> settings;
    private final Patience patience;
    private final DetectorMeters meters;
    private final Map<Symbol, Slot> slots = new HashMap<>();
    private @Nullable Settings applied;
    private Settings listedBy;
    private final Map<Symbol, Boolean> listed = new HashMap<>();
    private long lastOffset = -1;
    private int sinceCheckpoint;
    private Instant latest = Instant.MIN;
    private Instant checkpointDue = Instant.MIN;

    DetectorFold(
            int partition,
            List<Delivery<DetectorCheckpoint>> checkpoints,
            Supplier<Settings> settings,
            Patience patience,
            DetectorMeters meters) {
        this.partition = partition;
        this.settings = settings;
        this.listedBy = settings.get();
        this.patience = patience;
        this.meters = meters;
        checkpoints.forEach(delivery -> restore(delivery.value()));
    }

    private void restore(DetectorCheckpoint checkpoint) {
        if (!isListed(checkpoint.symbol()) || checkpoint.partition() != partition) {
            return;
        }
        try {
            slots.put(checkpoint.symbol(), Slot.restore(checkpoint, settings.get()));
        } catch (JacksonException | IllegalArgumentException e) {
            LOGGER.atError()
                    .addKeyValue("symbol", checkpoint.symbol())
                    .addKeyValue("ruleSet", checkpoint.ruleSet())
                    .addKeyValue("error", e.getMessage())
                    .log("A checkpoint cannot be read; the symbol starts anew");
        }
    }

    private boolean isListed(Symbol symbol) {
        Settings now = settings.get();
        if (now != listedBy) {
            listedBy = now;
            listed.clear();
        }
        Boolean known = listed.get(symbol);
        if (known == null) {
            known = now.selection().matches(symbol);
            listed.put(symbol, known);
        }
        return known;
    }

    @Override
    public FoldStage.Start start() {
        var first = slots.values().stream().mapToLong(slot -> slot.covered + 1).min();
        return first.isPresent() ? new FoldStage.Start.At(first.getAsLong()) : new FoldStage.Start.Committed();
    }

    @Override
    public List<Outgoing<?>> on(Delivery<MarketEvent> delivery) {
        MarketEvent event = delivery.value();
        lastOffset = delivery.offset();
        if (!isListed(event.symbol())) {
            meters.notListed();
            return List.of();
        }
        advance(event);
        Slot slot = slots.get(event.symbol());
        if (slot == null) {
            slot = new Slot(event.symbol(), settings.get());
            slots.put(event.symbol(), slot);
        }
        var outputs = new Outputs();
        if (!delivery.muted()) {
            adoptSettings(delivery.offset() - 1, outputs);
        }
        slot.emittedAt(delivery.offset()).forEach(record -> outputs.add(record.outgoing()));
        if (delivery.offset() <= slot.covered) {
            return outputs.all();
        }
        if (slot.announcing) {
            announce(slot, delivery, outputs);
        }
        judge(slot, delivery, outputs);
        sinceCheckpoint++;
        if (!delivery.muted() && (slot.savedAt == Instant.MIN || isCheckpointDue())) {
            checkpoints().forEach(outputs::add);
        }
        return outputs.all();
    }

    private boolean isCheckpointDue() {
        return !latest.isBefore(checkpointDue) || sinceCheckpoint >= CHECKPOINT_AFTER;
    }

    /** A time that only one event tells may be wrong: it must not hold back the checkpoints that follow. */
    private void advance(MarketEvent event) {
        Instant at = event.occurredAt();
        if (latest.equals(Instant.MIN) || (at.isAfter(latest) && at.isBefore(latest.plus(LEAP)))) {
            latest = at;
        } else if (at.isAfter(latest)) {
            latest = latest.plus(CHECKPOINT_EVERY);
        }
    }

    /** @param covered last record judged by the settings before */
    private void adoptSettings(long covered, Outputs outputs) {
        Settings now = settings.get();
        if (now == applied) {
            return;
        }
        applied = now;
        for (Slot slot : slots.values()) {
            if (slot.adopt(now)) {
                outputs.add(checkpoint(slot, Math.max(slot.covered, covered)));
                LOGGER.atInfo()
                        .addKeyValue("symbol", slot.symbol)
                        .addKeyValue("settingsVersion", now.version())
                        .log("Other settings are in force");
            }
        }
    }

    private void announce(Slot slot, Delivery<MarketEvent> delivery, Outputs outputs) {
        MarketEvent event = delivery.value();
        slot.announcing = false;
        var taken = new EvaluationRecord.SettingsTaken(
                slot.symbol, slot.detector.settings().version(), event.eventId(), event.occurredAt(), slot.inForce());
        outputs.emit(slot, Emitted.of(delivery.offset(), event, latest, taken));
    }

    private void judge(Slot slot, Delivery<MarketEvent> delivery, Outputs outputs) {
        MarketEvent event = delivery.value();
        long offset = delivery.offset();
        slot.changed = true;
        for (Judgement judgement : slot.detector.on(event)) {
            if (!delivery.muted()) {
                meters.judged(judgement);
                slot.log.judged(judgement);
            }
            if (judgement.trigger() != null) {
                outputs.emit(slot, Emitted.of(offset, event, latest, judgement.trigger()));
                if (!delivery.muted()) {
                    meters.triggered(patience.age(judgement.trigger().occurredAt()));
                }
            }
        }
        for (EvaluationRecord.Totals totals : slot.detector.takeTotals()) {
            outputs.emit(slot, Emitted.of(offset, event, latest, totals));
            if (!delivery.muted()) {
                meters.setAside(totals.unjudged());
            }
        }
        for (Grade grade : slot.detector.takeGrades()) {
            outputs.emit(slot, Emitted.of(offset, event, latest, grade));
        }
    }

    /** Hardly any event leads to a record: nothing is made until one does. */
    private static final class Outputs {
        private List<Outgoing<?>> all = List.of();

        void emit(Slot slot, Emitted record) {
            slot.emitted.add(record);
            add(record.outgoing());
        }

        void add(Outgoing<?> output) {
            if (all.isEmpty()) {
                all = new ArrayList<>(2);
            }
            all.add(output);
        }

        List<Outgoing<?>> all() {
            return all;
        }
    }

    @Override
    public List<Outgoing<?>> close() {
        slots.values().forEach(slot -> slot.savedAt = slot.changed ? Instant.MIN : slot.savedAt);
        return lastOffset < 0 ? List.of() : checkpoints();
    }

    private List<Outgoing<?>> checkpoints() {
        checkpointDue = latest.plus(CHECKPOINT_EVERY);
        sinceCheckpoint = 0;
        var written = new ArrayList<Outgoing<?>>();
        for (Slot slot : slots.values()) {
            boolean quietTooLong =
                    slot.savedAt != Instant.MIN && !latest.isBefore(slot.savedAt.plus(QUIET_CHECKPOINT_EVERY));
            if (slot.covered < lastOffset && (slot.changed || (quietTooLong && isListed(slot.symbol)))) {
                written.add(checkpoint(slot, lastOffset));
                slot.changed = false;
            }
        }
        return written;
    }

    private Outgoing<?> checkpoint(Slot slot, long covered) {
        slot.covered = covered;
        slot.savedAt = latest;
        var checkpoint = new DetectorCheckpoint(
                slot.symbol,
                slot.detector.ruleSet(),
                partition,
                covered,
                latest,
                slot.saved(patience.deadline(latest, UNACKNOWLEDGED_AT_MOST.negated())));
        var origin = new Origin(
                "detector/" + slot.symbol + "/" + covered, "detector-checkpoint", "trader-core", latest, null, null);
        return Outgoing.of(Topics.DETECTOR_STATE, checkpoint, origin);
    }
}
