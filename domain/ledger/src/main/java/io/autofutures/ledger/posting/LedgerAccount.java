package io.autofutures.ledger.posting;

/** What a line is booked on. Assets first; the others say where the value came from, and stand with the opposite sign. */
public enum LedgerAccount {
    /** Balance without unrealized profit. */
    WALLET,
    /** Value of the open positions over their entry. */
    UNREALIZED,
    OPENING,
    REALIZED,
    FEES,
    FUNDING,
    TRANSFERS,
    /** Counterpart of {@link #UNREALIZED}. */
    REVALUATION,
    /** What a comparison with the venue adopted without knowing the event behind it. */
    ADJUSTMENTS;

    boolean isAsset() {
        return this == WALLET || this == UNREALIZED;
    }
}
