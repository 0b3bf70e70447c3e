package io.autofutures.paperbook;

/** The accounts of the venue's own double entry; whatever one gains another loses. */
public enum VenueAccount {
    /** The customer's wallet. */
    TRADER,
    /** What lies outside the venue: deposits come from it. */
    OUTSIDE,
    /** The other side of every position. */
    COUNTERPARTIES,
    FEES,
    /** Holders of the opposite positions, who pay and are paid at funding. */
    FUNDING,
    INSURANCE
}
