package io.autofutures.launcher;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Where the log of a long-running command goes; the terminal is for people. Before the first logger is made. */
final class LogFile {
    private LogFile() {}

    static void use(Path file) {
        System.setProperty("autofutures.log", file.toString());
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
