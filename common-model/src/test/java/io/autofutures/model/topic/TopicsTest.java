package io.autofutures.model.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void everyTopicOfTheArchitectureIsDeclaredOnce() {
        assertThat(Topics.all())
                .extracting(Topic::name)
                .containsExactlyInAnyOrder(
                        "ws-events",
                        "user-events",
                        "triggers",
                        "evaluations",
                        "grades",
                        "proposals",
                        "decisions",
                        "trade-events",
                        "desk-state",
                        "order-events",
                        "positions",
                        "account",
                        "commands",
                        "command-results",
                        "controls",
                        "settings",
                        "detector-state",
                        "service-status",
                        "audit",
                        "shadow-proposals",
                        "shadow-decisions");
    }

    @Test
    void theOwnerDecidesThePartitionAndTheKeyIsFiner() {
        var at = Instant.EPOCH;
        var position = new PositionState(
                new AccountId("main"),
                new Symbol("BTCUSDT"),
                PositionSide.LONG,
                Quantity.of("1"),
                Price.of("1"),
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                5,
                "isolated",
                "e",
                null,
                List.of(),
                null,
                at,
                at);

        assertThat(Topics.POSITIONS.partitionBy().apply(position)).isEqualTo("main");
        assertThat(Topics.POSITIONS.key().apply(position)).isEqualTo("main/BTCUSDT/LONG");
    }
}
