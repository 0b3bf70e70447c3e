package io.autofutures.simulator.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The faults in force: those of the plan, and what was added since. Thread-safe. */
public final class Faults implements AutoCloseable {
    private final FaultClock clock;
    private final @Nullable Chaos chaos;
    private final List<ActiveFault> active = new CopyOnWriteArrayList<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Set<FrameLine> lines = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final HiddenOrders hidden = new HiddenOrders();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("simulator-faults").daemon().factory());
    private volatile @Nullable ActiveFault limitByChance;
    private volatile @Nullable Reach reach;
    private volatile boolean triggersHung = true; // those of an earlier process may

    /** How far faults reach into the venue. */
    public interface Reach {
        /** The account's listen key is gone. False when there is none. */
        boolean loseListenKey(boolean silently);

        /** Orders that hang in TRIGGERING go on. */
        void resumeTriggers();
    }

    public Faults(FaultPlan plan, FaultClock clock) {
        this.clock = clock;
        Long seed = plan.chaosSeed();
        this.chaos = seed == null ? null : new Chaos(seed);
        plan.rules().forEach(this::install);
    }

    /** Tells it of the venue. */
    public void attach(Reach venue) {
        reach = venue;
    }

    private long install(FaultRule rule) {
        var fault = new ActiveFault(lastId.incrementAndGet(), rule, clock.now());
        active.add(fault);
        return fault.id();
    }

    /**
     * Puts one more fault in force.
     *
     * @param line a JSON object as in a file of faults, for instance {@code {"fault":"delay","ms":500}}
     * @return its number, for {@link #remove}
     * @throws FaultFormatException if the line is malformed or holds no fault
     */
    public long add(String line) {
        List<Long> added = addAll(List.of(line));
        if (added.isEmpty()) {
            throw new FaultFormatException("fault", 1, "no fault in it");
        }
        return added.getFirst();
    }

    /** All or none. @throws FaultFormatException if a line is malformed */
    public List<Long> addAll(List<String> written) {
        List<Long> added =
                FaultLines.read("fault", written).stream().map(this::install).toList();
        sweep();
        return added;
    }

    /** False when there is no such one. What it froze is broken. */
    public boolean remove(long id) {
        boolean found = false;
        for (ActiveFault fault : active) {
            if (fault.id() == id) {
                fault.remove();
                found = active.remove(fault);
            }
        }
        sweep();
        return found;
    }

    public void clear() {
        active.forEach(ActiveFault::remove);
        active.clear();
        sweep();
    }

    /** {@code [{"id":…,"rule":…,"inForce":…,"matched":…,"hits":…}]}: how often its place was met, and how often it struck. */
    public ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Instant now = clock.now();
        active.forEach(fault -> list.add(fault.told(now)));
        return list;
    }

    FaultClock clock() {
        return clock;
    }

    HiddenOrders hidden() {
        return hidden;
    }

    /** Nothing can happen to frames. */
    boolean quiet() {
        return chaos == null && active.isEmpty();
    }

    /**
     * What happens to a request to a known endpoint; the limits of the moment are told at once.
     *
     * @throws FaultReply for 429 and 418
     */
    public RestPlan request(String method, String path, Function<String, Optional<String>> params) {
        var effects = new ArrayList<Effect.OnRequest>();
        for (ActiveFault fault : active) {
            FaultRule rule = fault.rule();
            if (rule.effect() instanceof Effect.OnRequest effect && rule.concernsRequest(method, path, params)) {
                if (effect instanceof Effect.TooManyRequests limit) {
                    refuse(fault, limit);
                } else if (fault.hit(clock.now())) {
                    effects.add(effect);
                }
            }
        }
        if (chaos != null) {
            byChance(chaos.request(method, path), effects);
        }
        return new RestPlan(this, method, path, effects);
    }

    private void byChance(List<Effect.OnRequest> drawn, List<Effect.OnRequest> effects) {
        for (Effect.OnRequest effect : drawn) {
            if (effect instanceof Effect.TooManyRequests) {
                if (limitByChance == null) {
                    FaultRule once = FaultLines.read(
                                    "chance", List.of("{\"fault\":\"429\",\"retryAfterMs\":2000,\"tolerated\":3}"))
                            .getFirst();
                    limitByChance = new ActiveFault(0, once, clock.now());
                }
            } else {
                effects.add(effect);
            }
        }
        ActiveFault limit = limitByChance;
        if (limit != null && limit.rule().effect() instanceof Effect.TooManyRequests limits) {
            refuse(limit, limits);
        }
    }

    private void refuse(ActiveFault fault, Effect.TooManyRequests limit) {
        fault.refused(limit, clock.patienceNow(), clock).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** A websocket has been opened. @param category such as {@code /market} */
    public FrameLine line(String category, FrameLine.Socket socket) {
        int ordinal;
        synchronized (ordinals) {
            ordinal = ordinals.merge(category, 1, Integer::sum);
        }
        var line = new FrameLine(this, category, ordinal, socket);
        lines.add(line);
        return line;
    }

    void forget(FrameLine line) {
        lines.remove(line);
    }

    List<FrameLine.Hit> frame(FrameLine line, String name, String kind, long number) {
        var hits = new ArrayList<FrameLine.Hit>();
        Instant now = clock.now();
        for (ActiveFault fault : active) {
            FaultRule rule = fault.rule();
            if (rule.effect() instanceof Effect.OnStream effect
                    && rule.concernsFrame(line.category(), name, kind)
                    && fault.hit(now)) {
                hits.add(new FrameLine.Hit(effect, !rule.uncounted(), fault));
            }
        }
        if (chaos != null) {
            hits.addAll(chaos.frame(line.category() + " " + line.ordinal(), number));
        }
        return hits;
    }

    /** Acts on what is open without waiting for a frame; called often, and after each market event. */
    public void sweep() {
        Reach venue = reach;
        if (venue == null || (active.isEmpty() && lines.isEmpty() && !triggersHung)) {
            return;
        }
        Instant now = clock.now();
        boolean hang = active.stream()
                .anyMatch(fault -> fault.rule().effect() instanceof Effect.TriggeringHangs && fault.inForce(now));
        if (triggersHung && !hang) {
            venue.resumeTriggers();
        }
        triggersHung = hang;
        for (ActiveFault fault : active) {
            FaultRule rule = fault.rule();
            if (rule.effect() instanceof Effect.ListenKeyLost(boolean silently)) {
                fault.act(now, () -> venue.loseListenKey(silently));
            } else if (ofConnections(rule)) {
                lines.stream()
                        .filter(line -> rule.concernsConnection(line.category()))
                        .sorted(Comparator.comparing(FrameLine::category).thenComparing(FrameLine::ordinal))
                        .forEach(line -> fault.act(
                                now, () -> rule.effect() instanceof Effect.Drop ? line.drop() : line.freeze(fault)));
            }
        }
        lines.forEach(line -> line.thaw(now));
    }

    private static boolean ofConnections(FaultRule rule) {
        return (rule.effect() instanceof Effect.Drop || rule.effect() instanceof Effect.HalfOpen)
                && rule.uncounted()
                && rule.stream().equals("*")
                && rule.event().equals("*");
    }

    /** Server time as it is told. @param venueMs as it is */
    public long skewed(long venueMs) {
        Instant now = clock.now();
        long ahead = 0;
        for (ActiveFault fault : active) {
            if (fault.rule().effect() instanceof Effect.ClockSkew(Duration skew) && fault.inForce(now)) {
                ahead += skew.toMillis();
            }
        }
        return venueMs + Math.round(ahead * clock.speed());
    }

    /** A triggered order of this symbol stays in TRIGGERING now. */
    public boolean triggeringHangs(String symbol) {
        Instant now = clock.now();
        return active.stream()
                .anyMatch(fault -> fault.rule().effect() instanceof Effect.TriggeringHangs(String only)
                        && (only == null || only.equals(symbol))
                        && fault.inForce(now));
    }

    /** Wall time; over at once when the simulator ends. */
    void pause(Duration length) {
        try {
            boolean ignored = closing.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void later(Duration length, Runnable deed) {
        if (!timer.isShutdown()) {
            var ignored = timer.schedule(deed, length.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        timer.shutdownNow();
    }
}
