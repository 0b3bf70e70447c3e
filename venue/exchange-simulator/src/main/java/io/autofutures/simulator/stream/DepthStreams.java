package io.autofutures.simulator.stream;

import io.autofutures.simulator.board.BookSides;
import io.autofutures.simulator.board.BookSides.Rung;
import io.autofutures.simulator.board.SymbolBoard;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The depth streams of one symbol: changes, or the best levels, at most so often. The ids chain: {@code pu} of an event
 * is {@code u} of the one before, and a snapshot's {@code lastUpdateId} is the {@code u} of the newest change.
 */
final class DepthStreams {
    private static final long USUAL_MS = 250;
    private static final long NEVER = Long.MIN_VALUE;

    private final StreamHub hub;
    private final List<Stream> streams = new ArrayList<>();
    private final Map<String, Sent> sent = new HashMap<>();
    private Sent before = new Sent(new BookSides(List.of(), List.of()), 0, NEVER);

    /** @param levels 0 for changes */
    private record Stream(String name, int levels, long everyMs) {}

    /** What the listeners of a stream were told last. */
    private record Sent(BookSides sides, long updateId, long atMs) {}

    DepthStreams(StreamHub hub, String lower) {
        this.hub = hub;
        for (int levels : new int[] {0, 5, 10, 20}) {
            String name = lower + "@depth" + (levels == 0 ? "" : Integer.toString(levels));
            streams.add(new Stream(name, levels, USUAL_MS));
            for (long every : new long[] {0, 100, 250, 500}) {
                streams.add(new Stream(name + "@" + every + "ms", levels, every));
            }
        }
    }

    boolean wanted() {
        for (Stream stream : streams) {
            if (hub.wanted(stream.name())) {
                return true;
            }
        }
        sent.clear();
        return false;
    }

    /** The book before a change, for those who have just come. */
    void watch(BookSides sides, long updateId) {
        before = new Sent(sides, updateId, NEVER);
    }

    /** @param now the book as it is */
    void tell(SymbolBoard board, Instant at, BookSides now) {
        for (Stream stream : streams) {
            if (!hub.wanted(stream.name())) {
                sent.remove(stream.name());
                continue;
            }
            Sent last = sent.computeIfAbsent(stream.name(), name -> before);
            if (last.atMs() != NEVER && at.toEpochMilli() - last.atMs() < stream.everyMs()) {
                continue;
            }
            long updateId = board.updateId();
            BookSides told = stream.levels() == 0 ? changes(last.sides(), now) : now.top(stream.levels());
            hub.send(
                    stream.name(), () -> Frames.depth(board, at, told, last.updateId() + 1, updateId, last.updateId()));
            sent.put(stream.name(), new Sent(now, updateId, at.toEpochMilli()));
        }
    }

    static BookSides changes(BookSides before, BookSides now) {
        return new BookSides(changes(before.bids(), now.bids()).reversed(), changes(before.asks(), now.asks()));
    }

    /** By rising price; what is gone has quantity zero. */
    private static List<Rung> changes(List<Rung> before, List<Rung> now) {
        var changed = new TreeMap<BigDecimal, BigDecimal>();
        before.forEach(rung -> changed.put(rung.price(), BigDecimal.ZERO));
        var known = new HashMap<BigDecimal, BigDecimal>();
        before.forEach(rung -> known.put(rung.price().stripTrailingZeros(), rung.quantity()));
        for (Rung rung : now) {
            BigDecimal quantity = known.get(rung.price().stripTrailingZeros());
            if (quantity != null && quantity.compareTo(rung.quantity()) == 0) {
                changed.remove(rung.price());
            } else {
                changed.put(rung.price(), rung.quantity());
            }
        }
        return changed.entrySet().stream()
                .map(entry -> new Rung(entry.getKey(), entry.getValue()))
                .toList();
    }
}
