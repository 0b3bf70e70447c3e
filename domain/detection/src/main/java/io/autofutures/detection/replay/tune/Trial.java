package io.autofutures.detection.replay.tune;

import io.autofutures.detection.RuleSets;
import io.autofutures.detection.replay.Judged;
import io.autofutures.detection.replay.Recorded;
import io.autofutures.detection.replay.Replay;
import io.autofutures.detection.replay.Summary;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One combination of settings on a recording. Not thread-safe. */
public final class Trial {
    private final Replay replay;
    private final Summary summary = new Summary();
    private final Aftermath aftermath;
    private final Bursts bursts;
    private final long nearMillis;
    private final ArrayDeque<Long> triggers = new ArrayDeque<>();
    private final @Nullable Observed observed;
    private boolean marked;
    private long burstCount;
    private long missed;

    /**
     * @param triggers that fired
     * @param perDay triggers in 24 hours of event time; NaN when the events span no time
     * @param graded triggers after which the recording went on for long enough
     * @param moved of the graded, those after which the price went further than the costs within the time
     * @param held of the graded, those after which it stood further away than the costs at the end of the time
     * @param bursts in the recording, whatever the rules say
     * @param missed bursts without a trigger from their beginning to one burst window after their end
     */
    public record Result(
            long judged, long triggers, double perDay, long graded, long moved, long held, long bursts, long missed) {}

    /** @param observing the values are counted too */
    public Trial(
            Settings settings,
            Symbol symbol,
            RuleSets rules,
            boolean cooldown,
            TuneOptions options,
            boolean observing) {
        this.replay = new Replay(settings, symbol, rules, cooldown);
        this.aftermath = new Aftermath(options);
        this.bursts = new Bursts(options);
        this.nearMillis = options.burstWindow().toMillis();
        this.observed = observing ? new Observed(rules) : null;
    }

    public void on(Recorded event) {
        PriceSample.of(event).ifPresent(this::priced);
        replay.on(event, this::judged);
    }

    /** Where there are mark prices, candles say nothing that they have not said. */
    private void priced(PriceSample sample) {
        marked |= !sample.isCandle();
        if (marked && sample.isCandle()) {
            return;
        }
        aftermath.on(sample);
        bursts.on(sample).ifPresent(this::over);
    }

    private void judged(Judged judged) {
        summary.add(judged);
        if (observed != null) {
            observed.add(judged);
        }
        if (judged.triggered() && judged.price() != null) {
            long at = judged.knownAt().toEpochMilli();
            forgetTriggersBefore(bursts.earliestFromMillis());
            triggers.add(at);
            aftermath.triggered(at, judged.price().doubleValue());
        }
    }

    private void over(Bursts.Burst burst) {
        burstCount++;
        if (isMissed(burst)) {
            missed++;
        }
    }

    private boolean isMissed(Bursts.Burst burst) {
        forgetTriggersBefore(burst.fromMillis());
        return triggers.isEmpty() || triggers.getFirst() > burst.toMillis() + nearMillis;
    }

    private void forgetTriggersBefore(long millis) {
        while (!triggers.isEmpty() && triggers.getFirst() < millis) {
            triggers.removeFirst();
        }
    }

    /** As if the recording ended here. */
    public Result result() {
        Optional<Bursts.Burst> last = bursts.last();
        return new Result(
                summary.judged(),
                summary.triggered(),
                summary.triggersPerDay(),
                aftermath.graded(),
                aftermath.moved(),
                aftermath.held(),
                burstCount + (last.isPresent() ? 1 : 0),
                missed + (last.filter(this::isMissed).isPresent() ? 1 : 0));
    }

    public Summary summary() {
        return summary;
    }

    /** @throws IllegalStateException if it was not asked to observe */
    public Observed observed() {
        if (observed == null) {
            throw new IllegalStateException("this trial does not observe");
        }
        return observed;
    }
}
