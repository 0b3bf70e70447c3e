package io.autofutures.launcher.demo;

import io.autofutures.model.control.ServiceStatus;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Listens to the heartbeats until every service named has said that it is ready. */
final class Readiness {
    private final Set<String> awaited;
    private final Map<String, String> states = new TreeMap<>();

    Readiness(Set<String> services) {
        this.awaited = Set.copyOf(services);
    }

    Broadcast broadcast() {
        return Broadcast.latest("demo-readiness", List.of(Topics.SERVICE_STATUS), this::hear)
                .asSink();
    }

    private synchronized void hear(List<Delivery<?>> batch) {
        for (Delivery<?> delivery : batch) {
            if (delivery.value() instanceof ServiceStatus status) {
                states.put(status.service(), status.state());
            }
        }
        notifyAll();
    }

    /** @return the services that are not ready after that time, empty when all are */
    synchronized Set<String> await(long milliseconds) throws InterruptedException {
        long deadline = System.nanoTime() + milliseconds * 1_000_000;
        while (!missing().isEmpty()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return missing();
    }

    private Set<String> missing() {
        var missing = new TreeSet<>(awaited);
        missing.removeIf(service -> "ready".equals(states.get(service)));
        return missing;
    }
}
