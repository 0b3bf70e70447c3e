package io.autofutures.model.time;

/** Something that can say how much it has begun and done. */
public interface Progress {
    Reading read();

    /** @param begun and {@code done} only grow */
    record Reading(long begun, long done) {
        public boolean still() {
            return begun == done;
        }

        public Reading plus(Reading other) {
            return new Reading(begun + other.begun, done + other.done);
        }
    }
}
