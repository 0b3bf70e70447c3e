package io.autofutures.launcher;

import java.nio.file.Path;

/** Where the working copy is: the script says so, else the current folder. */
public final class Home {
    private Home() {}

    static Path folder() {
        return Path.of(System.getProperty("autofutures.home", ""));
    }

    public static Path defaultData() {
        return folder().resolve(".auto-futures").resolve("demo");
    }
}
