package io.autofutures.detection.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.detection.MarketEvents;
import io.autofutures.detection.Reason;
import io.autofutures.model.settings.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClassicRulesTest {
    @Test
    void saysWhatAMarkPriceLacks() {
        var rules = rules(Map.of());

        assertThat(rules.onMark(MarketEvents.START, null).reasons()).containsExactly(Reason.MISSING_PRICE);
        var first = rules.onMark(MarketEvents.START, BigDecimal.ZERO);
        assertThat(first.reasons()).containsExactly(Reason.INSUFFICIENT_SAMPLES);
        assertThat(first.values()).containsEntry("sample_count", "1");
        assertThat(rules.onMark(MarketEvents.START.plusSeconds(1), BigDecimal.ONE)
                        .reasons())
                .containsExactly(Reason.INVALID_REFERENCE_PRICE);
    }

    @Test
    void keepsASampleOfExactlyTheWindowsAge() {
        var rules = rules(Map.of());
        rules.on(MarketEvents.mark(0, "100"));

        assertThat(rules.on(MarketEvents.mark(10, "100.25")).values())
                .containsEntry("base_price", "100")
                .containsEntry("delta_pct", "0.2500");
        assertThat(rules.on(MarketEvents.mark(20, "100.25")).triggered()).isFalse();
        assertThat(rules.on(MarketEvents.mark(31, "999")).reasons()).containsExactly(Reason.INSUFFICIENT_SAMPLES);
    }

    @Test
    void judgesInDoublesAsThePredecessorDid() {
        // |100.25 / 100 - 1| * 100 is 0.24999999999999467 in doubles: exact arithmetic would trigger, the classic rules
        // don't
        var rules = rules(Map.of("MP_DELTA_PCT", "0.25"));
        rules.on(MarketEvents.mark(0, "100"));

        var evaluation = (MarkEvaluation) rules.on(MarketEvents.mark(1, "100.25"));

        assertThat(evaluation.deltaPct()).isEqualTo(Math.abs(100.25 / 100.0 - 1) * 100);
        assertThat(evaluation.triggered()).isEqualTo(Math.abs(100.25 / 100.0 - 1) * 100 >= 0.25);
    }

    @Test
    void listsTheReasonsOfACandleTogether() {
        var rules = rules(Map.of());

        assertThat(rules.on(MarketEvents.quiet(0)).reasons())
                .containsExactly(Reason.RANGE_BELOW_THRESHOLD, Reason.VOLUME_HISTORY_UNAVAILABLE);
        assertThat(rules.on(MarketEvents.quiet(1)).reasons())
                .containsExactly(Reason.RANGE_BELOW_THRESHOLD, Reason.VOLUME_BELOW_THRESHOLD);
        assertThat(rules.onClosed(null, BigDecimal.ONE, BigDecimal.ONE, null, null)
                        .reasons())
                .containsExactly(Reason.MISSING_PRICE_DATA, Reason.VOLUME_MISSING);
        assertThat(rules.on(MarketEvents.open(MarketEvents.quiet(2).kline(), MarketEvents.START))
                        .reasons())
                .containsExactly(Reason.CANDLE_NOT_CLOSED);
    }

    @Test
    void aSurgeTriggersAndJoinsTheHistory() {
        var rules = rules(Map.of("VOL_LOOKBACK", "3", "USE_QUOTE_VOLUME", "false"));
        for (int minute = 0; minute < 6; minute++) {
            rules.on(MarketEvents.quiet(minute));
        }

        var surge = volume(rules, "2000", "1");
        assertThat(surge.triggered()).isTrue();
        assertThat(surge.values()).containsEntry("avg_vol", "1000.00").containsEntry("vol_ratio", "2.00");
        // five candles are kept although VOL_LOOKBACK is 3: (4 × 1000 + 2000) ÷ 5
        assertThat(volume(rules, "1", "1").values()).containsEntry("avg_vol", "1200.00");
    }

    @Test
    void prefersQuoteVolumeWhereThereIsOne() {
        var rules = rules(Map.of());

        assertThat(volume(rules, "5", "700").values()).containsEntry("vol", "700");
        assertThat(volume(rules, "5", null).values()).containsEntry("vol", "5");
    }

    @Property(tries = 300, seed = "20261122")
    void agreesWithTheObviousVersion(
            @ForAll @Size(min = 1, max = 80) List<@IntRange(min = 0, max = 4_000) Integer> gapsMillis,
            @ForAll @Size(min = 80, max = 80) List<@IntRange(min = 9_950, max = 10_050) Integer> cents) {
        var rules = rules(Map.of("MP_WINDOW_SEC", "5"));
        Deque<long[]> window = new ArrayDeque<>();
        long at = MarketEvents.START.toEpochMilli();
        for (int i = 0; i < gapsMillis.size(); i++) {
            at += gapsMillis.get(i);
            window.addLast(new long[] {at, cents.get(i)});
            while (window.getFirst()[0] / 1000.0 < at / 1000.0 - 5) {
                window.removeFirst();
            }
            double delta = Math.abs((cents.get(i) / 100.0) / (window.getFirst()[1] / 100.0) - 1) * 100;

            var evaluation = rules.onMark(Instant.ofEpochMilli(at), BigDecimal.valueOf(cents.get(i), 2));

            assertThat(evaluation.triggered()).isEqualTo(window.size() >= 2 && delta >= 0.25);
            if (window.size() >= 2) {
                assertThat(evaluation.deltaPct()).isEqualTo(delta);
            }
        }
    }

    private static KlineEvaluation volume(ClassicRules rules, String base, @Nullable String quote) {
        var price = new BigDecimal("0.31");
        return rules.onClosed(price, price, price, new BigDecimal(base), quote == null ? null : new BigDecimal(quote));
    }

    private static ClassicRules rules(Map<String, String> changed) {
        return new ClassicRules(ClassicSettings.of(Settings.of(new HashMap<>(changed)), MarketEvents.SYMBOL));
    }
}
