package io.autofutures.launcher.demo;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.broker.BrokerProcess;
import io.autofutures.launcher.lockstep.Lockstep;
import io.autofutures.launcher.lockstep.LockstepTimers;
import io.autofutures.launcher.lockstep.MarketRelease;
import io.autofutures.launcher.lockstep.Stillness;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.model.topic.Topics;
import io.autofutures.simulator.MarketSteps;
import io.autofutures.simulator.Simulator;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.transport.Transport;
import io.autofutures.transport.kafka.KafkaTransport;
import io.autofutures.transport.kafka.KafkaTransportOptions;
import io.autofutures.transport.memory.MemoryTransport;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything at once: a broker as a child process and, in this one, the simulated exchange, the four services and the
 * page. What is kept lies in one folder; a second start on it goes on where the first one stopped.
 */
public final class Demo implements AutoCloseable {
    private static final long READY_MILLIS = 40_000;
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Closers closers;
    private final Simulator simulator;
    private final Transport transport;
    private final @Nullable BrokerProcess broker;
    private final @Nullable Lockstep lockstep;
    private final int port;
    private final Instant startedAt;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private Demo(
            Closers closers,
            Simulator simulator,
            Transport transport,
            @Nullable BrokerProcess broker,
            @Nullable Lockstep lockstep,
            int port,
            Instant startedAt) {
        this.startedAt = startedAt;
        this.closers = closers;
        this.simulator = simulator;
        this.transport = transport;
        this.broker = broker;
        this.lockstep = lockstep;
        this.port = port;
        if (broker != null) {
            broker.handle()
                    .onExit()
                    .thenRun(
                            () -> end.completeExceptionally(
                                    CommandFailure.unreachable(
                                            "the broker ended by itself: its log is in the data folder; start again to go on from there")));
        }
    }

    /** Without the broker nobody trades, so the market must not go on either. */
    private void brokerEnded() {
        simulator.pause();
        end.completeExceptionally(CommandFailure.unreachable(
                "the broker ended by itself: its log is in the data folder; start again to go on from there"));
    }

    /**
     * Returns when the page answers and the market flows.
     *
     * @throws CommandFailure if an input is wrong or something does not start; nothing of it stays running
     */
    public static Demo start(DemoOptions options) throws IOException, InterruptedException {
        return start(options, new Closers());
    }

    /** @param closers may be closed from another thread while this one still starts */
    static Demo start(DemoOptions options, Closers closers) throws IOException, InterruptedException {
        try {
            return new Start(options, closers).run();
        } catch (IOException | InterruptedException | RuntimeException e) {
            closers.close();
            throw e;
        }
    }

    /** One start, step by step; what was started is in the closers. */
    private record Start(DemoOptions options, Closers closers) {
        Demo run() throws IOException, InterruptedException {
            int port = Ports.page(options);
            var folder = closers.add("data folder", DataFolder.open(options.data()));
            BrokerProcess.awaitLeftOver(folder.broker());
            folder.prepare(options.fresh(), options.durable());
            var activity = new Activity();
            Simulator simulator = closers.add("exchange", Simulator.start(simulated(folder, activity)));
            BrokerProcess broker = options.durable() ? startBroker(folder) : null;
            InstantSource wall = DemoConfiguration.wall();
            Transport transport = closers.add("transport", connect(broker, wall));
            transport.declare(Topics.all());
            LockstepTimers stepped = options.lockstep() ? new LockstepTimers(activity) : null;
            VenueTimers timers = stepped == null ? timers(simulator.clock()) : stepped;
            closers.add("narrator", transport.broadcast(new Narrator(options.out(), options.color()).broadcast()));
            var readiness = new Readiness(Set.of("trader-core", "order-tracker", "status-api"));
            var hearing = closers.add("readiness", transport.broadcast(readiness.broadcast()));
            var shared = new Services.Shared(transport, simulator.clock(), timers, settings(simulator), activity, wall);
            Services services = closers.add("services", Services.start(shared, arguments(folder, simulator), port));
            awaitReady(readiness, services);
            hearing.close();
            Instant startedAt = simulator.clock().instant();
            Lockstep lockstep = null;
            if (stepped == null) {
                closers.add("market", simulator::pause);
                simulator.begin();
            } else {
                lockstep = closers.add(
                        "lockstep",
                        new Lockstep(release(simulator), stepped, new Stillness(activity, transport.progress())));
                lockstep.begin();
            }
            return new Demo(closers, simulator, transport, broker, lockstep, services.port(), startedAt);
        }

