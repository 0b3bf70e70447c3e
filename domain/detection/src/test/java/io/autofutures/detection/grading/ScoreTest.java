package io.autofutures.detection.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.trade.Grade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private final Score score = new Score(15, new BigDecimal("0.2"));

    @Test
    void countsWhatCoveredTheCosts() {
        score.add(grade("a", Grade.Kind.TRIGGER, 15, "0.5"));
        score.add(grade("a", Grade.Kind.TRIGGER, 15, "0.5"));
        score.add(grade("a", Grade.Kind.TRIGGER, 5, "0.1"));
        score.add(grade("b", Grade.Kind.TRIGGER, 15, "0.2"));
        score.add(grade("c", Grade.Kind.TRIGGER, 15, "0.1"));
        score.add(grade("d", Grade.Kind.NEAR_MISS, 15, "1"));
        score.add(grade("e", Grade.Kind.NEAR_MISS, 15, "0"));

        assertThat(score.triggers()).isEqualTo(3);
        assertThat(score.nearMisses()).isEqualTo(2);
        assertThat(score.precision().orElseThrow()).isEqualTo(2.0 / 3);
        assertThat(score.recall().orElseThrow()).isEqualTo(2.0 / 3);
    }

    @Test
    void nothingIsNotZero() {
        assertThat(score.precision()).isEmpty();
        assertThat(score.recall()).isEmpty();
    }

    @Test
    void aHorizonThatIsNotGradedIsRefused() {
        assertThatThrownBy(() -> new Score(7, BigDecimal.ONE)).hasMessageContaining("was 7");
    }

    private static Grade grade(String subject, Grade.Kind kind, int minutes, String best) {
        return new Grade(
                subject + "@" + minutes + "m",
                subject,
                new Symbol("ADAUSDT"),
                "classic/1",
                "mark",
                kind,
                true,
                null,
                Instant.EPOCH,
                Price.of("1"),
                Grade.Heading.UP,
                null,
                0,
                minutes,
                List.of(),
                new BigDecimal(best),
                BigDecimal.ZERO,
                false);
    }
}
