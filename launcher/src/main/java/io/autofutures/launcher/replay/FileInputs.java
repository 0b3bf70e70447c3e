package io.autofutures.launcher.replay;

import io.autofutures.detection.replay.Recorded;
import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.market.BarFile;
import io.autofutures.simulator.market.FrameFile;
import io.autofutures.simulator.market.MarkFile;
import java.nio.file.Path;

/** Files of market data. */
final class FileInputs {
    private FileInputs() {}

    static Input bars(Path file) {
        return (each, progress) -> BarFile.each(file, (candle, line, lines) -> {
            each.accept(new Recorded.Candle(candle));
            progress.at((double) line / lines);
        });
    }

    static Input marks(Path file) {
        return (each, progress) -> MarkFile.each(file, (mark, line, lines) -> {
            each.accept(new Recorded.Mark(mark.at(), mark.price()));
            progress.at((double) line / lines);
        });
    }

    /** Without mark prices each trade at the market stands for one. */
    static Input frames(Path file, Symbol symbol) {
        return (each, progress) -> FrameFile.eachJudged(file, symbol, (frame, line, lines) -> {
            each.accept(recorded(frame));
            progress.at((double) line / lines);
        });
    }

    private static Recorded recorded(FrameFile.Frame frame) {
        return switch (frame) {
            case FrameFile.Frame.Marked marked -> new Recorded.Mark(marked.at(), marked.mark());
            case FrameFile.Frame.Traded trade -> new Recorded.Mark(trade.at(), trade.price());
            case FrameFile.Frame.Candle candle -> new Recorded.Candle(candle.kline());
            case FrameFile.Frame.Top top -> throw new IllegalStateException("no rule judges " + top);
        };
    }
}
