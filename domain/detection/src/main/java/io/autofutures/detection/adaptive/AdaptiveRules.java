package io.autofutures.detection.adaptive;

import io.autofutures.detection.Evaluation;
import io.autofutures.detection.Reason;
import io.autofutures.detection.RuleSet;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Moves measured from the window's extremes in the symbol's usual deviations; surges against a robust baseline. */
public final class AdaptiveRules implements RuleSet {
    /** Name and version of the rules; another version may judge the same events differently. */
    public static final String NAME = "adaptive/1";

    private final MoveRule move;
    private final SurgeRule surge;
    private final SurgeEvaluation open;

    /** What the rules remember, for a checkpoint. */
    public record Memory(MoveRule.Memory move, SurgeRule.Memory surge) {}

    public AdaptiveRules(AdaptiveSettings settings) {
        this.move = new MoveRule(settings);
        this.surge = new SurgeRule(settings);
        this.open = SurgeEvaluation.without(Reason.CANDLE_NOT_CLOSED, settings);
    }

    /** Takes over what earlier rules remembered; what the settings keep no longer falls away. */
    public AdaptiveRules(AdaptiveSettings settings, Memory memory) {
        this(settings);
        move.restore(memory.move());
        surge.restore(memory.surge());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Evaluation onMark(Instant at, @Nullable BigDecimal price) {
        return move.judge(at.toEpochMilli(), price);
    }

    @Override
    public Evaluation onClosed(Kline candle) {
        return surge.judge(candle);
    }

    @Override
    public Evaluation onOpen() {
        return open;
    }

    @Override
    public boolean firesOnceAMove() {
        return true;
    }

    @Override
    public JsonNode memory() {
        return Json.mapper().valueToTree(new Memory(move.memory(), surge.memory()));
    }
}
