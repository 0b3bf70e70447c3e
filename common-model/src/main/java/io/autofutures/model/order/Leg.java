package io.autofutures.model.order;

import java.util.Arrays;
import java.util.Optional;

/** The part an order plays in its trade; its code stands in the client order id. */
public enum Leg {
    /** Quantity stop, live before the entry is sent. */
    ARMED_STOP("arm"),
    ENTRY("ent"),
    /** closePosition stop, placed with the first fill. */
    POSITION_STOP("stp"),
    TAKE_PROFIT("tp"),
    /** Market exit. */
    CLOSE("cls");

    private final String code;

    Leg(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Leg> ofCode(String code) {
        return Arrays.stream(values()).filter(leg -> leg.code.equals(code)).findFirst();
    }
}
