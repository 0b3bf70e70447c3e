package io.autofutures.ledger.position;

import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderType;
import java.util.Optional;

/** Why a position ended, from the order that filled last. */
public enum ExitReason {
    STOP,
    TAKE_PROFIT,
    /** A market exit of ours. */
    CLOSE,
    LIQUIDATION,
    ADL,
    /** By someone else, or by the venue for another reason. */
    FOREIGN;

    /** @param type of the conditional order it came from, or its own */
    public static ExitReason of(ClientOrderId id, OrderType type) {
        if (id.value().startsWith("autoclose-") || type == OrderType.LIQUIDATION) {
            return LIQUIDATION;
        }
        if (id.value().startsWith("adl_autoclose")) {
            return ADL;
        }
        Optional<Leg> leg = id.leg();
        if (leg.isPresent()) {
            return switch (leg.get()) {
                case ARMED_STOP, POSITION_STOP -> STOP;
                case TAKE_PROFIT -> TAKE_PROFIT;
                case CLOSE, ENTRY -> CLOSE;
            };
        }
        if (type.isStop()) {
            return STOP;
        }
        return type.isConditional() ? TAKE_PROFIT : FOREIGN;
    }
}
