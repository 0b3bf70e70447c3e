package io.autofutures.launcher.demo;

import java.time.InstantSource;

/** What the all-in-one makes once and everything in it is given. */
final class DemoConfiguration {
    private DemoConfiguration() {}

    static InstantSource wall() {
        return InstantSource.system();
    }
}
