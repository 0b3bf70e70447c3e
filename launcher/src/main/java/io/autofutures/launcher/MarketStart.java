package io.autofutures.launcher;

import io.autofutures.simulator.market.MarketSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When the generated market of a data folder began: kept, so that an account goes on in the market it was opened in. */
final class MarketStart {
    private static final String FILE = "market-start";

    private MarketStart() {}

    /**
     * @param fresh the account begins anew, and its market with it
     * @throws CommandFailure if what is kept cannot be read
     */
    static MarketSource.Generated of(MarketSource.Generated market, Path folder, boolean fresh, Instant now)
            throws IOException {
        Path file = folder.resolve(FILE);
        if (fresh || !Files.exists(file)) {
            Files.writeString(file, now.truncatedTo(ChronoUnit.MINUTES) + "\n");
        }
        String kept = Files.readString(file).strip();
        try {
            return new MarketSource.Generated(market.seed(), market.symbols(), Instant.parse(kept));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "%s holds no whole minute but '%s': begin anew with --fresh".formatted(file, kept));
        }
    }
}
