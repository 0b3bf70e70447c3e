package io.autofutures.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.detection.classic.ClassicRules;
import io.autofutures.detection.classic.ClassicSettings;
import io.autofutures.model.settings.Settings;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The comparison is fair only if both find the same moves. */
class SameVerdictsTest {
    private static final int WINDOW = 10;
    private static final String DELTA_PCT = "0.01";

    @Test
    void ta4jTriggersWhereTheClassicRulesDo() throws IOException {
        var file = RecordedData.file("market/BTCUSDT_wsframes_2024-08-08.ndtxt.gz");
        var marks = new MarkJudges(RecordedFrames.of(file, Stream.TRADE)).marks();
        var settings = Settings.of(Map.of("MP_DELTA_PCT", DELTA_PCT)); // low enough for prices of a quiet minute
        var classic =
                new ClassicRules(ClassicSettings.of(settings, marks.getFirst().symbol()));
        var ta4j = new Ta4jMarkRule(Double.parseDouble(DELTA_PCT));
        int triggered = 0;

        for (int i = 0; i < marks.size(); i++) {
            var mark = marks.get(i);
            boolean ours =
                    classic.onMark(mark.occurredAt(), mark.mark().value()).triggered();
            boolean theirs = ta4j.on(mark);
            if (i >= WINDOW) {
                assertThat(theirs).as("mark %d", i).isEqualTo(ours);
                triggered += ours ? 1 : 0;
            }
        }

        assertThat(triggered).isBetween(1, marks.size() / 2);
    }
}
