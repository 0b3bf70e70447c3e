package io.autofutures.detection.grading;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.json.Json;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.Grade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GraderTest {
    private static final Instant START = Instant.parse("2026-11-02T10:00:00Z");
    private static final Symbol ADA = new Symbol("ADAUSDT");

    private final Grader grader = new Grader();

    @Test
    void tellsMoveAndExcursionsAtEachHorizon() {
        grader.follow(move("a", 0, "100", Grade.Heading.UP));
        assertThat(price(10, "101")).isEmpty();
        assertThat(price(30, "99.5")).isEmpty();

        Grade first = only(price(60, "100.5"));

        assertThat(first.gradeId()).isEqualTo("a@1m");
        assertThat(first.moves()).hasSize(1);
        assertThat(first.moves().getFirst().movePct()).isEqualTo("0.5000");
        assertThat(first.bestPct()).isEqualTo("1.0000");
        assertThat(first.worstPct()).isEqualTo("-0.5000");
        assertThat(first.complete()).isFalse();
        assertThat(price(200, "103")).isEmpty();
        assertThat(only(price(300, "102")).bestPct()).isEqualTo("3.0000");
        assertThat(only(price(900, "98")).worstPct()).isEqualTo("-2.0000");
        Grade last = only(price(3_600, "100"));
        assertThat(last.complete()).isTrue();
        assertThat(last.moves()).extracting(Grade.Reading::minutes).containsExactly(1, 5, 15, 60);
        assertThat(grader.isIdle()).isTrue();
    }

    @Test
    void aFallIsGoodForAMoveDown() {
        grader.follow(move("a", 0, "100", Grade.Heading.DOWN));
        price(10, "101");

        Grade grade = only(price(60, "98"));

        assertThat(grade.moves().getFirst().movePct()).isEqualTo("2.0000");
        assertThat(grade.bestPct()).isEqualTo("2.0000");
        assertThat(grade.worstPct()).isEqualTo("-1.0000");
    }

    @Test
    void afterASilenceEveryHorizonThatPassedIsReadAtTheNextPrice() {
        grader.follow(move("a", 0, "100", Grade.Heading.UP));

        List<Grade> grades = price(1_000, "102");

        assertThat(grades).extracting(Grade::gradeId).containsExactly("a@1m", "a@5m", "a@15m");
        assertThat(grades.getLast().moves()).extracting(Grade.Reading::at).containsOnly(START.plusSeconds(1_000));
    }

    @Test
    void candlesSpeakOnlyWhereThereAreNoPrices() {
        price(0, "100");
        grader.follow(move("a", 0, "100", Grade.Heading.UP));
        assertThat(candle(0, "109", "91", "105")).isEmpty();

        Grade grade = only(candle(1, "104", "99", "103"));

        assertThat(grade.bestPct()).isEqualTo("4.0000");
        assertThat(grade.worstPct()).isEqualTo("-1.0000");
        assertThat(grade.moves().getFirst().movePct()).isEqualTo("3.0000");
    }

    @Test
    void aMoveThatIsForgottenIsNotGraded() {
        grader.follow(move("a", 0, "100", Grade.Heading.UP));
        grader.follow(move("b", 5, "100", Grade.Heading.UP));
        grader.forget("a");

        assertThat(price(64, "101")).isEmpty();
        assertThat(only(price(65, "101")).subjectId()).isEqualTo("b");
    }

    /** Against looking every price up again; with a checkpoint anywhere. */
    @Property(tries = 60, seed = "20261122")
    void agreesWithTheObviousWay(@ForAll long seed, @ForAll @IntRange(min = 0, max = 5_000) int cut) {
        var random = new Random(seed);
        var prices = new TreeMap<Long, BigDecimal>();
        var moves = new ArrayList<GradedMove>();
        var graded = new ArrayList<Grade>();
        Grader running = new Grader();
        long second = 0;
        int cents = 10_000;
        for (int i = 0; i < 5_000; i++) {
            if (i == cut) {
                String saved = Json.mapper().writeValueAsString(running.state());
                running = new Grader(Json.mapper().readValue(saved, Grader.State.class));
            }
            second += random.nextInt(200) == 0 ? random.nextInt(1, 2_000) : 1;
            cents += random.nextInt(-20, 21);
            BigDecimal price = BigDecimal.valueOf(cents, 2);
            prices.put(second, price);
            graded.addAll(running.onPrice(millis(second), price));
            if (random.nextInt(100) == 0) {
                var heading = random.nextBoolean() ? Grade.Heading.UP : Grade.Heading.DOWN;
                var move = move("m" + i, second, price.toPlainString(), heading);
                moves.add(move);
                running.follow(move);
            }
        }

        var expected = new ArrayList<Grade>();
        moves.forEach(move -> expected.addAll(obvious(move, prices)));
        assertThat(graded).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(graded).isNotEmpty();
    }

    private static List<Grade> obvious(GradedMove move, TreeMap<Long, BigDecimal> prices) {
        var grades = new ArrayList<Grade>();
        var readings = new ArrayList<Grade.Reading>();
        long from = move.occurredAt().getEpochSecond() - START.getEpochSecond();
        for (int minutes : Grader.HORIZONS) {
            var read = prices.ceilingEntry(from + 60L * minutes);
            if (read == null) {
                break;
            }
            BigDecimal best = BigDecimal.ZERO.setScale(4);
            BigDecimal worst = BigDecimal.ZERO.setScale(4);
            for (BigDecimal price :
                    prices.subMap(from, true, read.getKey(), true).values()) {
                best = best.max(pct(move, price));
                worst = worst.min(pct(move, price));
            }
            readings.add(new Grade.Reading(
                    minutes, START.plusSeconds(read.getKey()), new Price(read.getValue()), pct(move, read.getValue())));
            grades.add(new Grade(
                    move.subjectId() + "@" + minutes + "m",
                    move.subjectId(),
                    ADA,
                    move.ruleSet(),
                    move.rule(),
                    move.kind(),
                    move.trading(),
                    move.triggerId(),
                    move.occurredAt(),
                    move.price(),
                    move.heading(),
                    move.nearness(),
                    move.settingsVersion(),
                    minutes,
                    List.copyOf(readings),
                    best,
                    worst,
                    minutes == 60));
        }
        return grades;
    }

    private static BigDecimal pct(GradedMove move, BigDecimal price) {
        BigDecimal change = price.subtract(move.price().value())
                .multiply(BigDecimal.valueOf(100))
                .divide(move.price().value(), 4, RoundingMode.HALF_EVEN);
        return move.heading() == Grade.Heading.UP ? change : change.negate();
    }

    private List<Grade> price(long second, String price) {
        return grader.onPrice(millis(second), new BigDecimal(price));
    }

    private List<Grade> candle(int minute, String high, String low, String close) {
        long open = millis(60L * minute);
        return grader.onCandle(open, open + 60_000, new BigDecimal(high), new BigDecimal(low), new BigDecimal(close));
    }

    private static long millis(long second) {
        return START.toEpochMilli() + 1_000 * second;
    }

    private static GradedMove move(String id, long second, String price, Grade.Heading heading) {
        return new GradedMove(
                id,
                ADA,
                "classic/1",
                "mark",
                Grade.Kind.TRIGGER,
                true,
                "t",
                START.plusSeconds(second),
                Price.of(price),
                heading,
                new BigDecimal("1.100"),
                3);
    }

    private static Grade only(List<Grade> grades) {
        assertThat(grades).hasSize(1);
        return grades.getFirst();
    }
}
