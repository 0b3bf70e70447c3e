package io.autofutures.binance;

/** The venue could not be reached, or did not do what the caller's step needs. */
public final class VenueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VenueException(String message) {
        super(message);
    }

    public VenueException(String message, Throwable cause) {
        super(message, cause);
    }
}
