package io.autofutures.launcher;

import io.autofutures.launcher.demo.DataFolder;
import io.autofutures.simulator.Simulator;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.simulator.fault.FaultPlan;
import io.autofutures.simulator.market.MarketSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The simulated exchange alone, until Ctrl-C. */
@Command(name = "sim")
final class SimCommand implements Callable<Integer> {
    private static final String CHAOS = "chaos:";

    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private MarketArguments market = new MarketArguments();

    @Option(names = "--port")
    private int port = 8090;

    @Option(names = "--faults")
    private @Nullable String faults;

    @Option(names = "--brackets")
    private @Nullable Path brackets;

    @Option(names = "--fresh")
    private boolean fresh;

    @Option(names = "--data")
    private @Nullable Path data;

    @Option(names = "--json")
    private boolean json;

    SimCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int listen = MarketArguments.port(port);
        double speed = market.speed();
        FaultPlan plan = plan(faults);
        Path root = data == null ? Home.defaultData().resolveSibling("sim") : data;
        err.printf("starting the simulated exchange (data: %s)%n", root);
        err.flush();
        MarketSource source = market.source();
        LogFile.use(root.resolve("sim.log"));
        try (var folder = DataFolder.open(root)) {
            folder.prepare(fresh, true);
            InstantSource wall = SimConfiguration.wall();
            boolean atWallTime = source instanceof MarketSource.Generated && speed == 1;
            MarketSource played = source instanceof MarketSource.Generated generated && atWallTime
                    ? MarketStart.of(generated, root, fresh, wall.instant())
                    : source;
            var options = SimulatorOptions.of(folder.venue(), played)
                    .withAddress("127.0.0.1", listen)
                    .withSpeed(speed)
                    .withExchangeInfo(market.exchangeInfo())
                    .withBrackets(brackets == null ? null : InputFile.existing("--brackets", brackets))
                    .withFaults(plan);
            try (var simulator = Simulator.start(options)) {
                run(simulator, new SimAnnouncement(simulator, options), atWallTime ? wall : null);
            }
        }
        return 0;
    }

    /** @throws CommandFailure if the file is missing, or the seed no number */
    private static FaultPlan plan(@Nullable String faults) {
        if (faults == null) {
            return FaultPlan.none();
        }
        if (!faults.startsWith(CHAOS)) {
            return FaultPlan.read(InputFile.existing("--faults", Path.of(faults)));
        }
        try {
            return FaultPlan.chaos(Long.parseLong(faults.substring(CHAOS.length())));
        } catch (NumberFormatException e) {
            throw CommandFailure.usage("--faults %s: the seed must be a whole number, as in chaos:7".formatted(faults));
        }
    }

    private void run(Simulator simulator, SimAnnouncement announcement, @Nullable InstantSource wall)
            throws InterruptedException {
        var asked = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            asked.countDown();
            simulator.close();
            stopped.countDown();
        }));
        out.print(json ? announcement.json() : announcement.text());
        out.flush();
        if (wall == null) {
            simulator.begin();
        } else {
            simulator.beginAt(wall.instant());
        }
        asked.await();
        stopped.await();
    }
}
