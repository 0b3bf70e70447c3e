package io.autofutures.launcher;

import java.time.InstantSource;

/** The one place where the command {@code sim} takes the wall clock. */
final class SimConfiguration {
    private SimConfiguration() {}

    static InstantSource wall() {
        return InstantSource.system();
    }
}
