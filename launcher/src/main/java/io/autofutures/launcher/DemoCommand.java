package io.autofutures.launcher;

import io.autofutures.launcher.demo.DemoOptions;
import io.autofutures.launcher.demo.RunningDemo;
import io.autofutures.model.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private MarketArguments market = new MarketArguments();

    @Option(names = "--set")
    private Map<String, String> set = Map.of();

    @Option(names = "--lockstep")
    private boolean lockstep;

    @Option(names = "--port")
    private @Nullable Integer port;

    @Option(names = "--fresh")
    private boolean fresh;

    @Option(names = "--data")
    private @Nullable Path data;

    DemoCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        DemoOptions options = options();
        LogFile.use(options.data().resolve("demo.log"));
        return RunningDemo.run(options, err);
    }

    private DemoOptions options() {
        if (market.live()) {
            throw CommandFailure.usage("--market live goes with sim: ./auto-futures sim --help");
        }
        var settings = new TreeMap<>(set);
        boolean durable = durable(settings.remove("TRANSPORT"));
        market.symbolsFrom(settings);
        var checked = Settings.of(settings);
        int page = port == null ? DemoOptions.PORT : MarketArguments.port(port);
        boolean color = System.console() != null && System.console().isTerminal() && System.getenv("NO_COLOR") == null;
        return new DemoOptions(
                data == null ? defaultData() : data,
                fresh,
                market.source(),
                market.speed(),
                checked,
                market.exchangeInfo(),
                lockstep,
                durable,
                page,
                port == null,
                out,
                color);
    }

    /** Each recording has a folder of its own, so that one run does not stand in the way of another. */
    private Path defaultData() {
        List<Path> files = market.files();
        if (files.isEmpty()) {
            return Home.defaultData();
        }
        String stem = files.getFirst().getFileName().toString().replaceFirst("\\..*", "");
        return Home.defaultData().resolveSibling("demo-" + stem);
    }

    private static boolean durable(@Nullable String transport) {
        return switch (transport == null ? "kafka" : transport.toLowerCase(Locale.ROOT)) {
            case "kafka" -> true;
            case "memory" -> false;
            default -> throw CommandFailure.usage("--set TRANSPORT must be kafka or memory, was " + transport);
        };
    }
}
