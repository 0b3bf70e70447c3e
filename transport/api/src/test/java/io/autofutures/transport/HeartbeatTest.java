package io.autofutures.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.control.ServiceStatus;
import io.autofutures.model.time.VenueClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final InstantSource FIXED = InstantSource.fixed(Instant.parse("2024-08-08T00:00:00Z"));

    private final List<ServiceStatus> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void goesOnAfterABeatThatFailed() {
        var transport = publishing(record -> {
            if (attempts.incrementAndGet() == 1) {
                throw new TransportException("the broker is away");
            }
            published.add((ServiceStatus) record.value());
        });
        var health = new AtomicInteger();

        try (var _ = new Heartbeat(transport, "desk", "desk-1", List.of("desk"), FIXED, VenueClock.of(FIXED), () -> {
            if (health.incrementAndGet() == 2) {
                throw new IllegalStateException("no health");
            }
            return new Heartbeat.Health("ready", Map.of());
        })) {
            await().atMost(Duration.ofSeconds(10)).until(() -> !published.isEmpty());
        }

        assertThat(published.getFirst().state()).isEqualTo("ready");
        assertThat(health).hasValueGreaterThan(2);
    }

    private static Transport publishing(java.util.function.Consumer<Outgoing<?>> publish) {
        return (Transport) Proxy.newProxyInstance(
                HeartbeatTest.class.getClassLoader(), new Class<?>[] {Transport.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("publish")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    publish.accept((Outgoing<?>) arguments[0]);
                    return CompletableFuture.completedFuture(new Position("service-status", 0, 0));
                });
    }
}
