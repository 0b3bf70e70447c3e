package io.autofutures.status;

import io.autofutures.status.projector.ProjectionDatabase;
import io.autofutures.status.projector.Projector;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready once the projector reads its topics and its database answers. */
final class ProjectorHealth implements HealthIndicator {
    private final Projector projector;
    private final ProjectionDatabase database;

    ProjectorHealth(Projector projector, ProjectionDatabase database) {
        this.projector = projector;
        this.database = database;
    }

    @Override
    public Health health() {
        boolean ready = projector.ready() && database.answers();
        return (ready ? Health.up() : Health.outOfService()).build();
    }
}
