package io.autofutures.ledger.posting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of the ledger.
 *
 * @param id of the fact behind it
 * @param lines sum to zero for each asset
 */
public record Posting(String id, List<Line> lines) {
    /** @param amount positive is more of an asset, or less of a source */
    public record Line(LedgerAccount account, String asset, BigDecimal amount) {}

    /** @throws IllegalArgumentException if the lines of an asset do not sum to zero */
    public Posting {
        lines = List.copyOf(lines);
        for (Line line : lines) {
            BigDecimal sum = lines.stream()
                    .filter(other -> other.asset().equals(line.asset()))
                    .map(Line::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (sum.signum() != 0) {
                throw new IllegalArgumentException(
                        "posting %s must sum to zero in %s, was %s".formatted(id, line.asset(), sum.toPlainString()));
            }
        }
    }

    /** An execution: profit as the venue reports it, and a fee that may be in another asset. */
    public static Posting fill(String id, String quote, BigDecimal realized, String feeAsset, BigDecimal commission) {
        var lines = new ArrayList<Line>();
        moved(lines, LedgerAccount.WALLET, LedgerAccount.REALIZED, quote, realized);
        moved(lines, LedgerAccount.WALLET, LedgerAccount.FEES, feeAsset, commission.negate());
        return new Posting(id, lines);
    }

    /** A change of the wallet. @param source where it came from */
    public static Posting wallet(String id, LedgerAccount source, String asset, BigDecimal change) {
        var lines = new ArrayList<Line>();
        moved(lines, LedgerAccount.WALLET, source, asset, change);
        return new Posting(id, lines);
    }

    static Posting revaluation(String id, String asset, BigDecimal change) {
        var lines = new ArrayList<Line>();
        moved(lines, LedgerAccount.UNREALIZED, LedgerAccount.REVALUATION, asset, change);
        return new Posting(id, lines);
    }

    private static void moved(List<Line> lines, LedgerAccount to, LedgerAccount from, String asset, BigDecimal amount) {
        if (amount.signum() != 0) {
            lines.add(new Line(to, asset, amount));
            lines.add(new Line(from, asset, amount.negate()));
        }
    }
}
