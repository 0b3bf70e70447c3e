package io.autofutures.simulator.market;

import io.autofutures.simulator.SimulatorException;
import java.nio.file.Path;

/** A market file cannot be read or is malformed; names the file, the line and how to mend it. */
public final class MarketFileException extends SimulatorException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long line;

    /** @param line from 1; 0 when it is about the whole file */
    public MarketFileException(Path file, long line, String problem, String mend) {
        super("%s%s: %s; %s".formatted(file, line > 0 ? ", line " + line : "", problem, mend));
        this.file = file;
        this.line = line;
    }

    public Path file() {
        return file;
    }

    /** From 1; 0 when it is about the whole file. */
    public long line() {
        return line;
    }
}
