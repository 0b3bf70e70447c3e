package io.autofutures.launcher;

import io.autofutures.detection.RuleSets;
import io.autofutures.detection.replay.Replay;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.simulator.market.BarFile;
import io.autofutures.simulator.market.FrameFile;
import io.autofutures.simulator.market.MarketSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "replay")
final class ReplayCommand implements Callable<Integer> {
    private final PrintWriter standard;

    @ArgGroup(multiplicity = "1")
    private Input input = new Input();

    @Option(names = "--symbol")
    private @Nullable String symbol;

    @Option(names = "--rules")
    private String rules = RuleSets.CLASSIC.family();

    @Option(names = "--set")
    private Map<String, String> set = Map.of();

    @Option(names = "--out")
    private String file = "-";

    ReplayCommand(PrintWriter standard) {
        this.standard = standard;
    }

    private static final class Input {
        @Option(names = "--bars", required = true)
        private @Nullable Path bars;

        @Option(names = "--frames", required = true)
        private @Nullable Path frames;
    }

    @Override
    public Integer call() throws IOException {
        RuleSets chosen = chosen();
        var settings = Settings.of(set);
        if (file.equals("-")) {
            replay(settings, chosen, standard);
            standard.flush();
            return 0;
        }
        Path target = Path.of(file).toAbsolutePath();
        Path parent = target.getParent();
        if (Files.isDirectory(target) || parent == null || !Files.isDirectory(parent)) {
            throw CommandFailure.usage("--out %s: its folder does not exist, or it is a folder itself".formatted(file));
        }
        try (var out = new PrintWriter(Files.newBufferedWriter(target))) {
            replay(settings, chosen, out);
        }
        return 0;
    }

    private RuleSets chosen() {
        try {
            return RuleSets.named(rules);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--rules " + e.getMessage());
        }
    }

    private void replay(Settings settings, RuleSets chosen, PrintWriter out) {
        Path bars = input.bars;
        if (bars != null) {
            var rule = replay(settings, chosen, InputFile.existing("--bars", bars));
            for (Kline candle : BarFile.read(bars).candles()) {
                out.println(rule.candle(candle));
            }
        }
        Path frames = input.frames;
        if (frames != null) {
            var rule = replay(settings, chosen, InputFile.existing("--frames", frames));
            frames(FrameFile.read(frames), rule, out);
        }
    }

    /** Without mark prices each trade at the market stands for one. */
    private static void frames(FrameFile recorded, Replay rule, PrintWriter out) {
        boolean marks = recorded.hasMarks();
        for (FrameFile.Frame frame : recorded.frames()) {
            switch (frame) {
                case FrameFile.Frame.Marked marked -> out.println(rule.mark(marked.at(), marked.mark()));
                case FrameFile.Frame.Traded trade
                when !marks && trade.market() -> out.println(rule.mark(trade.at(), trade.price()));
                case FrameFile.Frame.Candle candle when candle.closed() -> out.println(rule.candle(candle.kline()));
                case FrameFile.Frame.Traded traded -> {}
                case FrameFile.Frame.Candle growing -> {}
                case FrameFile.Frame.Top top -> {}
            }
        }
    }

    private Replay replay(Settings settings, RuleSets chosen, Path data) {
        try {
            Symbol judged =
                    symbol != null ? new Symbol(symbol) : new MarketSource.RecordedFile(data, null).symbolOrNamed();
            return new Replay(settings, judged, chosen);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--symbol: " + e.getMessage());
        }
    }
}
