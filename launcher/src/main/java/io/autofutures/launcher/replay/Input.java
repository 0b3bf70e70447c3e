package io.autofutures.launcher.replay;

import io.autofutures.detection.replay.Recorded;
import java.io.IOException;
import java.util.function.Consumer;

/** A recording of one symbol, read event by event, as often as asked; never held whole. */
@FunctionalInterface
interface Input {
    /** @param progress told now and then how far it is */
    void read(Consumer<Recorded> each, Progress progress) throws IOException;

    /** Of the same, only what lies in the range. */
    default Input within(TimeRange range) {
        return (each, progress) -> read(
                event -> {
                    if (range.includes(event.at())) {
                        each.accept(event);
                    }
                },
                progress);
    }
}
