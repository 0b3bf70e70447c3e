package io.autofutures.execution.desk;

import static io.autofutures.execution.Samples.ADA;
import static io.autofutures.execution.Samples.MAIN;
import static io.autofutures.execution.Samples.T0;
import static io.autofutures.execution.Samples.account;
import static io.autofutures.execution.Samples.advice;
import static io.autofutures.execution.Samples.at;
import static io.autofutures.execution.Samples.d;
import static io.autofutures.execution.Samples.proposal;
import static io.autofutures.execution.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.execution.Moment;
import io.autofutures.execution.gate.GateFacts;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.DeskState;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeskCoreTest {
    private final DeskCore core = new DeskCore(MAIN, "af01", false);
    private final Moment now = at(T0);
    private final Moment settled = at(T0.plusMillis(1));

    private static GateFacts facts(Moment now, String equity) {
        return new GateFacts(
                now,
                account(equity, equity),
                List.of(),
                List.of(),
                rules(),
                new GateFacts.Mark(Price.of("0.3"), T0),
                Settings.defaults(),
                true);
    }

    private static List<DeskRecord> decide(DeskCore core, Proposal proposal, Moment now, String equity) {
        core.apply(new DeskInput.Proposed(proposal, now.at().plusMillis(1)), now);
        Moment later = at(now.at().plusMillis(1));
        core.ripe(later).forEach(ripe -> core.apply(new DeskInput.Ripe(ripe, facts(later, equity)), later));
        return core.drain(later);
    }

    private static Decision decision(List<DeskRecord> records) {
        return records.stream()
                .filter(DeskRecord.Decided.class::isInstance)
                .map(record -> ((DeskRecord.Decided) record).decision())
                .findFirst()
                .orElseThrow();
    }

    private static List<DeskState> kept(List<DeskRecord> records) {
        return records.stream()
                .filter(DeskRecord.Kept.class::isInstance)
                .map(record -> ((DeskRecord.Kept) record).state())
                .toList();
    }

    private static OrderEvent.OrderFilled fill(Instant at, long tradeId, String realized, String commission) {
        return new OrderEvent.OrderFilled(
                MAIN,
                at,
                "f" + tradeId,
                ADA,
                new ClientOrderId("web_1"),
                1,
                tradeId,
                Side.SELL,
                PositionSide.LONG,
                Quantity.of("1"),
                Price.of("0.3"),
                Quantity.of("1"),
                d(commission),
                "USDT",
                d(realized),
                false,
                false);
    }

    private final Proposal advised = proposal(advice(Direction.LONG, "0.297", "0.306"));

    @Test
    void aProposalIsKeptUntilItsInstantHasSettled() {
        core.apply(new DeskInput.Proposed(advised, settled.at()), now);

        assertThat(core.ripe(now)).isEmpty();
        assertThat(core.nextLook(now)).contains(settled.at());
        assertThat(kept(core.drain(now)))
                .extracting(DeskState::name)
                .containsExactly("proposal/" + advised.proposalId());
        assertThat(core.ripe(settled)).containsExactly(advised);
    }

    @Test
    void anApprovalAndItsIntentAreOneBatch() {
        List<DeskRecord> records = decide(core, advised, now, "10000");

        assertThat(decision(records).approved()).isTrue();
        assertThat(records)
                .anySatisfy(record -> assertThat(record).isInstanceOfSatisfying(DeskRecord.Stepped.class, step -> {
                    assertThat(step.causationId()).isEqualTo(advised.lineage().decisionId());
                    assertThat(step.event().plan()).isNotNull();
                }));
        assertThat(kept(records))
                .extracting(DeskState::name)
                .containsExactlyInAnyOrder("risk", "trade/" + advised.lineage().tradeId());
        assertThat(core.effects(settled)).hasSize(1);
    }

    @Test
    void aRedeliveredProposalIsIgnoredEvenByANewOwner() {
        List<DeskState> states = kept(decide(core, advised, now, "10000"));
        assertThat(decide(core, advised, now, "10000")).isEmpty();

        var next = new DeskCore(MAIN, "af01", false);
        next.restore(states);
        assertThat(decide(next, advised, now, "10000")).isEmpty();
        assertThat(next.trades()).isEqualTo(core.trades());
        assertThat(next.risk()).isEqualTo(core.risk());
    }

    @Test
    void theDaysLossIsFoldedFromFillsOncePerTrade() {
        core.apply(new DeskInput.Reported(fill(T0, 1, "-290", "10")), now);
        core.apply(new DeskInput.Reported(fill(T0, 1, "-290", "10")), now);

        assertThat(core.risk().day().realizedNet()).isEqualByComparingTo("-300");
        Decision refused = decision(decide(core, advised, now, "9700"));
        assertThat(refused.refusedBy()).isEqualTo("daily_loss");
    }

    @Test
    void aHaltOutlivesARestartAndEndsWithTheDay() {
        core.apply(new DeskInput.Reported(fill(T0, 1, "-300", "0")), now);
        List<DeskState> states = kept(decide(core, advised, now, "9700"));
        var next = new DeskCore(MAIN, "af01", false);
        next.restore(states);

        assertThat(next.risk().day().haltedUntil()).isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
        next.apply(new DeskInput.Reported(fill(Instant.parse("2026-11-21T00:00:01Z"), 2, "1", "0")), now);
        assertThat(next.risk().day().haltedUntil()).isNull();
        assertThat(next.risk().day().realizedNet()).isEqualByComparingTo("1");
    }

    @Test
    void aDryRunKeepsNoTrade() {
        var dry = new DeskCore(MAIN, "af01", true);

        List<DeskRecord> records = decide(dry, advised, now, "10000");

        assertThat(decision(records).approved()).isTrue();
        assertThat(dry.trades()).isEmpty();
        assertThat(dry.effects(settled)).isEmpty();
    }

    @Test
    void anAdviceToCloseWithNothingOpenIsRefused() {
        Proposal flat = proposal(advice(Direction.FLAT, "0.297", "0.306"));

        assertThat(decision(decide(core, flat, now, "10000")).refusedBy()).isEqualTo("flat_nothing_open");
    }
}
