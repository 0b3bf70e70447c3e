package io.autofutures.model.time;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts work begun and done, so that stillness can be seen: it is still when both are equal, and has been still between
 * two reads when both reads are equal too. One per kind of work (REST calls, frames, records).
 */
public final class Activity implements Progress {
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong done = new AtomicLong();

    public void begin() {
        begun.incrementAndGet();
    }

    public void end() {
        done.incrementAndGet();
    }

    @Override
    public Reading read() {
        long finished = done.get(); // done before begun: a reading never claims stillness that was not there
        return new Reading(begun.get(), finished);
    }
}
