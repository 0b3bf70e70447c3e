package io.autofutures.binance;

/**
 * What a request is for, and with it how far it may go towards a limit that is shared: the rest below the limit is kept
 * for those further up. Entries stop first, because each brings calls after it.
 */
enum Purpose {
    /** A stop. */
    PROTECTION(1.00),
    /** Can only make a position smaller. */
    CLOSE(0.97),
    CANCEL(0.92),
    /** Must be known now. */
    READ(0.85),
    /** Can be left out this time. */
    SHEDDABLE(0.70),
    /** May open a position. */
    ENTRY(0.65);

    private final double ceiling;

    Purpose(double ceiling) {
        this.ceiling = ceiling;
    }

    /** Most that may be used of a limit after this request, whoever used it. */
    int ceiling(int limit) {
        return (int) Math.floor(limit * ceiling);
    }

    /** Draws on what is kept in reserve, whatever the client's own share is. */
    boolean isReserved() {
        return switch (this) {
            case PROTECTION, CLOSE, CANCEL -> true;
            case READ, SHEDDABLE, ENTRY -> false;
        };
    }

    /** Of a request that places, changes or cancels orders; what is not surely harmless counts as an entry. */
    static Purpose ofOrder(String method, String path, Query query) {
        if (method.equals("DELETE") || path.endsWith("/countdownCancelAll")) {
            return CANCEL;
        }
        boolean closes = query.has("closePosition", "true")
                || query.has("reduceOnly", "true")
                || (query.has("positionSide", "LONG") && query.has("side", "SELL"))
                || (query.has("positionSide", "SHORT") && query.has("side", "BUY"));
        if (!closes) {
            return ENTRY;
        }
        boolean stop = query.has("type", "STOP_MARKET")
                || query.has("type", "STOP")
                || query.has("type", "TRAILING_STOP_MARKET");
        return stop ? PROTECTION : CLOSE;
    }
}
