package io.autofutures.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.decision.AdviceValidation;
import io.autofutures.decision.AdviceValidation.Result;
import io.autofutures.decision.Inputs;
import io.autofutures.decision.input.Bar;
import io.autofutures.decision.input.DecisionInput;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RulesModelTest {
    private final RulesModel model = new RulesModel();

    @Test
    void followsABreakoutFromCalm() {
        Advice advice = model.advise(Inputs.input("0.5000", Inputs.calm(300)));

        // range 0.1: two ranges are 0.2, less than the least distance of 0.3 % = 0.30; the target is 1.5 times as far
        assertThat(advice.direction()).isEqualTo(Direction.LONG);
        assertThat(advice.entryType()).isEqualTo(OrderType.MARKET);
        assertThat(advice.stop()).hasToString("99.7");
        assertThat(advice.takeProfits().getFirst().price()).hasToString("100.45");
        // 0.62 and 0.10 for a move of five ranges; averages are level, volume is even
        assertThat(advice.confidence()).isEqualByComparingTo("0.72");
        assertThat(advice.rationale()).startsWith("Breakout").doesNotContain("Only");
        assertThat(advice.evidence()).containsEntry("atr14", "0.1").containsEntry("bars", "300");
    }

    @Test
    void mirrorsForAFallingMove() {
        Advice advice = model.advise(Inputs.input("-0.5000", Inputs.calm(300)));

        assertThat(advice.direction()).isEqualTo(Direction.SHORT);
        assertThat(advice.stop()).hasToString("100.3");
        assertThat(advice.takeProfits().getFirst().price()).hasToString("99.55");
    }

    @Test
    void usesWhatThereIsAndSaysSo() {
        Advice few = model.advise(Inputs.input("0.3000", Inputs.calm(3)));
        assertThat(few.direction()).isEqualTo(Direction.LONG);
        assertThat(few.rationale()).contains("Only 3 of 250");
        assertThat(few.evidence()).containsEntry("bars", "3");

        Advice none = model.advise(Inputs.input("0.3000", List.of()));
        assertThat(none.direction()).isEqualTo(Direction.LONG);
        assertThat(none.stop()).hasToString("99.7");
    }

    @Test
    void staysOutWhenTrendsAreAgainstASmallMove() {
        Advice advice = model.advise(Inputs.input("-0.0500", rising(300)));

        assertThat(advice.direction()).isEqualTo(Direction.FLAT);
        assertThat(advice.confidence()).isEqualByComparingTo("0.46");
        assertThat(advice.rationale()).contains("EMA20 against", "EMA50 against");
    }

    @Test
    void fadesAnExhaustedMoveAgainstTheLongTrend() {
        Advice advice = model.advise(Inputs.input("0.5000", spikeBelowTheLongAverage(), "96"));

        assertThat(advice.direction()).isEqualTo(Direction.SHORT);
        assertThat(advice.rationale()).startsWith("Fade");
    }

    @Test
    void hasNoOpinionOnAMoveWithoutDirection() {
        assertThat(model.advise(Inputs.input("0.0000", Inputs.calm(300))).direction())
                .isEqualTo(Direction.FLAT);
    }

    @Test
    void itsAnswersAreValidAndMostBurstsLeadToATrade() {
        int trades = 0;
        for (int seed = 0; seed < 200; seed++) {
            List<Bar> bars = Inputs.walk(seed, 40 + seed);
            String mark = bars.getLast().close().toString();
            DecisionInput input = Inputs.input(seed % 2 == 0 ? "0.3000" : "-0.3000", bars, mark);

            var result = AdviceValidation.of(model.ask(input).raw(), input);

            assertThat(result).isInstanceOf(Result.Valid.class);
            trades += ((Result.Valid) result).advice().direction() == Direction.FLAT ? 0 : 1;
        }
        assertThat(trades).isGreaterThan(160);
    }

    private static List<Bar> rising(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String open = "%d.%02d".formatted(90 + i * 3 / 100, i * 3 % 100);
                    String close = "%d.%02d".formatted(90 + (i + 1) * 3 / 100, (i + 1) * 3 % 100);
                    return Inputs.bar(i - count, open, close, open, close, "10");
                })
                .toList();
    }

    /** 250 level candles at 100, a fall to 95, then 99 rising ones: RSI is near 100, the mark below EMA200. */
    private static List<Bar> spikeBelowTheLongAverage() {
        var bars = new ArrayList<Bar>(Inputs.calm(250));
        bars.add(Inputs.bar(0, "100", "100", "95", "95", "10"));
        for (int i = 0; i < 99; i++) {
            String open = "95.%02d".formatted(i);
            String close = "95.%02d".formatted(i + 1);
            bars.add(Inputs.bar(i + 1, open, close, open, close, "10"));
        }
        return bars;
    }
}
