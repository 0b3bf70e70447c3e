package io.autofutures.trader;

import io.autofutures.transport.Heartbeat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready once every role of this process is; the venue being away makes nothing unready. */
final class TraderHealth implements HealthIndicator {
    private final List<TraderRole> roles;

    TraderHealth(List<TraderRole> roles) {
        this.roles = List.copyOf(roles);
    }

    @Override
    public Health health() {
        var health = ready() ? Health.up() : Health.outOfService();
        return health.withDetails(states()).build();
    }

    Heartbeat.Health heartbeat() {
        var details = new TreeMap<String, String>();
        for (TraderRole role : roles) {
            details.put(role.role(), role.ready() ? "ready" : "starting");
            role.details().forEach((name, value) -> details.put(role.role() + "." + name, value));
        }
        return new Heartbeat.Health(ready() ? "ready" : "starting", details);
    }

    private boolean ready() {
        return roles.stream().allMatch(TraderRole::ready);
    }

    private Map<String, Object> states() {
        var states = new HashMap<String, Object>();
        roles.forEach(role -> states.put(role.role(), role.ready() ? "ready" : "starting"));
        return states;
    }
}
