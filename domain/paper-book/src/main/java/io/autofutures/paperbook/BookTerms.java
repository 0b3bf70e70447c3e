package io.autofutures.paperbook;

import java.math.BigDecimal;

/**
 * What the venue charges and how it settles its open questions.
 *
 * @param makerFee fraction of notional of a fill that added liquidity
 * @param takerFee fraction of notional of a fill that removed it
 * @param oversizedStop what becomes of a quantity stop that is larger than its position when it triggers
 * @param historyLimit how many ended orders of each book are kept
 * @param depth the made-up book that takers meet
 */
public record BookTerms(
        BigDecimal makerFee, BigDecimal takerFee, OversizedStop oversizedStop, int historyLimit, DepthTerms depth) {
    /** The fees of a new account, oversized stops refused, 1000 ended orders kept. */
    public static BookTerms standard() {
        return new BookTerms(
                new BigDecimal("0.0002"),
                new BigDecimal("0.0005"),
                OversizedStop.REFUSED,
                1_000,
                DepthTerms.standard());
    }

    public BookTerms withOversizedStop(OversizedStop choice) {
        return new BookTerms(makerFee, takerFee, choice, historyLimit, depth);
    }

    public BookTerms withDepth(DepthTerms other) {
        return new BookTerms(makerFee, takerFee, oversizedStop, historyLimit, other);
    }

    /** Not stated by the venue's documents, so both are to be survived. */
    public enum OversizedStop {
        /** The algo order ends REJECTED and closes nothing. */
        REFUSED,
        /** It closes what is there. */
        REDUCED
    }
}
