package io.autofutures.trader;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Starts the roles that {@code ROLES} names; all of them unless it is given. */
final class TraderRoles implements ImportSelector {
    private final Environment environment;

    TraderRoles(Environment environment) {
        this.environment = environment;
    }

    /** @throws IllegalArgumentException naming the role that does not exist */
    static List<String> of(Environment environment) {
        List<String> roles = Arrays.stream(environment
                        .getProperty("ROLES", "detector,decider,desk")
                        .split(","))
                .map(role -> role.strip().toLowerCase(Locale.ROOT))
                .filter(role -> !role.isEmpty())
                .distinct()
                .toList();
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("ROLES must name at least one of detector, decider, desk");
        }
        roles.forEach(TraderRoles::configuration);
        return roles;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        return of(environment).stream().map(TraderRoles::configuration).toArray(String[]::new);
    }

    /** By name, so that the roles stay apart: none of these packages is known to another. */
    private static String configuration(String role) {
        return switch (role) {
            case "detector" -> "io.autofutures.trader.detector.DetectorConfiguration";
            case "decider" -> "io.autofutures.trader.decider.DeciderConfiguration";
            case "desk" -> "io.autofutures.trader.desk.DeskConfiguration";
            default ->
                throw new IllegalArgumentException(
                        "ROLES must be of detector, decider, desk (comma between), was " + role);
        };
    }
}
