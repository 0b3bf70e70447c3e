package io.autofutures.simulator.market;

import io.autofutures.model.market.Symbol;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which market to simulate. */
public sealed interface MarketSource {
    /** @throws MarketFileException if a file cannot be read or is malformed */
    Market open();

    record Generated(long seed, List<Symbol> symbols) implements MarketSource {
        /** @throws IllegalArgumentException if there is no symbol */
        public Generated {
            symbols = symbols.stream().distinct().sorted().toList();
            if (symbols.isEmpty()) {
                throw new IllegalArgumentException("a generated market needs at least one symbol");
            }
        }

        @Override
        public Market open() {
            return new GeneratedMarket(seed, symbols);
        }
    }

    record Recorded(List<RecordedFile> files) implements MarketSource {
        public Recorded {
            files = List.copyOf(files);
        }

        /** Symbols from the file names. */
        public static Recorded of(Path... files) {
            return new Recorded(java.util.Arrays.stream(files)
                    .map(file -> new RecordedFile(file, null))
                    .toList());
        }

        @Override
        public Market open() {
            return RecordedMarket.open(files);
        }
    }

    /** @param symbol absent: the file name up to its first {@code _} */
    record RecordedFile(Path path, @Nullable Symbol symbol) {
        /** @throws MarketFileException if the name holds no symbol */
        public Symbol symbolOrNamed() {
            if (symbol != null) {
                return symbol;
            }
            String name = path.getFileName().toString();
            int end = name.indexOf('_');
            if (end <= 0) {
                throw new MarketFileException(
                        path,
                        0,
                        "its name does not begin with a symbol and '_'",
                        "name it like BTCUSDT_1m.csv, or name the symbol");
            }
            return new Symbol(name.substring(0, end));
        }
    }
}
