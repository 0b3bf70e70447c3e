package io.autofutures.model.trade;

/** Steps of a trade's process in the order of a good day. */
public enum TradeStep {
    /** Committed with the approval, before the first request leaves. */
    INTENT_RECORDED,
    /** The quantity stop is confirmed in the venue's open algo orders. */
    ARMED,
    /** Committed before the entry request leaves. */
    ENTRY_SENDING,
    /** The venue took the entry. */
    ENTRY_SENT,
    /** What became of an entry is not known; it is being asked for. */
    ENTRY_UNKNOWN,
    PARTLY_FILLED,
    FILLED,
    /** The closePosition stop is confirmed. */
    PROTECTED,
    TAKE_PROFIT_PLACED,
    TAKE_PROFIT_REFUSED,
    /** Committed before a protective order is canceled. */
    CANCEL_SENDING,
    ORDER_CANCELED,
    /** A market exit left, with the reason in the detail. */
    EXIT_SENT,
    CLOSED,
    /** Nothing of the trade is left at the venue. */
    SWEPT,
    /** Ended without a position, with the reason in the detail. */
    ABANDONED
}
