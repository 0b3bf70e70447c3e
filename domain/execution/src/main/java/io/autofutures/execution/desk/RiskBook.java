package io.autofutures.execution.desk;

import io.autofutures.execution.Moment;
import io.autofutures.execution.gate.DayRisk;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.OrderEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Risk state of an account: the trading day (UTC) and the proposals already judged. Immutable; kept as {@code risk} in
 * {@code desk-state}.
 *
 * @param dayStart midnight UTC; epoch before the first event
 * @param fills symbol and trade id of the fills of the day, so that each counts once
 * @param proposals id to the instant at which it may be forgotten
 */
public record RiskBook(Instant dayStart, DayRisk day, Set<String> fills, Map<String, Instant> proposals) {
    /** How long a proposal is remembered after its validity: longer than anything waits for the venue. */
    private static final Duration REMEMBERED = Duration.ofSeconds(60);

    public RiskBook {
        fills = java.util.Collections.unmodifiableSet(new TreeSet<>(fills));
        proposals = java.util.Collections.unmodifiableMap(new TreeMap<>(proposals));
    }

    static RiskBook empty() {
        return new RiskBook(Instant.EPOCH, DayRisk.unknown(), Set.of(), Map.of());
    }

    boolean knows(String proposalId) {
        return proposals.containsKey(proposalId);
    }

    RiskBook judged(String proposalId, Instant validUntil, Moment now) {
        var kept = new TreeMap<>(proposals);
        kept.values().removeIf(now::reached);
        kept.put(
                proposalId,
                now.from(validUntil, REMEMBERED).isAfter(now.at())
                        ? now.from(validUntil, REMEMBERED)
                        : now.after(REMEMBERED));
        return new RiskBook(dayStart, day, fills, kept);
    }

    /** Today's book: a new one when a UTC day has begun. */
    RiskBook at(Instant instant) {
        Instant start = instant.truncatedTo(ChronoUnit.DAYS);
        return start.isAfter(dayStart) ? new RiskBook(start, DayRisk.unknown(), Set.of(), proposals) : this;
    }

    /** The first look at the account of a day gives the equity at its start: what is realized since is taken off. */
    RiskBook seen(@Nullable AccountState account) {
        if (account == null || day.startEquity() != null) {
            return this;
        }
        return with(new DayRisk(
                account.equity().subtract(day.realizedNet()),
                day.realizedNet(),
                account.transfers(),
                day.haltedUntil()));
    }

    RiskBook halted() {
        return day.haltedUntil() != null
                ? this
                : with(new DayRisk(
                        day.startEquity(),
                        day.realizedNet(),
                        day.transfersAtStart(),
                        dayStart.plus(1, ChronoUnit.DAYS)));
    }

    RiskBook filled(OrderEvent.OrderFilled fill) {
        RiskBook today = at(fill.occurredAt());
        String key = fill.symbol() + "/" + fill.tradeId();
        if (fill.occurredAt().isBefore(today.dayStart) || today.fills.contains(key)) {
            return today;
        }
        var counted = new TreeSet<>(today.fills);
        counted.add(key);
        boolean inUsdt =
                fill.commissionAsset() == null || fill.commissionAsset().equals("USDT");
        BigDecimal fee = inUsdt ? fill.commission() : BigDecimal.ZERO;
        return new RiskBook(today.dayStart, today.earned(fill.realized().subtract(fee)), counted, proposals);
    }

    RiskBook moved(OrderEvent.BalanceMoved moved) {
        RiskBook today = at(moved.occurredAt());
        String key = "moved/" + moved.eventId();
        boolean counts = moved.reason().contains("FUNDING")
                && moved.asset().equals("USDT")
                && !moved.occurredAt().isBefore(today.dayStart)
                && !today.fills.contains(key);
        if (!counts) {
            return today;
        }
        var counted = new TreeSet<>(today.fills);
        counted.add(key);
        return new RiskBook(today.dayStart, today.earned(moved.change()), counted, proposals);
    }

    private DayRisk earned(BigDecimal net) {
        return new DayRisk(day.startEquity(), day.realizedNet().add(net), day.transfersAtStart(), day.haltedUntil());
    }

    private RiskBook with(DayRisk to) {
        return new RiskBook(dayStart, to, fills, proposals);
    }
}
