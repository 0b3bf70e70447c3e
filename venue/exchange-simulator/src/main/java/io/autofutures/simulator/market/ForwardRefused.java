package io.autofutures.simulator.market;

/** A live market has refused a forwarded call, or could not be asked. */
public final class ForwardRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    /** @param status of HTTP @param code of the venue */
    public ForwardRefused(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }
}
