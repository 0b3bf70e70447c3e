package io.autofutures.launcher.replay;

import io.autofutures.detection.RuleSets;
import io.autofutures.launcher.CommandFailure;

/** What a rule set is called on a command line. */
final class RuleArguments {
    private RuleArguments() {}

    /** @throws CommandFailure naming the known ones */
    static RuleSets named(String name) {
        try {
            return RuleSets.named(name);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--rules " + e.getMessage());
        }
    }
}
