package io.autofutures.ledger.position;

import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One position as a function of its fills in the venue's order, whatever order they arrive in: a late fill takes its
 * place and everything after it is counted again. A fill that takes off more than is held waits for the one that is
 * missing. Not thread-safe.
 */
public final class PositionTrack {
    private static final int KEPT = 300;

    private final PositionKey key;
    private final String quote;
    private final List<Fill> fills = new ArrayList<>();
    private final Map<Instant, BigDecimal> funding = new LinkedHashMap<>();
    private final Set<String> reported = new HashSet<>();
    private @Nullable Holding anchor;
    private Instant coveredThrough = Instant.EPOCH;
    private Fold fold = new Fold(null, List.of(), BigDecimal.ZERO);

    /** An episode from its first fill to zero. */
    public record Closed(Holding holding, Fill last) {}

    private record Fold(@Nullable Holding open, List<Closed> closed, BigDecimal unmatched) {}

    /** @param quote asset in which the episode's fees are counted */
    public PositionTrack(PositionKey key, String quote) {
        this.key = key;
        this.quote = quote;
    }

    public PositionKey key() {
        return key;
    }

    public Optional<Holding> open() {
        return Optional.ofNullable(fold.open());
    }

    /** Signed only in one-way mode; zero when flat. */
    public BigDecimal size() {
        return fold.open() == null ? BigDecimal.ZERO : fold.open().size();
    }

    /** Fills up to here are part of an adopted size. */
    public Instant coveredThrough() {
        return coveredThrough;
    }

    /** Quantity taken off without having been seen added: an earlier fill is missing. */
    public BigDecimal unmatched() {
        return fold.unmatched();
    }

    public Instant lastFillAt() {
        return fills.isEmpty() ? coveredThrough : fills.getLast().at();
    }

    /** The fill must not have been added before. One that an adopted size already includes changes nothing. */
    public void add(Fill fill) {
        if (!fill.at().isAfter(coveredThrough)) {
            return;
        }
        int place = fills.size();
        while (place > 0 && Fill.ORDER.compare(fills.get(place - 1), fill) > 0) {
            place--;
        }
        fills.add(place, fill);
        if (fills.size() > 2 * KEPT) {
            forgetOldest();
        }
        fold = fold(anchor, fills);
    }

    /** Takes out an inferred execution because the real one has come. */
    public void remove(Fill fill) {
        if (fills.remove(fill)) {
            fold = fold(anchor, fills);
        }
    }

    public void addFunding(Instant at, BigDecimal amount) {
        funding.merge(at, amount, BigDecimal::add);
    }

    public BigDecimal funding(Holding holding, @Nullable Instant until) {
        return funding.entrySet().stream()
                .filter(entry -> !entry.getKey().isBefore(holding.openedAt())
                        && (until == null || !entry.getKey().isAfter(until)))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Ended episodes, each reported once; none while an earlier fill is missing. */
    public List<Closed> newlyClosed() {
        if (fold.unmatched().signum() != 0) {
            return List.of();
        }
        return fold.closed().stream()
                .filter(closed -> reported.add(closed.holding().episode()))
                .toList();
    }

    public void markReported(String episode) {
        reported.add(episode);
    }

    /** The episode that ended last, while its fills are still known. */
    public Optional<Holding> lastClosed() {
        return fold.closed().isEmpty()
                ? Optional.empty()
                : Optional.of(fold.closed().getLast().holding());
    }

    /** Starts again from a state that includes every execution up to {@code through}. @param holding absent for flat */
    public void restart(@Nullable Holding holding, Instant through) {
        anchor = holding;
        coveredThrough = through;
        fills.removeIf(fill -> !fill.at().isAfter(through));
        fold = fold(anchor, fills);
    }

    private void forgetOldest() {
        List<Fill> oldest = List.copyOf(fills.subList(0, KEPT));
        anchor = fold(anchor, oldest).open();
        coveredThrough = oldest.getLast().at().minusNanos(1);
        fills.subList(0, KEPT).clear();
    }

    private Fold fold(@Nullable Holding start, List<Fill> executions) {
        Holding held = start;
        var closed = new ArrayList<Closed>();
        BigDecimal unmatched = BigDecimal.ZERO;
        for (Fill fill : executions) {
            BigDecimal signed = fill.signed();
            BigDecimal fees = fill.commissionIn(quote);
            if (held == null) {
                if (signed.signum() < 0 && key.side() != PositionSide.BOTH) {
                    unmatched = unmatched.add(signed.negate());
                } else {
                    held = Holding.opened(fill, signed, fees);
                }
            } else if (held.size().signum() == signed.signum()) {
                held = held.increased(fill, signed, fees);
            } else {
                BigDecimal taken = signed.abs().min(held.size().abs());
                BigDecimal rest = signed.abs().subtract(taken);
                BigDecimal restFees = rest.signum() == 0
                        ? BigDecimal.ZERO
                        : fees.multiply(rest).divide(signed.abs(), MathContext.DECIMAL64);
                held = held.reduced(fill, taken.multiply(BigDecimal.valueOf(signed.signum())), fees.subtract(restFees));
                if (held.size().signum() == 0) {
                    closed.add(new Closed(held, fill));
                    held = null;
                    if (rest.signum() > 0) {
                        if (key.side() == PositionSide.BOTH) {
                            BigDecimal turned = rest.multiply(BigDecimal.valueOf(signed.signum()));
                            held = Holding.opened(fill, turned, restFees);
                        } else {
                            unmatched = unmatched.add(rest);
                        }
                    }
                }
            }
        }
        return new Fold(held, closed, unmatched);
    }
}
