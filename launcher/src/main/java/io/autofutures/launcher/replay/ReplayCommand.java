package io.autofutures.launcher.replay;

import io.autofutures.detection.RuleSets;
import io.autofutures.detection.replay.Judged;
import io.autofutures.detection.replay.Replay;
import io.autofutures.detection.replay.Summary;
import io.autofutures.detection.replay.TriggerGrades;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lines go to standard output or a file, the summary to standard error. */
@Command(name = "replay")
public final class ReplayCommand implements Callable<Integer> {
    private final PrintWriter out;
    private final PrintWriter err;

    @Mixin
    private InputArguments input = new InputArguments();

    @Option(names = "--rules")
    private String rules = RuleSets.CLASSIC.family();

    @Option(names = "--set")
    private Map<String, String> set = Map.of();

    @Option(names = "--cooldown")
    private boolean cooldown;

    @Option(names = "--settings-in-force")
    private boolean settingsInForce;

    @Option(names = "--out")
    private String file = "-";

    @Option(names = "--json")
    private boolean json;

    public ReplayCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        RuleSets chosen = RuleArguments.named(rules);
        Symbol symbol = input.symbol();
        var replay = new Replay(Settings.of(set), symbol, chosen, cooldown);
        Input recording = input.input(settingsInForce);
        var summary = new Summary();
        var grades = new TriggerGrades(symbol, chosen.ruleSet());
        Consumer<Judged> counted = judged -> {
            summary.add(judged);
            grades.on(judged);
        };
        if (file.equals("-")) {
            read(recording, replay, grades, counted.andThen(judged -> out.println(judged.line(symbol))), !onScreen());
            out.flush();
        } else {
            try (var lines = LineFile.create(file)) {
                read(recording, replay, grades, counted.andThen(judged -> lines.line(judged.line(symbol))), true);
                lines.whole();
            }
        }
        tell(new SummaryText(symbol, chosen.ruleSet(), summary, grades.horizons()));
        return 0;
    }

    /** Standard output is a terminal: what is drawn there and the lines would get in each other's way. */
    private static boolean onScreen() {
        return System.console() != null && System.console().isTerminal();
    }

    private void read(Input recording, Replay replay, TriggerGrades grades, Consumer<Judged> each, boolean errIsFree)
            throws IOException {
        try (var progress = new ProgressBar(err, errIsFree && ProgressBar.onTerminal())) {
            recording.read(
                    event -> {
                        grades.on(event);
                        replay.on(event, each);
                    },
                    progress);
        }
    }

    private void tell(SummaryText summary) {
        if (!json) {
            err.print(summary.table());
            err.flush();
            return;
        }
        PrintWriter to = file.equals("-") ? err : out;
        to.println(summary.json());
        to.flush();
    }
}