        private SimulatorOptions simulated(DataFolder folder, Activity activity) {
            SimulatorOptions simulated = SimulatorOptions.of(folder.venue(), options.market())
                    .withSpeed(options.speed())
                    .withExchangeInfo(options.exchangeInfo());
            return options.lockstep() ? simulated.withLockstep(activity) : simulated;
        }

        private BrokerProcess startBroker(DataFolder folder) throws IOException, InterruptedException {
            return closers.add("broker", BrokerProcess.start(BrokerProcess.libs(), folder.broker()));
        }

        private static Transport connect(@Nullable BrokerProcess broker, InstantSource wall) {
            return broker == null
                    ? new MemoryTransport(wall)
                    : KafkaTransport.connect(KafkaTransportOptions.of(broker.bootstrapServers(), "demo"));
        }

        private VenueTimers timers(VenueClock clock) {
            return closers.add("timers", new ClockTimers(clock));
        }

        private Settings settings(Simulator simulator) {
            Map<String, String> given = options.settings().given();
            given.put(
                    "SYMBOLS",
                    simulator.symbols().stream().map(Object::toString).collect(Collectors.joining(",")));
            return Settings.of(given);
        }

        private static List<String> arguments(DataFolder folder, Simulator simulator) {
            return List.of(
                    "--MODE=sim",
                    "--autofutures.data-dir=" + folder.root().toAbsolutePath(),
                    "--autofutures.venue.rest-url=http://127.0.0.1:" + simulator.port(),
                    "--autofutures.venue.stream-url=ws://127.0.0.1:" + simulator.port());
        }

        private static MarketRelease release(Simulator simulator) {
            MarketSteps steps = simulator.steps();
            return new MarketRelease() {
                @Override
                public Optional<Instant> next() {
                    return steps.next();
                }

                @Override
                public void release() {
                    steps.release();
                }

                @Override
                public void moveTo(Instant instant) {
                    simulator.advanceTo(instant);
                }
            };
        }

        private static void awaitReady(Readiness readiness, Services services) throws InterruptedException {
            Set<String> missing = readiness.await(READY_MILLIS);
            if (!missing.isEmpty()) {
                throw CommandFailure.failed("%s not ready after %d s: demo.log in the data folder says why"
                        .formatted(String.join(", ", missing), READY_MILLIS / 1_000));
            }
            for (long waited = 0; !services.connected(); waited += LOOK_AGAIN_MILLIS) {
                if (waited > READY_MILLIS) {
                    throw CommandFailure.unreachable(
                            "ws-ingest did not reach the simulated exchange: demo.log in the data folder says why");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
        }
    }

    /** Where the page is. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** In the words of the venue, sorted. */
    public List<String> symbols() {
        return simulator.symbols().stream().map(Object::toString).toList();
    }

    /** Venue time at which this start went on. */
    public Instant startedAt() {
        return startedAt;
    }

    public Transport transport() {
        return transport;
    }

    /** Venue time. */
    public VenueClock clock() {
        return simulator.clock();
    }

    /** The child process, absent without a broker. */
    public Optional<ProcessHandle> broker() {
        return Optional.ofNullable(broker).map(BrokerProcess::handle);
    }

    /** The recording has come to its end; under lockstep, and all that came of it is at rest. */
    public boolean marketEnded() {
        return lockstep == null ? simulator.ended() : lockstep.ended().isDone();
    }

    /** Completes at the end of the recording with all at rest; exceptionally when a release failed. */
    public CompletableFuture<Void> lockstepEnded() {
        return lockstep == null
                ? CompletableFuture.failedFuture(new IllegalStateException("not in lockstep"))
                : lockstep.ended();
    }

    /** Completes when it is closed; exceptionally, with a {@link CommandFailure}, when it cannot go on. */
    public CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void close() {
        end.complete(null);
        closers.close();
    }
}
