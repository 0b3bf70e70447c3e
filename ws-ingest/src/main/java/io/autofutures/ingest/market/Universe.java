package io.autofutures.ingest.market;

import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.Reply;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.settings.SymbolSelection;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueTimers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which symbols are watched: those that the settings mean, of those the venue lists, and every one with a position whatever
 * the settings say. The venue's list is read at start and each hour. Thread-safe.
 */
public final class Universe implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Universe.class);
    private static final Duration READ_EVERY = Duration.ofHours(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final FuturesRest rest;
    private final VenueTimers timers;
    private final Patience patience;
    private final Consumer<SortedSet<Symbol>> watch;
    private SymbolSelection selection;
    private Set<Symbol> held = Set.of();
    private @Nullable List<SymbolRules> listed;
    private SortedSet<Symbol> watched = new TreeSet<>();
    private Duration wait = FIRST_WAIT;
    private VenueTimers.@Nullable Handle timer;
    private boolean closed;

    /** @param watch told what to watch from now on, whenever that changes; calls never overlap */
    public Universe(
            FuturesRest rest,
            VenueTimers timers,
            Patience patience,
            Settings settings,
            Consumer<SortedSet<Symbol>> watch) {
        this.rest = rest;
        this.timers = timers;
        this.patience = patience;
        this.selection = settings.selection();
        this.watch = watch;
    }

    /** What is named in full is watched at once; the rest when the venue's list is there. */
    public synchronized void start() {
        decide();
        again(Duration.ZERO);
    }

    /** The settings in force from now on. */
    public synchronized void settings(Settings settings) {
        selection = settings.selection();
        decide();
    }

    /** Symbols with a position: their marks are needed until it is closed. */
    public synchronized void held(Set<Symbol> symbols) {
        held = Set.copyOf(symbols);
        decide();
    }

    /** False while a pattern waits for the venue's list. */
    public synchronized boolean resolved() {
        return listed != null || !selection.hasPatterns();
    }

    public synchronized SortedSet<Symbol> watched() {
        return new TreeSet<>(watched);
    }

    /** Named in the settings, and the venue does not list them. */
    public synchronized List<Symbol> unlisted() {
        List<SymbolRules> known = listed;
        if (known == null) {
            return List.of();
        }
        Set<Symbol> names = known.stream().map(SymbolRules::symbol).collect(Collectors.toSet());
        return selection.named().stream()
                .filter(symbol -> !names.contains(symbol))
                .toList();
    }

    private void decide() {
        List<SymbolRules> known = listed;
        var now = new TreeSet<Symbol>(known == null ? selection.named() : selection.among(known));
        now.addAll(held);
        if (now.equals(watched)) {
            return;
        }
        var come = new TreeSet<>(now);
        come.removeAll(watched);
        var gone = new TreeSet<>(watched);
        gone.removeAll(now);
        LOGGER.atInfo()
                .addKeyValue("symbols", now.size())
                .addKeyValue("come", come)
                .addKeyValue("gone", gone)
                .log("the watched symbols change");
        watched = now;
        watch.accept(new TreeSet<>(now));
    }

    private void read() {
        var reply = rest.exchangeInfo();
        synchronized (this) {
            if (reply instanceof Reply.Accepted<List<SymbolRules>>(List<SymbolRules> rules) && !rules.isEmpty()) {
                listed = rules;
                wait = FIRST_WAIT;
                decide();
                List<Symbol> unlisted = unlisted();
                if (!unlisted.isEmpty()) {
                    LOGGER.atWarn()
                            .addKeyValue("symbols", unlisted)
                            .log("the venue does not list these symbols of the settings");
                }
                again(READ_EVERY);
            } else {
                LOGGER.atWarn().addKeyValue("error", reply).log("the venue's symbols could not be read");
                again(wait);
                Duration doubled = wait.multipliedBy(2);
                wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
            }
        }
    }

    private synchronized void again(Duration patiently) {
        if (!closed) {
            timer = timers.at(patience.deadline(patience.clock().instant(), patiently), this::read);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
