package io.autofutures.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

    private final Limits limits = new Limits(10);

    private Limits.Spent spend(String from, int weight, double second) {
        return limits.spend(from, weight, Route.Pool.NONE, Duration.ofMillis((long) (second * 1_000)), NOW);
    }

    @Test
    void countsPerAddressAndMinute() {
        assertThat(spend("a", 2_000, 1).used()).isEqualTo(2_000);
        assertThat(spend("a", 400, 59).refusal()).isNull();
        assertThat(spend("b", 1, 59).used()).isEqualTo(1);

        ApiError refused = spend("a", 1, 59).refusal();

        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo(-1003);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(spend("a", 5, 60).used()).isEqualTo(5);
    }

    @Test
    void bansWhoGoesOnForLongerEachTime() {
        ApiError last = null;
        for (int call = 0; call < 11; call++) {
            last = spend("a", 2_401, 10).refusal();
        }

        assertThat(last).isNotNull();
        assertThat(last.status()).isEqualTo(418);
        assertThat(last.text()).contains("IP banned until " + (NOW.toEpochMilli() + 120_000 * 10));
        assertThat(spend("a", 1, 129).refusal()).isNotNull();
        assertThat(spend("a", 1, 130).refusal()).isNull();
        for (int call = 0; call < 11; call++) {
            last = spend("a", 2_401, 180).refusal();
        }
        assertThat(last).isNotNull();
        assertThat(last.retryAfter()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void aPoolIsSharedAndLastsFiveMinutes() {
        for (int call = 0; call < 500; call++) {
            assertThat(limits.spend("a", 0, Route.Pool.FUNDING, Duration.ofSeconds(1), NOW)
                            .refusal())
                    .isNull();
        }

        ApiError refused = limits.spend("a", 0, Route.Pool.FUNDING, Duration.ofSeconds(100), NOW)
                .refusal();

        assertThat(refused).isNotNull();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(200));
        assertThat(limits.spend("a", 0, Route.Pool.DATA, Duration.ofSeconds(100), NOW)
                        .refusal())
                .isNull();
        assertThat(limits.spend("a", 0, Route.Pool.FUNDING, Duration.ofSeconds(300), NOW)
                        .refusal())
                .isNull();
    }

    @Test
    void ordersAreCountedForTheAccount() {
        Duration at = Duration.ofSeconds(5);
        var batch = new Route.OrderCost(5, 1);
        for (int call = 0; call < 60; call++) {
            assertThat(limits.mayOrder("a", batch, at, NOW)).isNull();
            limits.ordered(batch, at);
        }

        ApiError refused = limits.mayOrder("b", Route.OrderCost.ONE, at, NOW);

        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(-1015);
        assertThat(refused.text()).contains("300 orders per TEN_SECONDS");
        assertThat(limits.mayOrder("b", Route.OrderCost.ONE, Duration.ofSeconds(10), NOW))
                .isNull();
        assertThat(limits.ordered(Route.OrderCost.ONE, Duration.ofSeconds(10)))
                .isEqualTo(new Limits.OrderCounts(1, 61));
    }
}
