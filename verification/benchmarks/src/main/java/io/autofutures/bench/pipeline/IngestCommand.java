package io.autofutures.bench.pipeline;

import io.autofutures.bench.Machine;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.client.Encoded;
import io.autofutures.transport.client.RecordCodec;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Frames on a websocket to acknowledged records, in turn with Kafka's own producer tool. */
@Command(name = "ingest")
public final class IngestCommand implements Callable<Integer> {
    private static final int SYMBOLS = 100;
    private static final double BAR = 0.7;
    private static final long LOOK_NANOS = 200_000;

    private final PrintWriter out;
    private final PrintWriter err;

    @Option(names = "--rounds", paramLabel = "N")
    private int rounds = 5;

    @Option(names = "--records", paramLabel = "N")
    private int records = 200_000;

    @Option(names = "--require")
    private boolean require;

    public IngestCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || records < SYMBOLS) {
            err.println("auto-futures: bench ingest: --rounds must be positive, --records at least " + SYMBOLS);
            return 2;
        }
        var ours = new ArrayList<Double>();
        var tool = new ArrayList<Double>();
        int bytes;
        var frames = new MarkFrames(SYMBOLS, System.currentTimeMillis());
        try (var rig = new Rig(frames.symbols(), false, Map.of());
                var flow = new MarkFlow(rig, frames)) {
            Encoded like = like(rig, frames);
            bytes = size(like);
            Path payload = Files.writeString(rig.folder().resolve("payload.jsonl"), line(like, bytes));
            rig.tools().createTopic("reference", rig.transport().partitions());
            for (int round = -1; round < rounds; round++) { // the first warms up
                double reference = rig.tools().producerPerformance("reference", payload, records);
                double rate = blast(rig, flow);
                err.printf(Locale.ROOT, "round %d: %,.0f frames/s, tool %,.0f records/s%n", round + 1, rate, reference);
                if (round >= 0) {
                    ours.add(rate);
                    tool.add(reference);
                }
            }
        }
        var pairs = new Pairs(ours, tool);
        Machine.here().print(out);
        out.printf(
                Locale.ROOT,
                "median of %d rounds of %,d records of %d bytes (key and headers included), acks=all, lz4, linger 0, %d"
                        + " symbols%n  frames on a websocket to acknowledged records  %,10.0f/s%n"
                        + "  ProducerPerformance                            %,10.0f/s%n  ratio %.2f (bar %.1f)%n",
                rounds,
                records,
                bytes,
                SYMBOLS,
                pairs.median(),
                pairs.medianOfReference(),
                pairs.ratio(),
                BAR);
        out.flush();
        return require && pairs.ratio() < BAR ? 1 : 0;
    }

    private double blast(Rig rig, MarkFlow flow) throws Exception {
        flow.measure();
        byte[] prepared = flow.prepare(records, System.currentTimeMillis());
        long goal = rig.transport().acknowledged() + records;
        long begun = System.nanoTime();
        flow.send(prepared);
        long deadline = begun + TimeUnit.MINUTES.toNanos(5);
        while (rig.transport().acknowledged() < goal) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%,d of %,d records are not acknowledged"
                        .formatted(goal - rig.transport().acknowledged(), records));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        double rate = records * 1e9 / (System.nanoTime() - begun);
        flow.rest();
        return rate;
    }

    /** A record as ours are: the tool sends as many bytes. */
    private static Encoded like(Rig rig, MarkFrames frames) {
        Instant now = Instant.now();
        var price = Price.of("64346.70");
        var event =
                new MarkPriceUpdated(frames.symbols().getFirst(), now, price, price, new BigDecimal("0.00005301"), now);
        var origin = new Origin(event.eventId(), "mark-price-updated", "ws-ingest", now, null, null);
        return RecordCodec.encode(
                Outgoing.of(Topics.WS_EVENTS, event, origin), rig.transport().partitions());
    }

    private static int size(Encoded record) {
        byte[] value = record.value();
        int size = record.key().length() + (value == null ? 0 : value.length);
        for (var header : record.headers().entrySet()) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }

    private static String line(Encoded record, int bytes) {
        byte[] value = record.value();
        var text = new StringBuilder(value == null ? "" : new String(value, StandardCharsets.UTF_8));
        text.append(record.key());
        record.headers().forEach((name, header) -> text.append(name).append(header));
        return text.substring(0, bytes);
    }
}
