package io.autofutures.model.order;

/** States of plain and algo orders together; venue vocabulary. */
public enum OrderStatus {
    NEW,
    PARTIALLY_FILLED,
    FILLED,
    CANCELED,
    EXPIRED,
    EXPIRED_IN_MATCH,
    REJECTED,
    /** Algo only: the trigger price was touched, the child order is on its way. */
    TRIGGERING,
    /** Algo only: the child order exists. */
    TRIGGERED,
    /** Algo only: the child order has ended, filled or not. */
    FINISHED,
    UNKNOWN;

    /** Never left again. */
    public boolean isTerminal() {
        return switch (this) {
            case FILLED, CANCELED, EXPIRED, EXPIRED_IN_MATCH, REJECTED, FINISHED -> true;
            case NEW, PARTIALLY_FILLED, TRIGGERING, TRIGGERED, UNKNOWN -> false;
        };
    }
}
