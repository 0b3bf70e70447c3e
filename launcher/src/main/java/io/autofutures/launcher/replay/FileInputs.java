package io.autofutures.launcher.replay;

import io.autofutures.detection.replay.Recorded;
import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.InputFile;
import io.autofutures.launcher.record.RecordedLine;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.topic.Topics;
import io.autofutures.simulator.market.BarFile;
import io.autofutures.simulator.market.FrameFile;
import io.autofutures.simulator.market.MarkFile;
import java.io.BufferedReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

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

    /** What {@code record} wrote: the market events of the symbol, as the topic held them. */
    static Input recording(Path file, Symbol symbol) {
        return (each, progress) -> {
            try (BufferedReader lines = InputFile.open(file.toString())) {
                long number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    MarketEvent event = marketEvent(file, ++number, line);
                    if (event != null && event.symbol().equals(symbol)) {
                        each.accept(new Recorded.Published(event));
                        progress.at(Double.NaN);
                    }
                }
            }
        };
    }

    /** @return null for a record of another topic */
    private static @Nullable MarketEvent marketEvent(Path file, long number, String line) {
        try {
            RecordedLine recorded = RecordedLine.parse(line);
            return recorded.topic() == null || recorded.topic().equals(Topics.WS_EVENTS.name())
                    ? Json.mapper().treeToValue(recorded.value(), MarketEvent.class)
                    : null;
        } catch (IllegalArgumentException | JacksonException e) {
            throw CommandFailure.failed(
                    "%s, line %d: %s; give what ./auto-futures record wrote".formatted(file, number, e.getMessage()));
        }
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
