package io.autofutures.detection.replay;

import io.autofutures.detection.grading.GradedMove;
import io.autofutures.detection.grading.Grader;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.Grade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What the price did after the triggers of a replay, by the grader that runs live. Not thread-safe. */
public final class TriggerGrades {
    private final Symbol symbol;
    private final String ruleSet;
    private final Grader grader = new Grader();
    private final TreeMap<Integer, Sum> sums = new TreeMap<>();
    private long followed;

    /**
     * All triggers whose horizon passed within the recording. Percentages are in the direction of the move, means, 4 decimals.
     *
     * @param wentOn after how many the price stood further in the direction of the move
     * @param meanBestPct mean of the furthest that it went on up to the horizon
     * @param meanWorstPct mean of the furthest that it went against
     */
    public record Horizon(
            int minutes,
            long graded,
            long wentOn,
            BigDecimal meanMovePct,
            BigDecimal meanBestPct,
            BigDecimal meanWorstPct) {}

    private static final class Sum {
        long graded;
        long wentOn;
        BigDecimal moves = BigDecimal.ZERO;
        BigDecimal bests = BigDecimal.ZERO;
        BigDecimal worsts = BigDecimal.ZERO;

        void add(Grade grade) {
            BigDecimal move = grade.moves().getLast().movePct();
            graded++;
            wentOn += move.signum() > 0 ? 1 : 0;
            moves = moves.add(move);
            bests = bests.add(grade.bestPct());
            worsts = worsts.add(grade.worstPct());
        }

        BigDecimal mean(BigDecimal sum) {
            return sum.divide(BigDecimal.valueOf(graded), 4, RoundingMode.HALF_EVEN);
        }
    }

    /** @param ruleSet name and version */
    public TriggerGrades(Symbol symbol, String ruleSet) {
        this.symbol = symbol;
        this.ruleSet = ruleSet;
    }

    /** Before what was judged because of the same event. */
    public void on(Recorded event) {
        switch (event) {
            case Recorded.Mark(Instant at, BigDecimal price) -> {
                if (price != null && price.signum() > 0) {
                    add(grader.onPrice(at.toEpochMilli(), price));
                }
            }
            case Recorded.Candle(Kline kline) -> candle(kline);
            case Recorded.Published(MarkPriceUpdated mark) ->
                add(grader.onPrice(mark.occurredAt().toEpochMilli(), mark.mark().value()));
            case Recorded.Published(KlineUpdated candle)
            when candle.closed() && !candle.backfilled() -> candle(candle.kline());
            case Recorded.Published other -> {}
            case Recorded.SettingsTaken taken -> {}
        }
    }

    private void candle(Kline kline) {
        add(grader.onCandle(
                kline.openAt().toEpochMilli(),
                kline.closeAt().toEpochMilli(),
                kline.high().value(),
                kline.low().value(),
                kline.close().value()));
    }

    public void on(Judged judged) {
        BigDecimal price = judged.price();
        if (!judged.triggered() || price == null || price.signum() <= 0) {
            return;
        }
        followed++;
        grader.follow(new GradedMove(
                GradedMove.subjectId(ruleSet, judged.rule(), symbol + "/" + followed),
                symbol,
                ruleSet,
                judged.rule(),
                Grade.Kind.TRIGGER,
                false,
                null,
                judged.knownAt(),
                new Price(price),
                Grade.Heading.of(judged.from() == null ? 0 : price.compareTo(judged.from())),
                GradedMove.nearness(judged.evaluation().nearness()),
                0));
    }

    private void add(List<Grade> grades) {
        grades.forEach(grade -> sums.computeIfAbsent(grade.horizonMinutes(), minutes -> new Sum())
                .add(grade));
    }

    /** Those that passed for at least one trigger, shortest first. */
    public List<Horizon> horizons() {
        var horizons = new ArrayList<Horizon>();
        sums.forEach((minutes, sum) -> horizons.add(new Horizon(
                minutes, sum.graded, sum.wentOn, sum.mean(sum.moves), sum.mean(sum.bests), sum.mean(sum.worsts))));
        return horizons;
    }
}
