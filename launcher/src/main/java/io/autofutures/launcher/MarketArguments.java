package io.autofutures.launcher;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.simulator.venue.Instruments;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which market, how fast: the options that the demo and the simulator share. */
final class MarketArguments {
    private static final String GENERATED = "generated";
    private static final String LIVE = "live";
    private static final URI LIVE_REST = URI.create("https://fapi.binance.com");
    private static final URI LIVE_STREAMS = URI.create("wss://fstream.binance.com");

    @Option(names = "--market", arity = "1..*")
    private List<String> market = List.of(GENERATED);

    @Option(names = "--speed")
    private double speed = 1;

    @Option(names = "--seed")
    private @Nullable Long seed;

    @Option(names = "--symbols", split = ",")
    private List<String> symbols = List.of();

    @Option(names = "--exchange-info")
    private @Nullable Path exchangeInfo;

    /** @throws CommandFailure if it is not positive or beyond what the simulator does */
    double speed() {
        if (!(speed > 0) || speed > 100_000) {
            throw CommandFailure.usage("--speed must be above 0 and at most 100000, was " + speed);
        }
        return speed;
    }

    /** The recorded files, empty for the generated market. */
    List<Path> files() {
        return market.equals(List.of(GENERATED)) || live()
                ? List.of()
                : market.stream().map(Path::of).toList();
    }

    /** The market of a running venue is followed. */
    boolean live() {
        return market.size() == 1
                && (market.getFirst().equals(LIVE) || market.getFirst().startsWith(LIVE + ":"));
    }

    /** Reads {@code SYMBOLS} out of the settings when {@code --symbols} does not name them; patterns name none. */
    void symbolsFrom(Map<String, String> settings) {
        String given = settings.getOrDefault("SYMBOLS", settings.get("SYMBOL"));
        if (given != null && symbols.isEmpty()) {
            symbols = Settings.of(Map.of("SYMBOLS", given)).symbols().stream()
                    .map(Symbol::value)
                    .toList();
        }
    }

    /**
     * The market, opened once to see that it can be.
     *
     * @throws CommandFailure if a file is missing, or the symbols do not fit the files
     * @throws io.autofutures.simulator.market.MarketFileException if a file is malformed
     */
    MarketSource source() {
        if (live()) {
            return followed(); // reaching for it now would reach for it twice
        }
        MarketSource source = files().isEmpty() ? generated() : recorded();
        Path info = exchangeInfo();
        Instruments.of(source.open(), info);
        return source;
    }

    private MarketSource generated() {
        return new MarketSource.Generated(seed == null ? 1 : seed, named());
    }

    private List<Symbol> named() {
        List<String> named = symbols.isEmpty() ? SettingCatalog.SYMBOLS.defaultValue() : symbols;
        return named.stream().map(MarketArguments::symbol).toList();
    }

    private MarketSource followed() {
        if (seed != null || speed != 1) {
            throw CommandFailure.usage("a live market has no --seed and flows at --speed 1: leave them out");
        }
        String named = market.getFirst();
        if (named.equals(LIVE)) {
            return new MarketSource.Live(LIVE_REST, LIVE_STREAMS, named());
        }
        String url = named.substring(LIVE.length() + 1);
        if (!url.matches("https?://[^/\\s]+/?")) {
            throw CommandFailure.usage(
                    "--market %s: name scheme, host and port, as in live:http://127.0.0.1:18080".formatted(named));
        }
        String base = url.replaceAll("/$", "");
        try {
            return new MarketSource.Live(URI.create(base), URI.create(base.replaceFirst("^http", "ws")), named());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--market %s: %s".formatted(named, e.getMessage()));
        }
    }

    private MarketSource recorded() {
        if (seed != null) {
            throw CommandFailure.usage("--seed goes with --market generated: leave one of them out");
        }
        List<Path> files = files();
        if (!symbols.isEmpty() && symbols.size() != files.size()) {
            throw CommandFailure.usage("--symbols names %d symbols for %d files: name one a file, in their order"
                    .formatted(symbols.size(), files.size()));
        }
        var recorded = new ArrayList<MarketSource.RecordedFile>();
        for (int i = 0; i < files.size(); i++) {
            Path file = InputFile.existing("--market", files.get(i));
            recorded.add(new MarketSource.RecordedFile(file, symbols.isEmpty() ? null : symbol(symbols.get(i))));
        }
        return new MarketSource.Recorded(recorded);
    }

    @Nullable
    Path exchangeInfo() {
        return exchangeInfo == null ? null : InputFile.existing("--exchange-info", exchangeInfo);
    }

    private static Symbol symbol(String text) {
        try {
            return new Symbol(text.strip());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--symbols: " + e.getMessage());
        }
    }

    /** @throws CommandFailure if it is no port */
    static int port(int port) {
        if (port < 0 || port > 65_535) {
            throw CommandFailure.usage("--port must be 0 to 65535, was " + port);
        }
        return port;
    }
}
