package io.autofutures.detection;

import io.autofutures.detection.grading.Grader;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.EvaluationRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rule sets of one symbol: the one that trades and perhaps one beside it. One that is taken out of service stays until
 * its interval has ended, so that the totals of an interval are told once and whole.
 */
final class Lanes {
    private final Symbol symbol;
    private final Grader grader;
    private final Map<RuleSets, Lane> all = new EnumMap<>(RuleSets.class);
    private Lane trading;
    private @Nullable Lane shadow;

    /** @param saved from {@link #state()}; those of another version of the rules are left out */
    Lanes(Symbol symbol, Grader grader, Settings settings, List<Lane.State> saved) {
        this.symbol = symbol;
        this.grader = grader;
        for (Lane.State state : saved) {
            for (RuleSets known : RuleSets.values()) {
                if (known.ruleSet().equals(state.ruleSet())) {
                    var its = LaneSettings.of(settings, symbol, known == RuleSets.trading(settings, symbol));
                    all.put(known, Lane.restore(symbol, known, settings, its, grader, state));
                }
            }
        }
        RuleSets first = RuleSets.trading(settings, symbol);
        RuleSets second = RuleSets.shadow(settings, symbol);
        this.trading = all.computeIfAbsent(first, which -> started(which, settings, true));
        this.shadow = second == null ? null : all.computeIfAbsent(second, which -> started(which, settings, false));
    }

    private Lane started(RuleSets which, Settings settings, boolean trades) {
        return new Lane(symbol, which, settings, LaneSettings.of(settings, symbol, trades), grader);
    }

    Lane trading() {
        return trading;
    }

    @Nullable
    Lane shadow() {
        return shadow;
    }

    void choose(Settings settings) {
        trading = chosen(RuleSets.trading(settings, symbol), settings, true);
        RuleSets second = RuleSets.shadow(settings, symbol);
        shadow = second == null ? null : chosen(second, settings, false);
        for (Lane lane : all.values()) {
            if (lane != trading && lane != shadow) {
                lane.adopt(settings, LaneSettings.of(settings, symbol, false));
            }
        }
    }

    private Lane chosen(RuleSets which, Settings settings, boolean trades) {
        Lane known = all.get(which);
        if (known == null) {
            Lane added = started(which, settings, trades);
            all.put(which, added);
            return added;
        }
        known.adopt(settings, LaneSettings.of(settings, symbol, trades));
        return known;
    }

    /** @param unjudged told with the totals of the rules that trade */
    List<EvaluationRecord.Totals> endInterval(long fromMillis, Map<String, Long> unjudged) {
        var totals = new ArrayList<EvaluationRecord.Totals>(2);
        for (Lane lane : all.values()) {
            boolean trades = lane == trading;
            var its = lane.endInterval(fromMillis, trades, trades ? unjudged : Map.of());
            if (its != null) {
                totals.add(its);
            }
        }
        all.values().removeIf(lane -> lane != trading && lane != shadow);
        return totals;
    }

    List<Lane.State> state() {
        return all.values().stream().map(Lane::state).toList();
    }
}
