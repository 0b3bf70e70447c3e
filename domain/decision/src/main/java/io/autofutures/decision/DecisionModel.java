package io.autofutures.decision;

import io.autofutures.decision.input.DecisionInput;
import org.jspecify.annotations.Nullable;

/** Whoever forms the opinion: rules or a language model. May block; may throw when it cannot answer. */
public interface DecisionModel {
    /** Name and version, for instance {@code rules/1}; stands in every proposal. */
    String name();

    /** @param input complete: candles and mark price are there */
    Answer ask(DecisionInput input);

    /**
     * @param prompt as rendered; absent for models without one
     * @param raw the exact answer, not validated
     */
    record Answer(@Nullable String prompt, String raw) {}
}
