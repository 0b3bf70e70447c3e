package io.autofutures.simulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A rule in force, with what it has met so far. Thread-safe. */
final class ActiveFault {
    private final long id;
    private final FaultRule rule;
    private final Instant from;
    private final @Nullable Instant to;
    private long matched;
    private long hits;
    private Duration refusedUntil = Duration.ZERO;
    private Duration bannedUntil = Duration.ZERO;
    private int goneOn;
    private boolean removed;

    ActiveFault(long id, FaultRule rule, Instant installed) {
        this.id = id;
        this.rule = rule;
        this.from = rule.from().since(installed);
        FaultRule.Moment end = rule.to();
        this.to = end == null ? null : end.since(installed);
    }

    long id() {
        return id;
    }

    FaultRule rule() {
        return rule;
    }

    synchronized void remove() {
        removed = true;
    }

    synchronized boolean inForce(Instant now) {
        return !removed && !now.isBefore(from) && (to == null || now.isBefore(to));
    }

    /** It can never happen again. */
    synchronized boolean over(Instant now) {
        return removed || (to != null && !now.isBefore(to));
    }

    /** Counts a match; whether it is one that the rule picks. */
    synchronized boolean hit(Instant now) {
        if (!inForce(now)) {
            return false;
        }
        matched++;
        Integer only = rule.nth();
        boolean picked = only == null ? matched % rule.every() == 0 : matched == only;
        if (!picked || hits >= rule.times()) {
            return false;
        }
        hits++;
        return true;
    }

    /** Does it once more while it may; counted only when there was something to do it to. */
    synchronized void act(Instant now, BooleanSupplier deed) {
        if (inForce(now) && hits < rule.times() && deed.getAsBoolean()) {
            matched++;
            hits++;
        }
    }

    /** 429 from the request that is hit on, 418 for who goes on. */
    synchronized Optional<FaultReply> refused(Effect.TooManyRequests limit, Duration patience, FaultClock clock) {
        if (patience.compareTo(bannedUntil) < 0) {
            return Optional.of(banned(patience, clock));
        }
        if (patience.compareTo(refusedUntil) < 0) {
            goneOn++;
            if (goneOn > limit.tolerated()) {
                bannedUntil = patience.plus(limit.ban());
                return Optional.of(banned(patience, clock));
            }
            return Optional.of(FaultReply.tooMany(refusedUntil.minus(patience)));
        }
        if (hit(clock.now())) {
            goneOn = 0;
            refusedUntil = patience.plus(limit.retryAfter());
            return Optional.of(FaultReply.tooMany(limit.retryAfter()));
        }
        return Optional.empty();
    }

    private FaultReply banned(Duration patience, FaultClock clock) {
        Duration left = bannedUntil.minus(patience);
        return FaultReply.banned(left, clock.now().plusMillis(Math.round(left.toMillis() * clock.speed())));
    }

    synchronized ObjectNode told(Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("rule", rule.text())
                .put("inForce", inForce(now))
                .put("matched", matched)
                .put("hits", hits);
    }
}
