package io.autofutures.detection;

import io.autofutures.model.market.MarketEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one event with a time far ahead from blocking every event behind it, without a clock. An event that leaps ahead
 * of all before it is held back until the next live one: if that is there too, time has really passed and both count; if
 * not, the one that leapt was wrong.
 */
final class TimeGuard {
    static final long LEAP_MILLIS = 10 * 60_000;
    private static final long NEVER = Long.MIN_VALUE;

    private long latest = NEVER;
    private @Nullable MarketEvent held;

    /** @param latestMillis absent before the first event */
    record State(@Nullable Long latestMillis, @Nullable MarketEvent held) {}

    TimeGuard() {}

    TimeGuard(State state) {
        latest = state.latestMillis() == null ? NEVER : state.latestMillis();
        held = state.held();
    }

    State state() {
        return new State(latest == NEVER ? null : latest, held);
    }

    /** What waits for the next live event; absent nearly always. */
    @Nullable
    MarketEvent held() {
        return held;
    }

    /** Of every live event so far; the smallest long before the first. */
    long latest() {
        return latest;
    }

    /** True for nearly every event: nothing is held and this one does not leap. */
    boolean follows(long atMillis) {
        if (held != null || latest == NEVER || atMillis - LEAP_MILLIS > latest) {
            return false;
        }
        if (atMillis > latest) {
            latest = atMillis;
        }
        return true;
    }

    /** What {@link #follows} did not let through. @return what may be judged now, in order */
    List<MarketEvent> leapt(MarketEvent event, long atMillis) {
        MarketEvent before = held;
        if (latest == NEVER) {
            latest = atMillis;
            return List.of(event);
        }
        if (atMillis - LEAP_MILLIS <= latest) {
            held = null;
            latest = Math.max(latest, atMillis);
            return List.of(event);
        }
        if (before != null && before.eventId().equals(event.eventId())) {
            return List.of(); // told twice is not told by two
        }
        if (before != null && Math.abs(atMillis - before.occurredAt().toEpochMilli()) <= LEAP_MILLIS) {
            held = null;
            latest = Math.max(atMillis, before.occurredAt().toEpochMilli());
            return List.of(before, event);
        }
        held = event;
        return List.of();
    }
}
