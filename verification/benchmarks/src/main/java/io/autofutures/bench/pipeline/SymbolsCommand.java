package io.autofutures.bench.pipeline;

import io.autofutures.bench.Machine;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Trigger;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All symbols at the venue's full rate on one detector: how late it is, what it costs, what it keeps. */
@Command(name = "symbols")
public final class SymbolsCommand implements Callable<Integer> {
    private static final int CANARIES = 24;
    private static final double LATE_BAR_MILLIS = 1_000;
    private static final double CPU_BAR = 0.5;
    private static final double HEAP_BAR = 0.05;
    private static final long SECOND = 1_000_000_000;
    private static final Map<String, String> SETTINGS =
            Map.of("MP_DELTA_PCT", "0.001", "LOOP_COOLDOWN_SEC", "0", "TRIGGER_REARM", "1");

    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, Long> read = new ConcurrentHashMap<>();
    private long frames;

    @Option(names = "--symbols", paramLabel = "N")
    private int symbols = 600;

    @Option(names = "--minutes", paramLabel = "N")
    private int minutes = 10;

    @Option(names = "--require")
    private boolean require;

    public SymbolsCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** @param cpu share of one core @param lateMillis worst way of a canary from frame to readable trigger */
    private record Result(long frames, double cpu, double lateMillis, long heapHalfway, long heapEnd) {
        double growth() {
            return (double) heapEnd / heapHalfway - 1;
        }

        boolean reached() {
            return lateMillis < LATE_BAR_MILLIS && cpu < CPU_BAR && Math.abs(growth()) < HEAP_BAR;
        }
    }

    @Override
    public Integer call() throws Exception {
        if (symbols < CANARIES || minutes < 1) {
            err.println(
                    "auto-futures: bench symbols: --symbols must be at least " + CANARIES + ", --minutes at least 1");
            return 2;
        }
        var market = new FullMarket(symbols, CANARIES, System.currentTimeMillis());
        Result result;
        try (var rig = new Rig(market.symbols(), false, SETTINGS);
                var trader = new TraderProcess(rig, market.symbols(), SETTINGS)) {
            rig.transport().broadcast(Broadcast.latest("bench-triggers", List.of(Topics.TRIGGERS), this::arrived));
            warmUp(rig, market);
            result = run(rig, trader, market);
        }
        Machine.here().print(out);
        out.printf(
                Locale.ROOT,
                "%d symbols for %d min: %,d frames; broker, ws-ingest and the venue of the benchmark on the same cores%n"
                        + "  frame to readable trigger, worst of %d symbols  %,.0f ms (bar %,.0f)%n"
                        + "  trader-core as detector                         %.2f of one core (bar %.1f)%n"
                        + "  its heap after collection, halfway and at the end  %.1f MB, %.1f MB: %+.1f %% (bar %.0f %%)%n",
                symbols,
                minutes,
                result.frames(),
                CANARIES,
                result.lateMillis(),
                LATE_BAR_MILLIS,
                result.cpu(),
                CPU_BAR,
                result.heapHalfway() / 1e6,
                result.heapEnd() / 1e6,
                result.growth() * 100,
                HEAP_BAR * 100);
        out.flush();
        return require && !result.reached() ? 1 : 0;
    }

    private void arrived(List<Delivery<?>> batch) {
        long now = System.nanoTime();
        for (Delivery<?> delivery : batch) {
            if (delivery.value() instanceof Trigger trigger) {
                read.putIfAbsent(trigger.eventIds().getLast(), now);
            }
        }
    }

    /** Until the detector answers, and a while longer. */
    private void warmUp(Rig rig, FullMarket market) throws Exception {
        long deadline = System.nanoTime() + 120 * SECOND;
        long answeredAt = 0;
        for (long next = System.nanoTime(); answeredAt == 0 || System.nanoTime() < answeredAt + 30 * SECOND; ) {
            next = tick(rig, market, next);
            if (answeredAt == 0 && !read.isEmpty()) {
                answeredAt = System.nanoTime();
            } else if (answeredAt == 0 && System.nanoTime() > deadline) {
                throw new IllegalStateException("no trigger within two minutes");
            }
        }
    }

    private Result run(Rig rig, TraderProcess trader, FullMarket market) throws Exception {
        market.fired().clear();
        Duration cpu = trader.cpu();
        long begun = System.nanoTime();
        long end = begun + minutes * 60L * SECOND;
        long half = begun + minutes * 30L * SECOND;
        long heapHalfway = 0;
        frames = 0;
        for (long next = begun; next < end; ) {
            next = tick(rig, market, next);
            if (heapHalfway == 0 && next > half) {
                heapHalfway = trader.heapAfterCollection();
                err.println("halfway: worst so far " + Math.round(worst(market)) + " ms");
            }
        }
        double used = (double) trader.cpu().minus(cpu).toNanos() / (System.nanoTime() - begun);
        Rig.await(() -> read.keySet().containsAll(market.fired().keySet()), "a trigger of every canary");
        return new Result(frames, used, worst(market), heapHalfway, trader.heapAfterCollection());
    }

    /** @return when the next is due */
    private long tick(Rig rig, FullMarket market, long due) throws Exception {
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
            LockSupport.parkNanos(due - now);
        }
        frames += market.send(rig.venue().markets(), System.currentTimeMillis());
        return due + SECOND / FullMarket.TICKS_PER_SECOND;
    }

    private double worst(FullMarket market) {
        return market.fired().entrySet().stream()
                        .filter(each -> read.containsKey(each.getKey()))
                        .mapToLong(each -> read.getOrDefault(each.getKey(), 0L) - each.getValue())
                        .max()
                        .orElse(0)
                / 1e6;
    }
}
