package io.autofutures.simulator.board;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The funding rate of one symbol: the average premium since the last funding, drawn to the interest of 0.01 % by at most
 * 0.05 %, within the cap. Not thread-safe.
 */
public final class FundingRate {
    public static final int INTERVAL_HOURS = 8;
    public static final BigDecimal INTEREST = new BigDecimal("0.00010000");
    public static final BigDecimal CAP = new BigDecimal("0.02000000");
    private static final long INTERVAL_MS = INTERVAL_HOURS * 3_600_000L;
    private static final BigDecimal PULL = new BigDecimal("0.0005");
    private static final int KEPT = 1_000;

    private final ArrayDeque<Settled> settled = new ArrayDeque<>();
    private long nextMs = Long.MIN_VALUE;
    private double premiums;
    private long samples;

    /** @param at funding time @param mark price then */
    public record Settled(Instant at, BigDecimal rate, BigDecimal mark) {}

    /** The first whole interval after {@code at}. */
    public static Instant nextAfter(Instant at) {
        return Instant.ofEpochMilli((Math.floorDiv(at.toEpochMilli(), INTERVAL_MS) + 1) * INTERVAL_MS);
    }

    /** @return what was settled by {@code at}, if a funding time has passed */
    Optional<Settled> take(Instant at, BigDecimal mark, double premium) {
        Optional<Settled> due = Optional.empty();
        if (nextMs == Long.MIN_VALUE) {
            nextMs = nextAfter(at).toEpochMilli();
        } else if (at.toEpochMilli() >= nextMs) {
            var now = new Settled(Instant.ofEpochMilli(nextMs), rate(), mark);
            settled.addLast(now);
            if (settled.size() > KEPT) {
                settled.removeFirst();
            }
            due = Optional.of(now);
            nextMs = nextAfter(at).toEpochMilli();
            premiums = 0;
            samples = 0;
        }
        premiums += premium;
        samples++;
        return due;
    }

    /** The rate as it stands, eight decimals. */
    public BigDecimal rate() {
        BigDecimal premium = samples == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(premiums / samples).setScale(8, RoundingMode.HALF_UP);
        BigDecimal pull = INTEREST.subtract(premium).max(PULL.negate()).min(PULL);
        return premium.add(pull).max(CAP.negate()).min(CAP).setScale(8, RoundingMode.HALF_UP);
    }

    /** Since the start, oldest first. */
    public List<Settled> settled() {
        return new ArrayList<>(settled);
    }
}
