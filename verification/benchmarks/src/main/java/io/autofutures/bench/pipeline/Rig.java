package io.autofutures.bench.pipeline;

import io.autofutures.ingest.IngestConfiguration;
import io.autofutures.launcher.broker.BrokerProcess;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.trader.TraderConfiguration;
import io.autofutures.transport.kafka.KafkaTransport;
import io.autofutures.transport.kafka.KafkaTransportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker, a venue that only carries frames, ws-ingest and, where asked for, the detector; all else is absent. */
final class Rig implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 1_000_000;

    private final Path folder;
    private final Deque<AutoCloseable> closers = new ArrayDeque<>();
    private final MarkFrames frames;
    private final FrameVenue venue;
    private final CountingTransport transport;
    private final KafkaTools tools;
    private volatile boolean resting = true;

    Rig(int symbols, boolean detector, Map<String, String> given) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("auto-futures-bench");
        Path libs = BrokerProcess.libs();
        var broker = BrokerProcess.start(libs, folder.resolve("broker"));
        closers.push(broker);
        tools = new KafkaTools(libs, broker.bootstrapServers());
        transport = new CountingTransport(
                KafkaTransport.connect(KafkaTransportOptions.of(broker.bootstrapServers(), "bench")));
        closers.push(transport);
        venue = new FrameVenue();
        closers.push(venue);
        frames = new MarkFrames(symbols, System.currentTimeMillis());
        var all = new HashMap<>(given);
        all.put("SYMBOLS", frames.symbols().stream().map(Symbol::value).collect(Collectors.joining(",")));
        var settings = Settings.of(all);
        var clock = VenueClock.of(Clock.systemUTC());
        var timers = new ClockTimers(clock);
        closers.push(timers);
        if (detector) {
            closers.push(run("trader-core", TraderConfiguration.class, clock, timers, settings));
        }
        closers.push(run("ws-ingest", IngestConfiguration.class, clock, timers, settings));
        await(() -> venue.market() != null, "ws-ingest to ask for its streams");
        Thread.ofPlatform().name("bench-heart").daemon().start(this::beat);
        long before = transport.acknowledged();
        await(() -> transport.acknowledged() >= before + 3L * symbols, "the first frames to be acknowledged");
    }

    private ConfigurableApplicationContext run(
            String name, Class<?> configuration, VenueClock clock, VenueTimers timers, Settings settings) {
        InstantSource wall = Clock.systemUTC();
        return new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(context -> {
                    var beans = context.getBeanFactory();
                    beans.registerSingleton("benchTransport", transport);
                    beans.registerSingleton("benchClock", clock);
                    beans.registerSingleton("benchTimers", timers);
                    beans.registerSingleton("benchSettings", settings);
                    beans.registerSingleton("benchActivity", new Activity());
                    beans.registerSingleton("benchWall", wall);
                })
                .run(
                        "--spring.config.name=" + name,
                        "--spring.application.name=" + name,
                        "--autofutures.instance=" + name,
                        "--autofutures.venue.rest-url=" + venue.address("http"),
                        "--autofutures.venue.stream-url=" + venue.address("ws"),
                        "--ROLES=detector",
                        "--MODE=sim");
    }

    /** A mark a second of every symbol while nothing is measured, as the venue sends: silence would be taken for death. */
    private void beat() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(1_000);
                if (resting) {
                    send(prepare(frames.symbols().size(), System.currentTimeMillis()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            if (!closers.isEmpty()) {
                throw new IllegalStateException("the market connection broke", e);
            }
        }
    }

    /** @return that many frames, ready to be sent in one piece */
    byte[] prepare(int count, long atMillis) {
        var out = new java.io.ByteArrayOutputStream(count * 300);
        for (int i = 0; i < count; i++) {
            out.writeBytes(frames.next(atMillis).onTheWire());
        }
        return out.toByteArray();
    }

    void send(byte[] prepared) throws IOException {
        FrameVenue.MarketSocket market = venue.market();
        if (market == null) {
            throw new IOException("no market connection");
        }
        market.send(prepared);
    }

    /** Nothing is sent but what the caller sends until {@link #rest}; what was under way has arrived. */
    void measure() throws InterruptedException {
        resting = false;
        long seen;
        do {
            seen = transport.acknowledged();
            TimeUnit.MILLISECONDS.sleep(300);
        } while (transport.acknowledged() != seen);
    }

    void rest() {
        resting = true;
    }

    interface Condition {
        boolean holds();
    }

    static void await(Condition condition, String what) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + START + " for " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    MarkFrames frames() {
        return frames;
    }

    CountingTransport transport() {
        return transport;
    }

    KafkaTools tools() {
        return tools;
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws Exception {
        resting = false;
        List<AutoCloseable> all = new ArrayList<>(closers);
        closers.clear();
        for (AutoCloseable closer : all) {
            closer.close();
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
