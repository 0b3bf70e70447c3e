package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When something ends by the clock: countdowns and GTD orders. The next instant is kept until something changes. */
final class Timers {
    private final TreeMap<Symbol, Instant> countdowns = new TreeMap<>();
    private boolean known;
    private @Nullable Instant next;

    void changed() {
        known = false;
    }

    void countdown(Symbol symbol, @Nullable Instant deadline) {
        if (deadline == null) {
            countdowns.remove(symbol);
        } else {
            countdowns.put(symbol, deadline);
        }
    }

    Map<Symbol, Instant> countdowns() {
        return countdowns;
    }

    Optional<Instant> next(BookState state) {
        if (!known) {
            next = Stream.of(
                            countdowns.values().stream(),
                            state.openOrders.values().stream()
                                    .map(order -> order.options().goodTill()),
                            state.openAlgos.values().stream()
                                    .filter(PaperAlgo::isWaiting)
                                    .map(algo -> algo.terms().options().goodTill()))
                    .flatMap(instants -> instants)
                    .filter(Objects::nonNull)
                    .min(Instant::compareTo)
                    .orElse(null);
            known = true;
        }
        return Optional.ofNullable(next);
    }
}
