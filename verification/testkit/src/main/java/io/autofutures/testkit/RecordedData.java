package io.autofutures.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Recorded data, found by the environment variable {@code AUTOFUTURES_DATA}; without it the test is skipped, saying so. */
public final class RecordedData {
    public static final String VARIABLE = "AUTOFUTURES_DATA";

    private RecordedData() {}

    /**
     * @param relative for instance {@code market/ADAUSDT_1m_2022-12-13.csv}
     * @throws IllegalStateException if the variable is set and the file is not there: a wrong path must not pass as skipped
     */
    public static Path file(String relative) {
        String root = System.getenv(VARIABLE);
        Assumptions.assumeTrue(
                root != null && !root.isBlank(), VARIABLE + " is not set: recorded data is needed, test skipped");
        Path file = Path.of(root).resolve(relative);
        if (!Files.exists(file)) {
            throw new IllegalStateException(VARIABLE + " is set to " + root + ", but " + file + " does not exist");
        }
        return file;
    }
}
