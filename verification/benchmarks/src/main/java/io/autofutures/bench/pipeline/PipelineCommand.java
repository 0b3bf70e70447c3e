package io.autofutures.bench.pipeline;

import io.autofutures.bench.Machine;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Trigger;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Frame on a websocket to a readable trigger at 1,000 frames a second, in turn with Kafka's own latency tool. */
@Command(name = "pipeline")
public final class PipelineCommand implements Callable<Integer> {
    private static final int SYMBOLS = 20;
    private static final int PER_SECOND = 1_000;
    private static final int BYTES = 300;
    private static final double BAR = 2.5;
    private static final Map<String, String> EACH_FRAME_FIRES =
            Map.of("MP_DELTA_PCT", "0.001", "MP_WINDOW_SEC", "3600", "LOOP_COOLDOWN_SEC", "0", "TRIGGER_REARM", "1");

    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Long> read = new ConcurrentHashMap<>();

    @Option(names = "--rounds", paramLabel = "N")
    private int rounds = 5;

    @Option(names = "--frames", paramLabel = "N")
    private int frames = 10_000;

    @Option(names = "--require")
    private boolean require;

    public PipelineCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Milliseconds of one round. */
    private record Latency(double p50, double p95, double p99) {}

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || frames < PER_SECOND) {
            err.println("auto-futures: bench pipeline: --rounds must be positive, --frames at least " + PER_SECOND);
            return 2;
        }
        var ours = new ArrayList<Latency>();
        var tool = new ArrayList<KafkaTools.Latency>();
        var marks = new MarkFrames(SYMBOLS, System.currentTimeMillis());
        try (var rig = new Rig(marks.symbols(), true, EACH_FRAME_FIRES);
                var flow = new MarkFlow(rig, marks)) {
            rig.transport().broadcast(Broadcast.latest("bench-triggers", List.of(Topics.TRIGGERS), this::arrived));
            rig.tools().createTopic("reference", 1);
            for (int round = -1; round < rounds; round++) { // the first warms up
                KafkaTools.Latency reference = rig.tools().endToEnd("reference", frames, BYTES);
                Latency latency = run(flow);
                err.printf(
                        Locale.ROOT,
                        "round %d: p50 %.2f p95 %.2f p99 %.2f ms, tool p50 %.0f p99 %.0f ms%n",
                        round + 1,
                        latency.p50(),
                        latency.p95(),
                        latency.p99(),
                        reference.p50(),
                        reference.p99());
                if (round >= 0) {
                    ours.add(latency);
                    tool.add(reference);
                }
            }
        }
        var p50 = new Pairs(
                ours.stream().map(Latency::p50).toList(),
                tool.stream().map(KafkaTools.Latency::p50).toList());
        double p95 = Pairs.median(ours.stream().map(Latency::p95).toList());
        var p99 = new Pairs(
                ours.stream().map(Latency::p99).toList(),
                tool.stream().map(KafkaTools.Latency::p99).toList());
        Machine.here().print(out);
        out.printf(
                Locale.ROOT,
                "median of %d rounds of %,d frames at %,d/s, linger 0, %d symbols%n"
                        + "  frame on a websocket to readable trigger  p50 %.2f  p95 %.2f  p99 %.2f ms%n"
                        + "  EndToEndLatency, one record at a time     p50 %.0f            p99 %.0f ms%n"
                        + "  ratio at p99 %.2f (bar %.1f)%n",
                rounds,
                frames,
                PER_SECOND,
                SYMBOLS,
                p50.median(),
                p95,
                p99.median(),
                p50.medianOfReference(),
                p99.medianOfReference(),
                p99.ratio(),
                BAR);
        out.flush();
        return require && p99.ratio() > BAR ? 1 : 0;
    }

    private void arrived(List<Delivery<?>> batch) {
        long now = System.nanoTime();
        for (Delivery<?> delivery : batch) {
            if (delivery.value() instanceof Trigger trigger) {
                read.putIfAbsent(trigger.eventIds().getLast(), now);
            }
        }
    }

    private Latency run(MarkFlow flow) throws Exception {
        flow.measure();
        sent.clear();
        read.clear();
        long begun = System.nanoTime();
        for (int i = 0; i < frames; i++) {
            long due = begun + i * 1_000_000_000L / PER_SECOND;
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            MarkFrames.Frame frame = flow.frames().next(System.currentTimeMillis());
            sent.put(frame.eventId(), System.nanoTime());
            flow.send(frame.onTheWire());
        }
        Rig.await(() -> read.keySet().containsAll(sent.keySet()), "a trigger of every frame");
        double[] millis = sent.entrySet().stream()
                .mapToDouble(each -> (read.getOrDefault(each.getKey(), 0L) - each.getValue()) / 1e6)
                .sorted()
                .toArray();
        flow.rest();
        return new Latency(at(millis, 0.5), at(millis, 0.95), at(millis, 0.99));
    }

    private static double at(double[] sorted, double share) {
        return Arrays.stream(sorted)
                .skip((long) (share * (sorted.length - 1)))
                .findFirst()
                .orElseThrow();
    }
}
