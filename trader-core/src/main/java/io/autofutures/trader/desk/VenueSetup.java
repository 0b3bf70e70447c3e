package io.autofutures.trader.desk;

import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.FuturesRest.SymbolConfig;
import io.autofutures.binance.VenueException;
import io.autofutures.execution.trade.TradeInput;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be so at the venue before an entry: hedge mode, the symbols' rules, isolated margin and leverage of a symbol.
 * Set where needed, and believed only when read back.
 */
final class VenueSetup implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(VenueSetup.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration RULES_KEPT = Duration.ofHours(1);

    private final FuturesRest rest;
    private final VenueClock clock;
    private final VenueTimers timers;
    private final Activity activity;
    private final Map<Symbol, SymbolConfig> configs = new ConcurrentHashMap<>();
    private volatile Map<Symbol, SymbolRules> rules = Map.of();
    private volatile boolean hedge;
    private volatile boolean closed;

    VenueSetup(FuturesRest rest, VenueClock clock, VenueTimers timers, Activity activity) {
        this.rest = rest;
        this.clock = clock;
        this.timers = timers;
        this.activity = activity;
    }

    /** Returns at once; tries until it is done. */
    void start() {
        repeat("hedge mode", this::checkHedge, Optional.empty());
        repeat("exchange info", this::loadRules, Optional.of(RULES_KEPT));
    }

    boolean hedgeChecked() {
        return hedge;
    }

    boolean ready() {
        return hedge && !rules.isEmpty();
    }

    Optional<SymbolRules> rules(Symbol symbol) {
        return Optional.ofNullable(rules.get(symbol));
    }

    private void checkHedge() {
        if (!rest.hedgeMode().orThrow("reading the position mode")) {
            var unused = rest.setHedgeMode(true)
                    .ifUnknown(unknown -> rest.hedgeMode())
                    .orThrow("setting hedge mode");
        }
        hedge = rest.hedgeMode().orThrow("reading the position mode");
        if (!hedge) {
            throw new VenueException("hedge mode was set, and the venue still says one-way");
        }
        LOGGER.info("Hedge mode is on");
    }

    private void loadRules() {
        rules = rest.exchangeInfo().orThrow("reading exchange info").stream()
                .collect(
                        Collectors.toUnmodifiableMap(SymbolRules::symbol, Function.identity(), (first, same) -> first));
        LOGGER.atInfo().addKeyValue("symbols", rules.size()).log("Symbol rules are loaded");
    }

    private void repeat(String what, Runnable step, Optional<Duration> kept) {
        activity.begin();
        Thread.ofVirtual().name("desk-setup").start(() -> {
            Optional<Duration> next = kept;
            try {
                step.run();
            } catch (VenueException e) {
                LOGGER.atError().addKeyValue("error", e.getMessage()).log("The venue is not set up; trying again");
                next = Optional.of(AGAIN);
            } finally {
                Optional<Duration> wait = next;
                wait.filter(limit -> !closed).ifPresent(limit -> {
                    var due = new Patience(clock).deadline(clock.instant(), limit);
                    var unused = timers.at(due, () -> repeat(what, step, kept));
                });
                activity.end();
            }
        });
    }

    /** Blocks. Isolated margin and at most the planned leverage, at which the planned notional is allowed. */
    TradeInput prepare(Symbol symbol, int leverage, BigDecimal notional) {
        try {
            SymbolConfig known = configs.get(symbol);
            if (known == null || !fits(known, leverage, notional)) {
                boolean isolated = rest.setIsolated(symbol)
                        .ifUnknown(unknown -> rest.symbolConfig(symbol).map(VenueSetup::isIsolated))
                        .orThrow("setting isolated margin of " + symbol);
                int granted = rest.setLeverage(symbol, leverage)
                        .ifUnknown(unknown -> rest.symbolConfig(symbol).map(SymbolConfig::leverage))
                        .orThrow("setting leverage of " + symbol);
                known = rest.symbolConfig(symbol).orThrow("reading the configuration of " + symbol);
                configs.put(symbol, known);
                LOGGER.atInfo()
                        .addKeyValue("symbol", symbol)
                        .addKeyValue("leverage", granted)
                        .addKeyValue("isolated", isolated)
                        .log("Symbol is prepared");
            }
            return fits(known, leverage, notional)
                    ? new TradeInput.Prepared()
                    : new TradeInput.PrepareRefused("planned %dx isolated for %s USDT, the venue has %s"
                            .formatted(leverage, notional.toPlainString(), known));
        } catch (VenueException e) {
            configs.remove(symbol);
            return new TradeInput.PrepareRefused(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private static boolean isIsolated(SymbolConfig config) {
        return config.marginType().equals("ISOLATED");
    }

    private static boolean fits(SymbolConfig config, int leverage, BigDecimal notional) {
        return isIsolated(config)
                && config.leverage() == leverage
                && (config.maxNotional().signum() <= 0 || config.maxNotional().compareTo(notional) >= 0);
    }

    @Override
    public void close() {
        closed = true;
    }
}
