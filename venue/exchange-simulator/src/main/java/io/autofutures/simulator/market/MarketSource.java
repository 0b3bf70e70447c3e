package io.autofutures.simulator.market;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.market.live.LiveMarket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which market to simulate. */
public sealed interface MarketSource {
    /** @throws MarketFileException if a file cannot be read or is malformed */
    Market open();

    /** @param start venue time at which it begins, a whole minute; it moves no price */
    record Generated(long seed, List<Symbol> symbols, Instant start) implements MarketSource {
        static final Instant USUAL_START = Instant.parse("2026-01-05T09:00:00Z");

        /** Begins on 2026-01-05, whenever it is run. */
        public Generated(long seed, List<Symbol> symbols) {
            this(seed, symbols, USUAL_START);
        }

        /** @throws IllegalArgumentException if there is no symbol, or the start is no whole minute */
        public Generated {
            symbols = symbols.stream().distinct().sorted().toList();
            if (symbols.isEmpty()) {
                throw new IllegalArgumentException("a generated market needs at least one symbol");
            }
            if (!start.equals(start.truncatedTo(ChronoUnit.MINUTES))) {
                throw new IllegalArgumentException("a generated market begins with a minute, not at " + start);
            }
        }

        @Override
        public Market open() {
            return new GeneratedMarket(seed, symbols, start);
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

    /**
     * The present market of a venue: its public streams and public REST, for paper trading.
     *
     * @param restUrl such as {@code https://fapi.binance.com}
     * @param streamUrl such as {@code wss://fstream.binance.com}
     */
    record Live(URI restUrl, URI streamUrl, List<Symbol> symbols) implements MarketSource {
        /** @throws IllegalArgumentException if there is no symbol */
        public Live {
            symbols = symbols.stream().distinct().sorted().toList();
            if (symbols.isEmpty()) {
                throw new IllegalArgumentException("a live market needs at least one symbol");
            }
        }

        /** Waits until every symbol has a price. @throws LiveMarketException if the venue cannot be reached */
        @Override
        public Market open() {
            return LiveMarket.open(this);
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
