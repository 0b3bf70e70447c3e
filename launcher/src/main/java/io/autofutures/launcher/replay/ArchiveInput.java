package io.autofutures.launcher.replay;

import io.autofutures.detection.replay.Recorded;
import io.autofutures.launcher.CommandFailure;
import io.autofutures.model.market.Symbol;
import io.autofutures.status.recorder.ArchiveFolder;
import io.autofutures.status.recorder.Archived;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the recorder kept of a symbol. */
final class ArchiveInput implements Input {
    private final Path folder;
    private final Symbol symbol;
    private final TimeRange range;
    private final boolean settingsInForce;

    /** @param settingsInForce tells the settings too @throws CommandFailure if there is no such archive */
    ArchiveInput(Path folder, Symbol symbol, TimeRange range, boolean settingsInForce) {
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.usage(
                    "--archive %s is no folder: the demo's is .auto-futures/demo/archive".formatted(folder));
        }
        this.folder = folder;
        this.symbol = symbol;
        this.range = range;
        this.settingsInForce = settingsInForce;
    }

    @Override
    public void read(Consumer<Recorded> each, Progress progress) throws IOException {
        var archive = new ArchiveFolder(folder);
        List<Symbol> known = archive.symbols();
        if (!known.contains(symbol)) {
            throw CommandFailure.usage("--archive %s has nothing of %s, but of: %s"
                    .formatted(folder, symbol, known.stream().map(Symbol::value).collect(Collectors.joining(", "))));
        }
        archive.read(symbol, range.from(), range.to(), archived -> {
            switch (archived) {
                case Archived.Happened(var event) -> each.accept(new Recorded.Published(event));
                case Archived.SettingsTaken(var taken) -> {
                    if (settingsInForce) {
                        each.accept(new Recorded.SettingsTaken(taken.occurredAt(), taken.settings()));
                    }
                }
            }
            progress.at(Double.NaN);
        });
    }
}
