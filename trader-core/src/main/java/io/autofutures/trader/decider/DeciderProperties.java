package io.autofutures.trader.decider;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param modelDeadline patience for one answer of the model, positive
 * @param maxInFlight triggers at work at once over all symbols, positive
 */
@ConfigurationProperties("autofutures.decider")
public record DeciderProperties(
        @DefaultValue("20s") Duration modelDeadline,
        @DefaultValue("32") int maxInFlight) {
    public DeciderProperties {
        if (!modelDeadline.isPositive() || maxInFlight < 1) {
            throw new IllegalArgumentException(
                    "autofutures.decider.model-deadline and max-in-flight must be positive, were %s and %d"
                            .formatted(modelDeadline, maxInFlight));
        }
    }
}
