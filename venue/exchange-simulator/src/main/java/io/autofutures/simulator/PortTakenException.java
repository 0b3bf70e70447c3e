package io.autofutures.simulator;

/** Another process listens there. */
public final class PortTakenException extends SimulatorException {
    private static final long serialVersionUID = 1L;

    public PortTakenException(String host, int port, Throwable cause) {
        super("port %d of %s is taken: stop what listens there, or choose another port".formatted(port, host), cause);
    }
}
