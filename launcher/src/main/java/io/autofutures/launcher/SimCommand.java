package io.autofutures.launcher;

import io.autofutures.launcher.demo.DataFolder;
import io.autofutures.simulator.Simulator;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.simulator.market.MarketSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "sim")
final class SimCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Mixin
    private MarketArguments market = new MarketArguments();

    @Option(names = "--port")
    private int port = 8090;

    @Option(names = "--fresh")
    private boolean fresh;

    @Option(names = "--data")
    private @Nullable Path data;

    SimCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int listen = MarketArguments.port(port);
        double speed = market.speed();
        MarketSource source = market.source();
        Path root = data == null ? Home.defaultData().resolveSibling("sim") : data;
        LogFile.use(root.resolve("sim.log"));
        try (var folder = DataFolder.open(root)) {
            folder.prepare(fresh, true);
            var options = SimulatorOptions.of(folder.venue(), source)
                    .withAddress("127.0.0.1", listen)
                    .withSpeed(speed)
                    .withExchangeInfo(market.exchangeInfo());
            try (var simulator = Simulator.start(options)) {
                run(simulator);
            }
        }
        return 0;
    }

    private void run(Simulator simulator) throws InterruptedException {
        var asked = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            asked.countDown();
            simulator.close();
            stopped.countDown();
        }));
        out.printf(
                "REST http://127.0.0.1:%d, streams ws://127.0.0.1:%d, key and secret: sim%n",
                simulator.port(), simulator.port());
        out.printf(
                "market: %s from %s UTC  (Ctrl-C stops it)%n",
                simulator.symbols().stream().map(Object::toString).collect(Collectors.joining(", ")),
                simulator.clock().instant());
        out.flush();
        simulator.begin();
        asked.await();
        stopped.await();
    }
}
