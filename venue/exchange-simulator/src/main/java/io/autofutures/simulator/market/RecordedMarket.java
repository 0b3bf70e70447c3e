package io.autofutures.simulator.market;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Recorded days played again: candle files and frame files, one symbol each. */
final class RecordedMarket implements Market {
    private static final BigDecimal MIN_NOTIONAL = new BigDecimal("5");

    private final String identity;
    private final TreeMap<Symbol, Tape> tapes;

    /** One symbol's recording. @param end its last event */
    private record Tape(
            SymbolRules rules, Instant start, Instant end, BigDecimal opening, Supplier<Iterator<MarketStep>> steps) {}

    private RecordedMarket(String identity, TreeMap<Symbol, Tape> tapes) {
        this.identity = identity;
        this.tapes = tapes;
    }

    static RecordedMarket open(List<MarketSource.RecordedFile> files) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a recorded market needs at least one file");
        }
        var tapes = new TreeMap<Symbol, Tape>();
        var identity = new ArrayList<String>();
        for (MarketSource.RecordedFile file : files) {
            Symbol symbol = file.symbolOrNamed();
            Path path = file.path();
            Tape tape = isFrames(path) ? frames(symbol, FrameFile.read(path)) : bars(symbol, BarFile.read(path));
            if (tapes.put(symbol, tape) != null) {
                throw new MarketFileException(
                        path, 0, "it is a second file of " + symbol, "give one file for each symbol");
            }
            identity.add(symbol + "=" + MarketFiles.identity(path));
        }
        return new RecordedMarket("recorded " + String.join("; ", identity), tapes);
    }

    /** Frames begin with a number and JSON, candles with a header. */
    private static boolean isFrames(Path path) {
        String first = MarketFiles.firstLine(path);
        int space = first.indexOf(' ');
        return space > 0 && first.substring(space).stripLeading().startsWith("{");
    }

    private static Tape bars(Symbol symbol, BarFile file) {
        List<BarFile.Bar> bars = file.bars();
        BigDecimal tick =
                finest(bars.stream().flatMap(bar -> Stream.of(bar.open(), bar.high(), bar.low(), bar.close())));
        BigDecimal step = finest(bars.stream().map(BarFile.Bar::volume));
        return new Tape(
                SymbolProfile.rules(symbol, tick, step, MIN_NOTIONAL),
                bars.getFirst().openAt(),
                bars.getLast().openAt().plus(file.interval()),
                bars.getFirst().open(),
                () -> new BarSteps(symbol, file, tick, step));
    }

    private static Tape frames(Symbol symbol, FrameFile file) {
        List<FrameFile.Frame> frames = file.frames();
        List<MarketStep> steps = FrameSteps.of(symbol, file);
        Stream<BigDecimal> traded = frames.stream()
                .filter(FrameFile.Frame.Traded.class::isInstance)
                .map(frame -> ((FrameFile.Frame.Traded) frame).price());
        Stream<BigDecimal> quantities = frames.stream()
                .filter(FrameFile.Frame.Traded.class::isInstance)
                .map(frame -> ((FrameFile.Frame.Traded) frame).quantity());
        boolean hasTrades = frames.stream().anyMatch(FrameFile.Frame.Traded.class::isInstance);
        BigDecimal tick = finest(hasTrades ? traded : file.marks().stream().map(PricedAt::price));
        return new Tape(
                SymbolProfile.rules(
                        symbol, tick, hasTrades ? finest(quantities) : new BigDecimal("0.001"), MIN_NOTIONAL),
                steps.getFirst().at(),
                steps.getLast().at(),
                file.marks().getFirst().price(),
                steps::iterator);
    }

    /** One unit of the last decimal in use. */
    private static BigDecimal finest(Stream<BigDecimal> values) {
        int scale = values.filter(value -> value.signum() != 0)
                .mapToInt(value -> value.stripTrailingZeros().scale())
                .max()
                .orElse(0);
        return BigDecimal.ONE.movePointLeft(Math.max(0, scale));
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public List<Symbol> symbols() {
        return List.copyOf(tapes.keySet());
    }

    @Override
    public SymbolRules rules(Symbol symbol) {
        return tape(symbol).rules();
    }

    @Override
    public Instant start() {
        return tapes.values().stream().map(Tape::start).min(Instant::compareTo).orElseThrow();
    }

    @Override
    public Optional<Instant> end() {
        return tapes.values().stream().map(Tape::end).max(Instant::compareTo);
    }

    @Override
    public BigDecimal opening(Symbol symbol) {
        return tape(symbol).opening();
    }

    @Override
    public MinuteCandles history(Symbol symbol) {
        return new MinuteCandles(
                Math.max(3, tape(symbol).rules().stepSize().stripTrailingZeros().scale()));
    }

    @Override
    public Iterator<MarketStep> steps() {
        return new MergedSteps(
                tapes.values().stream().map(tape -> tape.steps().get()).toList());
    }

    private Tape tape(Symbol symbol) {
        Tape found = tapes.get(symbol);
        if (found == null) {
            throw new IllegalArgumentException("symbol " + symbol + " is not in this recording");
        }
        return found;
    }
}
