package io.autofutures.execution.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.execution.trade.ToyRun.Faults;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TradeProcessPropertyTest {
    private static void endsWell(long seed, Faults faults) {
        var run = new ToyRun(seed, faults);
        run.play(150);
        if (!run.trade.state().isFinal()) {
            assertThat(run.trade.state()).isInstanceOf(TradeState.Protected.class);
            assertThat(run.venue.covered())
                    .as("protected %s\n%s", run.trade, run.journal)
                    .isTrue();
            assertThat(run.trade.open()).isEqualTo(run.venue.position);

            run.venue.moveMark(new BigDecimal(seed % 2 == 0 ? "0.29" : "0.31"));
            run.settle();
        }
        if (!run.trade.state().isFinal()) { // its take-profit was refused
            run.venue.moveMark(new BigDecimal("0.29"));
            run.settle();
        }
        assertThat(run.trade.state().isFinal())
                .as("%s\n%s", run.trade, run.journal)
                .isTrue();
        assertThat(run.venue.position.isZero())
                .as("flat at the end\n%s", run.journal)
                .isTrue();
        assertThat(run.venue.hasLiveOrders())
                .as("nothing left at the venue\n%s", run.journal)
                .isFalse();
        assertThat(run.trade.filled()).isEqualTo(run.venue.bought);
        assertThat(TradeCodec.decode(TradeCodec.encode(run.trade))).isEqualTo(run.trade);
    }

    @Property(tries = 200)
    void anyOrderOfAnswersAndEventsEndsFlatAndSwept(@ForAll long seed) {
        endsWell(seed, Faults.NONE);
    }

    @Property(tries = 300)
    void lostRepliesNeverCostTheStopOrASecondEntry(@ForAll long seed) {
        endsWell(seed, new Faults(true, true, false, false, false));
    }

    @Property(tries = 300)
    void crashesAtAnyPointNeverCostTheStopOrASecondEntry(@ForAll long seed) {
        endsWell(seed, new Faults(true, true, true, false, false));
    }

    @Property(tries = 300)
    void aMovingMarketIsSurvivedWithAllFaults(@ForAll long seed) {
        endsWell(seed, new Faults(true, true, true, true, false));
    }

    @Property(tries = 300)
    void aHumanMayCloseOrCancelAtAnyTime(@ForAll long seed) {
        endsWell(seed, new Faults(true, true, false, true, true));
    }
}
