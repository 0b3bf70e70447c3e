package io.autofutures.binance;

import io.autofutures.model.control.VenueSilence;
import io.autofutures.model.time.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be sent now: the limits of the address (request weight) and of the account (orders), this client's share of the
 * first, what is kept for protecting and closing, and the silence that the venue asks for. Times are patience. Thread-safe.
 */
final class WeightBudget {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    /** Funding rates and funding info together have a limit of their own. */
    private static final int FUNDING_PER_FIVE_MINUTES = 500;
    /** {@code /futures/data}: not documented for each endpoint; the usual figure. */
    private static final int STATISTICS_PER_FIVE_MINUTES = 1_000;

    private final Patience patience;
    private final boolean protects;
    private final LimitMeter weight;
    private final LimitMeter tenSeconds;
    private final LimitMeter minute;
    private final LimitMeter funding;
    private final LimitMeter statistics;
    private double share;
    private RateLimits limits = RateLimits.UNTIL_TOLD;
    private long number;
    private Instant stoppedUntil = Instant.MIN;
    private Instant calmUntil = Instant.MIN;
    private Instant ordersStoppedUntil = Instant.MIN;
    private @Nullable VenueSilence told;

    /** What becomes of a request that wants to leave. */
    sealed interface Permit {
        /** @param number to be given back with what the reply reports */
        record Granted(long number) implements Permit {}

        record Held(String reason) implements Permit {}
    }

    /**
     * @param share fraction of the request weight of a minute that this client may spend by itself; calls that protect,
     *     close or cancel are held back by the limit alone
     * @param protects this client's reads serve protection: the share does not hold them back either
     */
    WeightBudget(Patience patience, double share, boolean protects) {
        this.patience = patience;
        this.share = share;
        this.protects = protects;
        this.weight = new LimitMeter(patience, MINUTE);
        this.tenSeconds = new LimitMeter(patience, TEN_SECONDS);
        this.minute = new LimitMeter(patience, MINUTE);
        this.funding = new LimitMeter(patience, FIVE_MINUTES);
        this.statistics = new LimitMeter(patience, FIVE_MINUTES);
    }

    /** Counts a request that may leave. */
    synchronized Permit spend(RestRequest request) {
        Optional<String> held = silence(request).or(() -> limit(request));
        if (held.isPresent()) {
            return new Permit.Held(held.get());
        }
        number++;
        weight.spend(number, request.weight());
        tenSeconds.spend(number, request.tenSecondOrders());
        minute.spend(number, request.minuteOrders());
        pool(request).ifPresent(pool -> pool.meter().spend(number, 1));
        return new Permit.Granted(number);
    }

    private Optional<String> silence(RestRequest request) {
        Instant now = patience.clock().instant();
        Purpose purpose = request.purpose();
        if (now.isBefore(stoppedUntil)) {
            return Optional.of("the venue asked for silence until " + stoppedUntil);
        }
        if (request.counts() && now.isBefore(ordersStoppedUntil)) {
            return Optional.of("the venue takes no orders of this account until " + ordersStoppedUntil);
        }
        boolean waits = purpose == Purpose.ENTRY || purpose == Purpose.SHEDDABLE;
        return waits && now.isBefore(calmUntil)
                ? Optional.of("the venue asked for silence a moment ago, this waits until " + calmUntil)
                : Optional.empty();
    }

    private Optional<String> limit(RestRequest request) {
        Purpose purpose = request.purpose();
        boolean reserved = purpose.isReserved() || (protects && purpose == Purpose.READ);
        int after = weight.used() + request.weight();
        int ceiling =
                (reserved && purpose == Purpose.READ ? Purpose.CANCEL : purpose).ceiling(limits.weightPerMinute());
        if (after > ceiling) {
            return Optional.of(
                    "request weight is scarce: %d of %d used".formatted(weight.used(), limits.weightPerMinute()));
        }
        int part = (int) Math.floor(limits.weightPerMinute() * share);
        if (!reserved && weight.own() + request.weight() > part) {
            return Optional.of("own share of request weight is spent: %d of %d".formatted(weight.own(), part));
        }
        if (request.counts()
                && (tenSeconds.used() + request.tenSecondOrders() > purpose.ceiling(limits.ordersPerTenSeconds())
                        || minute.used() + request.minuteOrders() > purpose.ceiling(limits.ordersPerMinute()))) {
            return Optional.of("the account's order limit is near: %d in 10 s, %d in a minute"
                    .formatted(tenSeconds.used(), minute.used()));
        }
        return pool(request)
                .filter(pool -> pool.meter().used() + 1 > purpose.ceiling(pool.limit()))
                .map(pool -> "the limit of %s is near: %d of %d in 5 min"
                        .formatted(request.path(), pool.meter().used(), pool.limit()));
    }

    private record Pool(LimitMeter meter, int limit) {}

    private Optional<Pool> pool(RestRequest request) {
        if (request.path().startsWith("/futures/data/")) {
            return Optional.of(new Pool(statistics, STATISTICS_PER_FIVE_MINUTES));
        }
        return List.of("/fapi/v1/fundingRate", "/fapi/v1/fundingInfo").contains(request.path())
                ? Optional.of(new Pool(funding, FUNDING_PER_FIVE_MINUTES))
                : Optional.empty();
    }

    /** The header {@code X-MBX-USED-WEIGHT-1M}: used by the address so far. */
    synchronized void weightReported(long request, int count) {
        weight.reported(request, count);
    }

    /** The header {@code X-MBX-ORDER-COUNT-10S}. */
    synchronized void tenSecondOrdersReported(long request, int count) {
        tenSeconds.reported(request, count);
    }

    /** The header {@code X-MBX-ORDER-COUNT-1M}. */
    synchronized void minuteOrdersReported(long request, int count) {
        minute.reported(request, count);
    }

    synchronized RateLimits limits() {
        return limits;
    }

    synchronized void limits(RateLimits told) {
        limits = told;
    }

    synchronized void share(double fraction) {
        share = fraction;
    }

    /** The venue told this client itself to keep silent. */
    synchronized void told(Instant until, String reason) {
        VenueSilence known = told;
        if (known == null || until.isAfter(known.until())) {
            told = new VenueSilence(until, reason);
        }
        obey(until);
    }

    /** Nothing leaves before this venue instant; entries and what can be left out wait another minute. */
    synchronized void obey(Instant until) {
        if (until.isAfter(stoppedUntil)) {
            stoppedUntil = until;
            calmUntil = patience.deadline(until, MINUTE);
        }
    }

    /** Too many orders of the account (-1015): only what places orders stops. */
    synchronized void ordersStopped(Duration patiently) {
        Instant now = patience.clock().instant();
        Instant until = patience.deadline(now, patiently);
        if (until.isAfter(ordersStoppedUntil)) {
            ordersStoppedUntil = until;
        }
        Instant calm = patience.deadline(now, MINUTE);
        if (calm.isAfter(calmUntil)) {
            calmUntil = calm;
        }
    }

    synchronized Instant in(Duration patiently) {
        return patience.deadline(patience.clock().instant(), patiently);
    }

    synchronized int usedNow() {
        return weight.used();
    }

    /** Told by the venue or by another service. */
    synchronized Optional<Instant> stopped() {
        return patience.clock().instant().isBefore(stoppedUntil) ? Optional.of(stoppedUntil) : Optional.empty();
    }

    /** What the venue told this client itself, while it lasts: for the others. */
    synchronized Optional<VenueSilence> toldByVenue() {
        return Optional.ofNullable(told)
                .filter(silence -> patience.clock().instant().isBefore(silence.until()));
    }
}
