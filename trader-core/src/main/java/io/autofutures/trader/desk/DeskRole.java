package io.autofutures.trader.desk;

import java.util.Arrays;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** This process has the desk's role: {@code ROLES} names it, or is not set. */
final class DeskRole implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String roles = context.getEnvironment().getProperty("ROLES", "detector,decider,desk");
        return Arrays.stream(roles.split(",")).map(String::strip).anyMatch("desk"::equals);
    }
}
