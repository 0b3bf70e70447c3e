package io.autofutures.simulator.fault;

import io.autofutures.simulator.SimulatorException;

/** A line of faults says something else than a fault; the message begins with where. */
public final class FaultFormatException extends SimulatorException {
    private static final long serialVersionUID = 1L;

    public FaultFormatException(String source, int line, String problem) {
        super("%s:%d: %s".formatted(source, line, problem));
    }
}
