package io.autofutures.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.decision.AdviceValidation;
import io.autofutures.decision.Inputs;
import io.autofutures.decision.input.Bar;
import io.autofutures.decision.input.DecisionInput;
import io.autofutures.model.market.Price;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules on the candles of 2022-12-13, when an inflation figure moved ADA at 13:30 UTC. */
class RecordedDayTest {
    private final RulesModel model = new RulesModel();

    @Test
    void tradesTheBurstAndAnswersTheRest() throws IOException {
        List<Bar> day = day();

        List<Direction> directions = Stream.of("13:30", "13:31", "13:32", "17:26")
                .map(time -> adviceAfter(day, Instant.parse("2022-12-13T" + time + ":00Z")))
                .map(Advice::direction)
                .toList();

        assertThat(directions.getFirst()).isEqualTo(Direction.LONG);
        assertThat(directions)
                .filteredOn(direction -> direction != Direction.FLAT)
                .hasSizeGreaterThan(1);
    }

    private Advice adviceAfter(List<Bar> day, Instant openAt) {
        List<Bar> seen =
                day.stream().filter(bar -> !bar.openAt().isAfter(openAt)).toList();
        List<Bar> last = seen.subList(Math.max(0, seen.size() - 299), seen.size());
        Bar firing = last.getLast();
        BigDecimal move = firing.close().value().subtract(firing.open().value()).movePointRight(2);
        String movePct =
                move.divide(firing.open().value(), 4, RoundingMode.HALF_EVEN).toPlainString();
        DecisionInput input = Inputs.input(movePct, last, firing.close().toString());

        Advice advice = model.advise(input);

        assertThat(AdviceValidation.of(model.ask(input).raw(), input))
                .isEqualTo(new AdviceValidation.Result.Valid(advice));
        return advice;
    }

    private static List<Bar> day() throws IOException {
        var bars = new ArrayList<Bar>();
        for (String row : Files.readAllLines(RecordedData.file("market/ADAUSDT_1m_2022-12-13.csv"))) {
            String[] cells = row.split(",");
            if (!cells[0].startsWith("open")) {
                bars.add(new Bar(
                        Instant.ofEpochMilli(Long.parseLong(cells[0])),
                        Price.of(cells[1]),
                        Price.of(cells[2]),
                        Price.of(cells[3]),
                        Price.of(cells[4]),
                        new BigDecimal(cells[5]),
                        null));
            }
        }
        return bars;
    }
}
