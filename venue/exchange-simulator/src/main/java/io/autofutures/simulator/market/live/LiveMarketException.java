package io.autofutures.simulator.market.live;

import io.autofutures.simulator.SimulatorException;

/** The venue whose market is to be followed cannot be reached, or does not have it. */
public final class LiveMarketException extends SimulatorException {
    private static final long serialVersionUID = 1L;

    public LiveMarketException(String message, Throwable cause) {
        super(message, cause);
    }
}
