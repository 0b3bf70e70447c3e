package io.autofutures.launcher.replay;

import io.autofutures.launcher.CommandFailure;
import io.autofutures.launcher.InputFile;
import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.market.MarketFileException;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which recording of which symbol: the options that replay and tune share. */
final class InputArguments {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Option(names = "--symbol")
    private @Nullable String symbol;

    @Option(names = "--from")
    private @Nullable String from;

    @Option(names = "--to")
    private @Nullable String to;

    @Mixin
    private BrokerArguments broker = new BrokerArguments();

    private static final class Which {
        @Option(names = "--bars", required = true)
        private @Nullable Path bars;

        @Option(names = "--marks", required = true)
        private @Nullable Path marks;

        @Option(names = "--frames", required = true)
        private @Nullable Path frames;

        @Option(names = "--topic", required = true)
        private @Nullable String topic;

        @Option(names = "--recording", required = true)
        private @Nullable Path recording;

        @Option(names = "--archive", required = true)
        private @Nullable Path archive;
    }

    /** @throws CommandFailure if it is no symbol, or neither named nor told by the file's name, or there is no file */
    Symbol symbol() {
        Path file = file();
        Path present = file == null ? null : InputFile.existing("file", file);
        try {
            if (symbol != null) {
                return new Symbol(symbol);
            }
            if (present != null) {
                return new MarketSource.RecordedFile(present, null).symbolOrNamed();
            }
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--symbol: " + e.getMessage());
        } catch (MarketFileException e) {
            throw CommandFailure.usage("name the symbol with --symbol: " + e.getMessage());
        }
        throw CommandFailure.usage("name the symbol with --symbol");
    }

    private @Nullable Path file() {
        return which.bars != null ? which.bars : which.marks != null ? which.marks : which.frames;
    }

    /** @throws CommandFailure if it is not there */
    Input input() {
        return input(false);
    }

    /** @param settingsInForce the settings are told too, which only an archive knows */
    Input input(boolean settingsInForce) {
        if (settingsInForce && which.archive == null) {
            throw CommandFailure.usage("--settings-in-force goes with --archive, which alone knows them");
        }
        TimeRange range = TimeRange.of(from, to);
        Symbol of = symbol();
        if (which.bars != null) {
            return FileInputs.bars(which.bars).within(range);
        }
        if (which.marks != null) {
            return FileInputs.marks(which.marks).within(range);
        }
        if (which.frames != null) {
            return FileInputs.frames(which.frames, of).within(range);
        }
        if (which.recording != null) {
            return FileInputs.recording(InputFile.existing("--recording", which.recording), of)
                    .within(range);
        }
        if (which.archive != null) {
            return new ArchiveInput(which.archive, of, range, settingsInForce);
        }
        String topic = which.topic == null ? "" : which.topic;
        return new TopicInput(() -> connect(topic), topic, of, range);
    }

    private Transport connect(String topic) {
        try {
            return broker.existing(List.of(topic));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
