package io.autofutures.simulator.fault;

/** The request's connection is to end without a reply. */
public final class ConnectionCut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean reset;

    ConnectionCut(boolean reset) {
        super(reset ? "fault: reset" : "fault: closed", null, false, false);
        this.reset = reset;
    }

    /** By a TCP reset, otherwise closed in order. */
    public boolean reset() {
        return reset;
    }
}
