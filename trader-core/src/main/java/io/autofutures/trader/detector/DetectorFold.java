package io.autofutures.trader.detector;

import io.autofutures.detection.Judgement;
import io.autofutures.detection.RuleSets;
import io.autofutures.detection.SymbolDetector;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Patience;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.DetectorCheckpoint;
import io.autofutures.model.trade.Trigger;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.FoldStage;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The detectors of one partition. A checkpoint of a symbol covers every record up to the one at which it is written, and
 * carries the latest triggers: a crash may lose a trigger that was on its way while the checkpoint behind it arrived, and
 * the record that fired it then brings it back.
 */
final class DetectorFold implements FoldStage.Fold<MarketEvent> {
    static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);
    /** A symbol without events is written again, so that a restart needs not fold all that it skipped. */
    static final Duration QUIET_CHECKPOINT_EVERY = Duration.ofMinutes(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(DetectorFold.class);
    private static final Duration UNACKNOWLEDGED_AT_MOST = Duration.ofSeconds(10);
    private static final int TRIGGERS_KEPT = 32;

    private final int partition;
    private final Settings settings;
    private final Set<Symbol> listed;
    private final Patience patience;
    private final DetectorMeters meters;
    private final Map<Symbol, Slot> slots = new HashMap<>();
    private long lastOffset = -1;
    private Instant latest = Instant.MIN;
    private Instant checkpointDue = Instant.MIN;

    /** @param offset of the record at which it was published */
    record Fired(long offset, Trigger trigger) {}

    /** State of one symbol in its checkpoint. */
    record Saved(JsonNode detector, List<Fired> triggers) {}

    private static final class Slot {
        final SymbolDetector detector;
        final List<Fired> fired = new ArrayList<>();
        long covered = -1;
        Instant savedAt = Instant.MIN;
        boolean changed;

        Slot(SymbolDetector detector) {
            this.detector = detector;
        }
    }

    DetectorFold(
            int partition,
            List<Delivery<DetectorCheckpoint>> checkpoints,
            Settings settings,
            Patience patience,
            DetectorMeters meters) {
        this.partition = partition;
        this.settings = settings;
        this.listed = new HashSet<>(settings.symbols());
        this.patience = patience;
        this.meters = meters;
        checkpoints.forEach(delivery -> restore(delivery.value()));
    }

    private void restore(DetectorCheckpoint checkpoint) {
        if (!listed.contains(checkpoint.symbol()) || checkpoint.partition() != partition) {
            return;
        }
        if (!checkpoint
                .ruleSet()
                .equals(RuleSets.trading(settings, checkpoint.symbol()).ruleSet())) {
            LOGGER.atWarn()
                    .addKeyValue("symbol", checkpoint.symbol())
                    .addKeyValue("ruleSet", checkpoint.ruleSet())
                    .log("A checkpoint of other rules is left out; the symbol starts anew");
            return;
        }
        try {
            var saved = Json.mapper().treeToValue(checkpoint.state(), Saved.class);
            var slot = new Slot(SymbolDetector.restore(checkpoint.symbol(), settings, saved.detector()));
            slot.fired.addAll(saved.triggers());
            slot.covered = checkpoint.offset();
            slot.savedAt = checkpoint.coveredAt();
            slots.put(checkpoint.symbol(), slot);
        } catch (JacksonException | IllegalArgumentException e) {
            LOGGER.atError()
                    .addKeyValue("symbol", checkpoint.symbol())
                    .addKeyValue("error", e.getMessage())
                    .log("A checkpoint cannot be read; the symbol starts anew");
        }
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
        if (!listed.contains(event.symbol())) {
            return List.of();
        }
        if (event.occurredAt().isAfter(latest)) {
            latest = event.occurredAt();
        }
        Slot slot = slots.computeIfAbsent(event.symbol(), symbol -> new Slot(new SymbolDetector(symbol, settings)));
        if (delivery.offset() <= slot.covered) {
            return slot.fired.stream()
                    .filter(fired -> fired.offset() == delivery.offset())
                    .<Outgoing<?>>map(fired -> outgoing(fired.trigger()))
                    .toList();
        }
        List<Judgement> judged = slot.detector.on(event);
        slot.changed = true;
        List<Outgoing<?>> outputs = judged.isEmpty() ? List.of() : publish(delivery, slot, judged);
        if (delivery.muted() || (slot.savedAt != Instant.MIN && latest.isBefore(checkpointDue))) {
            return outputs;
        }
        var all = new ArrayList<>(outputs);
        all.addAll(checkpoints());
        return all;
    }

    private List<Outgoing<?>> publish(Delivery<MarketEvent> delivery, Slot slot, List<Judgement> judged) {
        List<Outgoing<?>> outputs = List.of();
        for (Judgement judgement : judged) {
            if (!delivery.muted()) {
                meters.judged(judgement);
            }
            Trigger trigger = judgement.trigger();
            if (trigger != null) {
                if (outputs.isEmpty()) {
                    outputs = new ArrayList<>();
                }
                outputs.add(outgoing(trigger));
                slot.fired.add(new Fired(delivery.offset(), trigger));
            }
        }
        return outputs;
    }

    @Override
    public List<Outgoing<?>> close() {
        slots.values().forEach(slot -> slot.savedAt = slot.changed ? Instant.MIN : slot.savedAt);
        return lastOffset < 0 ? List.of() : checkpoints();
    }

    private List<Outgoing<?>> checkpoints() {
        checkpointDue = latest.plus(CHECKPOINT_EVERY);
        var written = new ArrayList<Outgoing<?>>();
        slots.forEach((symbol, slot) -> {
            boolean quietTooLong =
                    slot.savedAt != Instant.MIN && !latest.isBefore(slot.savedAt.plus(QUIET_CHECKPOINT_EVERY));
            if (slot.covered < lastOffset && (slot.changed || quietTooLong)) {
                written.add(checkpoint(symbol, slot));
            }
        });
        return written;
    }

    private Outgoing<?> checkpoint(Symbol symbol, Slot slot) {
        slot.covered = lastOffset;
        slot.savedAt = latest;
        slot.changed = false;
        slot.fired.removeIf(fired -> patience.deadline(fired.trigger().occurredAt(), UNACKNOWLEDGED_AT_MOST)
                .isBefore(latest));
        while (slot.fired.size() > TRIGGERS_KEPT) {
            slot.fired.removeFirst();
        }
        var state = new Saved(slot.detector.state(), List.copyOf(slot.fired));
        var checkpoint = new DetectorCheckpoint(
                symbol,
                slot.detector.ruleSet(),
                partition,
                lastOffset,
                latest,
                Json.mapper().valueToTree(state));
        var origin = new Origin(
                "detector/" + symbol + "/" + lastOffset, "detector-checkpoint", "trader-core", latest, null, null);
        return Outgoing.of(Topics.DETECTOR_STATE, checkpoint, origin);
    }

    private static Outgoing<?> outgoing(Trigger trigger) {
        var origin = new Origin(
                trigger.triggerId(),
                "trigger",
                "trader-core",
                trigger.occurredAt(),
                trigger.eventIds().getLast(),
                trigger.lineage().value());
        return Outgoing.of(Topics.TRIGGERS, trigger, origin);
    }
}
