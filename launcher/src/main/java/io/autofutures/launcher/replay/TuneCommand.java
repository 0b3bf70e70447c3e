package io.autofutures.launcher.replay;

import io.autofutures.detection.RuleSets;
import io.autofutures.detection.replay.tune.Trial;
import io.autofutures.detection.replay.tune.TuneOptions;
import io.autofutures.launcher.CommandFailure;
import io.autofutures.model.market.Symbol;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One row for each combination of a grid of settings, and how rare the observed values are. */
@Command(name = "tune")
public final class TuneCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private InputArguments input = new InputArguments();

    @Option(names = "--rules")
    private String rules = RuleSets.CLASSIC.family();

    @Option(names = "--set")
    private Map<String, String> set = Map.of();

    @Option(names = "--grid")
    private List<String> grid = List.of();

    @Option(names = "--cooldown")
    private boolean cooldown;

    @Option(names = "--fee")
    private BigDecimal fee = TuneOptions.DEFAULTS.feePct();

    @Option(names = "--slippage")
    private BigDecimal slippage = TuneOptions.DEFAULTS.slippagePct();

    @Option(names = "--within")
    private long withinMinutes = TuneOptions.DEFAULTS.within().toMinutes();

    @Option(names = "--burst")
    private BigDecimal burst = TuneOptions.DEFAULTS.burstPct();

    @Option(names = "--burst-window")
    private long burstWindowSeconds = TuneOptions.DEFAULTS.burstWindow().toSeconds();

    @Option(names = "--threads")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json")
    private boolean json;

    public TuneCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        RuleSets chosen = RuleArguments.named(rules);
        TuneOptions options = options();
        Symbol symbol = input.symbol();
        Grid combinations = Grid.of(grid, set);
        var trials = new ArrayList<Trial>();
        for (Map<String, String> combination : combinations.combinations()) {
            trials.add(new Trial(Grid.settings(set, combination), symbol, chosen, cooldown, options, trials.isEmpty()));
        }
        try (var progress = new ProgressBar(err, ProgressBar.onTerminal())) {
            new Trials(trials, threads).on(input.input(), progress);
        }
        var rows = new ArrayList<TuneReport.Row>();
        for (int index = 0; index < trials.size(); index++) {
            rows.add(new TuneReport.Row(
                    combinations.combinations().get(index), trials.get(index).result()));
        }
        Trial first = trials.getFirst();
        var report = new TuneReport(symbol, chosen.ruleSet(), options, first.summary(), first.observed(), rows);
        out.print(json ? report.json() + System.lineSeparator() : report.text(combinations.names()));
        out.flush();
        return 0;
    }

    private TuneOptions options() {
        if (threads < 1) {
            throw CommandFailure.usage("--threads must be 1 or more, was " + threads);
        }
        try {
            return new TuneOptions(
                    fee, slippage, Duration.ofMinutes(withinMinutes), burst, Duration.ofSeconds(burstWindowSeconds));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }
}
