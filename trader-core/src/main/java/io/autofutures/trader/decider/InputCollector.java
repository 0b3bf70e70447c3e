package io.autofutures.trader.decider;

import io.autofutures.binance.Answer;
import io.autofutures.binance.FuturesRest;
import io.autofutures.binance.Reply;
import io.autofutures.decision.input.Bar;
import io.autofutures.decision.input.DecisionInput;
import io.autofutures.decision.input.Indicators;
import io.autofutures.decision.input.Part;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.trade.Trigger;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects the model's input: public market data in parallel within one deadline, the account from our own topics. */
final class InputCollector {
    static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int CANDLES = 300;
    private static final int LEVELS = 20;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final MathContext EIGHT_DIGITS = new MathContext(8, RoundingMode.HALF_EVEN);

    private final FuturesRest rest;
    private final ContractRules rules;
    private final AccountView accounts;
    private final AccountId account;
    private final Supplier<Settings> settings;
    private final VenueClock clock;
    private final PatientCalls calls;

    InputCollector(
            FuturesRest rest,
            ContractRules rules,
            AccountView accounts,
            AccountId account,
            Supplier<Settings> settings,
            VenueClock clock,
            PatientCalls calls) {
        this.rest = rest;
        this.rules = rules;
        this.accounts = accounts;
        this.account = account;
        this.settings = settings;
        this.clock = clock;
        this.calls = calls;
    }

    DecisionInput collect(Trigger trigger) {
        Symbol symbol = trigger.symbol();
        Instant start = clock.instant();
        var candles = PatientCalls.start(() -> rest.klines(symbol, "1m", null, null, CANDLES));
        var premium = PatientCalls.start(() -> rest.premiumIndex(symbol));
        var depth = PatientCalls.start(() -> rest.depth(symbol, LEVELS));
        var contract = PatientCalls.start(() -> rules.of(symbol));
        calls.await(start, DEADLINE, candles, premium, depth, contract);

        Instant asOf = clock.instant();
        var market = part(premium, index -> market(index, asOf));
        var bars = part(candles, rows -> bars(rows, trigger, asOf));
        Price mark = market.optional().map(DecisionInput.Market::mark).orElse(null);
        return new DecisionInput(
                DecisionInput.VERSION,
                new DecisionInput.Meta(
                        symbol,
                        account,
                        trigger.lineage().proposalId(),
                        asOf,
                        settings.get().get(SettingCatalog.LEVERAGE, symbol),
                        settings.get().get(SettingCatalog.RISK_PER_TRADE_PCT, symbol),
                        settings.get().get(SettingCatalog.AI_CONF_THRESHOLD, symbol)),
                new DecisionInput.TriggerPart(
                        trigger.triggerId(),
                        trigger.ruleSet(),
                        trigger.rule(),
                        trigger.occurredAt(),
                        Math.max(0, Duration.between(trigger.occurredAt(), asOf).toMillis()),
                        trigger.price(),
                        trigger.values()),
                part(contract, known -> known.map(found -> Part.of(contract(found.rules()), found.readAt(), asOf))
                        .orElseGet(() -> Part.missing("the venue does not list " + symbol))),
                accounts.account(symbol, trigger.occurredAt(), asOf),
                accounts.positions(symbol, mark, trigger.occurredAt(), asOf),
                market,
                part(depth, book -> liquidity(book, asOf)),
                bars,
                bars.map(Indicators::of));
    }

    /** The answer by its meaning; one that is late, refused or broken is a missing part with the reason. */
    private static <T, R> Part<R> part(CompletableFuture<Answer<T>> answer, Function<T, Part<R>> reading) {
        if (answer.isCompletedExceptionally()) {
            Throwable failure = answer.exceptionNow();
            return Part.missing("failed: " + failure);
        }
        Answer<T> reply = answer.getNow(null);
        return switch (reply) {
            case null -> Part.missing("no answer within " + DEADLINE.toSeconds() + " s");
            case Reply.Accepted<T>(T value) -> reading.apply(value);
            case Reply.Refused<T>(int code, String message, boolean ignored) ->
                Part.missing("refused by the venue: %d %s".formatted(code, message));
            case Reply.NotExecuted<T>(String reason) -> Part.missing("not executed: " + reason);
        };
    }

    private static Part<DecisionInput.Market> market(FuturesRest.PremiumIndex index, Instant asOf) {
        BigDecimal premiumPct = index.mark()
                .value()
                .subtract(index.index().value())
                .multiply(HUNDRED)
                .divide(index.index().value(), EIGHT_DIGITS);
        return Part.of(
                new DecisionInput.Market(
                        index.mark(), index.index(), plain(premiumPct), index.lastFundingRate(), index.nextFundingAt()),
                index.at(),
                asOf);
    }

    /** Candles that had surely closed when the venue answered: those that closed before the trigger, and its own. */
    private static Part<List<Bar>> bars(List<Kline> rows, Trigger trigger, Instant asOf) {
        List<Kline> closed = rows.stream().filter(row -> isClosed(row, trigger)).toList();
        Instant at = closed.isEmpty() ? asOf : closed.getLast().closeAt();
        return Part.of(closed.stream().map(Bar::of).toList(), at, asOf);
    }

    private static boolean isClosed(Kline row, Trigger trigger) {
        return row.closeAt().isBefore(trigger.occurredAt())
                || ((trigger.rule().equals("kline") || trigger.rule().equals("close"))
                        && !row.closeAt().isAfter(trigger.occurredAt()));
    }

    private static Part<DecisionInput.Liquidity> liquidity(FuturesRest.Depth book, Instant asOf) {
        if (book.bids().isEmpty() || book.asks().isEmpty()) {
            return Part.missing("a side of the order book is empty");
        }
        Price bid = book.bids().getFirst().price();
        Price ask = book.asks().getFirst().price();
        BigDecimal bids = notional(book.bids());
        BigDecimal asks = notional(book.asks());
        BigDecimal middle = bid.value().add(ask.value()).divide(BigDecimal.TWO);
        return Part.of(
                new DecisionInput.Liquidity(
                        bid,
                        ask,
                        plain(ask.value()
                                .subtract(bid.value())
                                .multiply(HUNDRED)
                                .divide(middle, EIGHT_DIGITS)),
                        Math.max(book.bids().size(), book.asks().size()),
                        bids,
                        asks,
                        plain(bids.subtract(asks).divide(bids.add(asks), EIGHT_DIGITS))),
                book.at(),
                asOf);
    }

    private static BigDecimal notional(List<FuturesRest.Depth.Level> levels) {
        return plain(levels.stream()
                .map(level -> level.quantity().notional(level.price()))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static DecisionInput.Contract contract(SymbolRules rules) {
        return new DecisionInput.Contract(
                rules.status(), rules.tickSize(), rules.stepSize(), rules.marketStepSize(), rules.minNotional());
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
