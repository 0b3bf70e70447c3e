package io.autofutures.ingest.market;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells events that cannot be true from those that can: times that run backwards or ahead, candles whose numbers contradict
 * each other. What is no number at all does not come this far. One symbol; not thread-safe.
 */
final class EventCheck {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Instant lastMark = Instant.MIN;
    private Instant lastOpenCandle = Instant.MIN;

    enum Verdict {
        GOOD,
        /** The same event, or an older state of the same candle, has come before. */
        REPEATED,
        BAD
    }

    /** @param reason what was expected and found; empty unless bad */
    record Result(Verdict verdict, String reason) {
        private static final Result GOOD = new Result(Verdict.GOOD, "");
        private static final Result REPEATED = new Result(Verdict.REPEATED, "");

        private static Result bad(String reason) {
            return new Result(Verdict.BAD, reason);
        }
    }

    /** @param latest an event of a later time lies in the future */
    Result judge(MarketEvent event, Instant latest) {
        if (event.occurredAt().isAfter(latest)) {
            return Result.bad(
                    "event time %s lies ahead: nothing after %s can be".formatted(event.occurredAt(), latest));
        }
        return switch (event) {
            case MarkPriceUpdated mark -> mark(mark.occurredAt());
            case KlineUpdated candle -> contradiction(candle).map(Result::bad).orElseGet(() -> candle(candle));
            case MarketEvent.GapOpened ours -> Result.GOOD;
            case MarketEvent.GapClosed ours -> Result.GOOD;
        };
    }

    private Result mark(Instant at) {
        if (at.isBefore(lastMark)) {
            return Result.bad("time goes backwards: mark price of %s after that of %s".formatted(at, lastMark));
        }
        if (at.equals(lastMark)) {
            return Result.REPEATED;
        }
        lastMark = at;
        return Result.GOOD;
    }

    /** Of closed candles their series says which are new. */
    private Result candle(KlineUpdated event) {
        if (event.closed()) {
            return Result.GOOD;
        }
        Instant at = event.occurredAt();
        if (at.isBefore(lastOpenCandle)) {
            return Result.bad("time goes backwards: candle of %s after that of %s".formatted(at, lastOpenCandle));
        }
        if (at.equals(lastOpenCandle)) {
            return Result.REPEATED;
        }
        lastOpenCandle = at;
        return Result.GOOD;
    }

    private static Optional<String> contradiction(KlineUpdated event) {
        Kline k = event.kline();
        if (k.openAt().getEpochSecond() % 60 != 0
                || k.openAt().getNano() != 0
                || !k.closeAt().equals(k.openAt().plus(MINUTE).minusMillis(1))) {
            return Optional.of("a 1m candle from %s to %s".formatted(k.openAt(), k.closeAt()));
        }
        if (event.occurredAt().isBefore(event.closed() ? k.closeAt() : k.openAt())) {
            return Optional.of("a candle from %s to %s, %s, at %s"
                    .formatted(k.openAt(), k.closeAt(), event.closed() ? "closed" : "open", event.occurredAt()));
        }
        if (above(k.open(), k.high())
                || above(k.close(), k.high())
                || above(k.low(), k.open())
                || above(k.low(), k.close())) {
            return Optional.of("a candle with open %s, high %s, low %s, close %s"
                    .formatted(k.open(), k.high(), k.low(), k.close()));
        }
        if (isNegative(k.volume()) || isNegative(k.quoteVolume()) || k.trades() < 0) {
            return Optional.of("a candle with volume %s, quote volume %s, %d trades"
                    .formatted(k.volume(), k.quoteVolume(), k.trades()));
        }
        return Optional.empty();
    }

    private static boolean above(Price one, Price other) {
        return one.compareTo(other) > 0;
    }

    private static boolean isNegative(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() < 0;
    }
}
