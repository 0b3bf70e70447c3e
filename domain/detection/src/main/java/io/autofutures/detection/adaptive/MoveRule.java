package io.autofutures.detection.adaptive;

import io.autofutures.detection.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Triggers when the mark price has moved from an extreme of the window by more than the symbol's usual deviation explains.
 * Each direction fires once a move and again only after it has calmed down.
 */
final class MoveRule {
    private final AdaptiveSettings settings;
    private final double threshold;
    private final double floor;
    private final Extremes window = new Extremes();
    private final UsualDeviation usual;
    private boolean upArmed = true;
    private boolean downArmed = true;

    record Memory(List<Extremes.Sample> window, UsualDeviation.State usual, boolean upArmed, boolean downArmed) {}

    MoveRule(AdaptiveSettings settings) {
        this.settings = settings;
        this.threshold = settings.moveZ().doubleValue();
        this.floor = settings.floorPct().doubleValue() / 100;
        this.usual = new UsualDeviation(settings.halfLifeSeconds());
    }

    MoveEvaluation judge(long atMillis, @Nullable BigDecimal price) {
        if (price == null) {
            return MoveEvaluation.without(Reason.MISSING_PRICE, null, window.size(), settings);
        }
        if (price.signum() <= 0) {
            return MoveEvaluation.without(Reason.INVALID_REFERENCE_PRICE, price, window.size(), settings);
        }
        window.append(new Extremes.Sample(atMillis, price));
        window.dropBefore(atMillis - settings.windowMillis());
        double deviation = usual.over(settings.windowMillis());
        boolean known = usual.known();
        usual.add(atMillis, price);
        if (window.size() < 2) {
            return MoveEvaluation.without(Reason.INSUFFICIENT_SAMPLES, price, window.size(), settings);
        }
        if (!known) {
            return MoveEvaluation.without(Reason.VOLATILITY_UNKNOWN, price, window.size(), settings);
        }
        return judge(price, deviation);
    }

    private MoveEvaluation judge(BigDecimal price, double deviation) {
        Extremes.Sample low = window.lowest();
        Extremes.Sample high = window.highest();
        double up = price.doubleValue() / low.price().doubleValue() - 1;
        double down = 1 - price.doubleValue() / high.price().doubleValue();
        upArmed |= calm(up, deviation);
        downArmed |= calm(down, deviation);
        boolean rising = up >= down;
        double move = rising ? up : down;
        var against = new ArrayList<Reason>(2);
        if (!(move >= threshold * deviation)) {
            against.add(Reason.MOVE_WITHIN_NOISE);
        }
        if (move < floor) {
            against.add(Reason.MOVE_BELOW_FLOOR);
        }
        if (against.isEmpty()) {
            if (rising ? upArmed : downArmed) {
                against.add(Reason.TRIGGERED);
                upArmed &= !rising;
                downArmed &= rising;
            } else {
                against.add(Reason.NOT_REARMED);
            }
        }
        return new MoveEvaluation(
                List.copyOf(against), window.size(), price, rising ? low : high, move, deviation, settings);
    }

    private boolean calm(double move, double deviation) {
        return move < settings.rearm() * Math.max(threshold * deviation, floor);
    }

    Memory memory() {
        return new Memory(window.samples(), usual.state(), upArmed, downArmed);
    }

    void restore(Memory memory) {
        memory.window().forEach(window::append);
        usual.restore(memory.usual());
        upArmed = memory.upArmed();
        downArmed = memory.downArmed();
    }
}
