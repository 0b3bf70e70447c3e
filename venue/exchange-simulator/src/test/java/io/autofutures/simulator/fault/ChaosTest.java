package io.autofutures.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosTest {
    private static List<List<Effect.OnRequest>> orders(long seed, int count) {
        var chaos = new Chaos(seed);
        var all = new ArrayList<List<Effect.OnRequest>>();
        for (int number = 0; number < count; number++) {
            all.add(chaos.request("POST", "/fapi/v1/order"));
        }
        return all;
    }

    @Test
    void isAFunctionOfSeedEndpointAndNumber() {
        assertThat(orders(7, 2_000)).isEqualTo(orders(7, 2_000)).isNotEqualTo(orders(8, 2_000));
    }

    @Test
    void otherCallsBetweenChangeNothing() {
        var busy = new Chaos(7);
        var seen = new ArrayList<List<Effect.OnRequest>>();
        for (int number = 0; number < 500; number++) {
            busy.request("GET", "/fapi/v1/time");
            busy.frame("/market 1", number);
            seen.add(busy.request("POST", "/fapi/v1/order"));
        }

        assertThat(seen).isEqualTo(orders(7, 500));
    }

    @Test
    void keepsItsDocumentedShares() {
        var lost = orders(3, 100_000).stream()
                .filter(effects -> effects.stream().anyMatch(Effect.ReplyLost.class::isInstance))
                .count();
        var lagging = orders(3, 100_000).stream()
                .filter(effects -> effects.stream().anyMatch(Effect.ReadLag.class::isInstance))
                .count();

        assertThat(lost).isBetween(320L, 480L);
        assertThat(lagging).isBetween(4_700L, 5_300L);
    }

    @Test
    void queriesAreNeverLeftUnclear() {
        var chaos = new Chaos(5);
        for (int number = 0; number < 50_000; number++) {
            assertThat(chaos.request("GET", "/fapi/v1/order"))
                    .noneMatch(effect -> effect instanceof Effect.ReplyLost || effect instanceof Effect.Unknown503);
        }
    }
}
