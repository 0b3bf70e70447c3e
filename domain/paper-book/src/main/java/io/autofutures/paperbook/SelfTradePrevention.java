package io.autofutures.paperbook;

/** What happens when an order meets another of the same account; the mode of the taker decides. Venue words. */
public enum SelfTradePrevention {
    /** They trade with each other. */
    NONE,
    EXPIRE_TAKER,
    EXPIRE_MAKER,
    EXPIRE_BOTH;

    boolean expiresTaker() {
        return this == EXPIRE_TAKER || this == EXPIRE_BOTH;
    }

    boolean expiresMaker() {
        return this == EXPIRE_MAKER || this == EXPIRE_BOTH;
    }
}
