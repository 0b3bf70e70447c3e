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
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker, a venue that only carries frames, ws-ingest and, where asked for, the detector beside it; all else is absent. */
final class Rig implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 1_000_000;

    private final Path folder;
    private final Deque<AutoCloseable> closers = new ArrayDeque<>();
    private final FrameVenue venue;
    private final String brokers;
    private final CountingTransport transport;
    private final KafkaTools tools;

    Rig(List<Symbol> symbols, boolean detector, Map<String, String> given) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("auto-futures-bench");
        Path libs = BrokerProcess.libs();
        var broker = BrokerProcess.start(libs, folder.resolve("broker"));
        closers.push(broker);
        brokers = broker.bootstrapServers();
        tools = new KafkaTools(libs, brokers);
        transport = new CountingTransport(KafkaTransport.connect(KafkaTransportOptions.of(brokers, "bench")));
        closers.push(transport);
        venue = new FrameVenue();
        closers.push(venue);
        var all = new HashMap<>(given);
        all.put("SYMBOLS", symbols.stream().map(Symbol::value).collect(Collectors.joining(",")));
        var settings = Settings.of(all);
        var clock = VenueClock.of(Clock.systemUTC());
        var timers = new ClockTimers(clock);
        closers.push(timers);
        if (detector) {
            closers.push(run("trader-core", TraderConfiguration.class, clock, timers, settings));
        }
        closers.push(run("ws-ingest", IngestConfiguration.class, clock, timers, settings));
        await(() -> venue.listened() == 2L * symbols.size(), "ws-ingest to ask for its streams");
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

    FrameVenue venue() {
        return venue;
    }

    String brokers() {
        return brokers;
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
