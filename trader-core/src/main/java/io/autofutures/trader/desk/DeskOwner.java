package io.autofutures.trader.desk;

import io.autofutures.execution.Moment;
import io.autofutures.execution.desk.DeskCore;
import io.autofutures.execution.desk.DeskInput;
import io.autofutures.execution.desk.DeskRecord;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.control.Command;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.model.trade.DeskState;
import io.autofutures.model.trade.Proposal;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk of one account partition: one thread, one queue. Inputs, answers and timers go into the pure core; what comes
 * out is committed with the inputs' positions; only then do effects leave.
 */
final class DeskOwner implements Ownership.Owner {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeskOwner.class);

    /** recvWindow of what a former owner may have sent, and a second. */
    static final Duration ENTRIES_AFTER = Duration.ofSeconds(3);

    private final DeskIdentity identity;
    private final DeskFacts facts;
    private final VenueClock clock;
    private final VenueTimers timers;
    private final Ownership.Context context;
    private final EffectRunner effects;
    private final DeskCore core;
    private Instant entriesFrom = Instant.MAX;
    private boolean takenOver;
    private Moment applied;
    private @Nullable Instant timerDue;
    private VenueTimers.@Nullable Handle timer;

    DeskOwner(
            DeskIdentity identity,
            DeskFacts facts,
            VenueCalls calls,
            VenueClock clock,
            VenueTimers timers,
            BiFunction<VenueCalls, Runnable, EffectRunner> runner,
            Ownership.Context context) {
        this.identity = identity;
        this.facts = facts;
        this.clock = clock;
        this.timers = timers;
        this.context = context;
        this.effects = runner.apply(calls, context::wake);
        this.core = new DeskCore(identity.account(), identity.installation(), identity.dryRun());
        this.applied = now();
    }

    @Override
    public void restore(List<Delivery<?>> state) {
        List<DeskState> kept = new ArrayList<>();
        for (Delivery<?> delivery : state) {
            if (delivery.value() instanceof DeskState own && own.account().equals(identity.account())) {
                kept.add(own);
            }
        }
        core.restore(kept);
        Moment now = now();
        entriesFrom = now.after(ENTRIES_AFTER);
        takenOver = true;
        LOGGER.atInfo()
                .addKeyValue("account", identity.account())
                .addKeyValue("trades", core.trades().keySet())
                .log("The desk is taken over");
        context.wake();
    }

    @Override
    public List<Outgoing<?>> apply(List<Delivery<?>> inputs) {
        Moment now = now();
        applied = now;
        if (takenOver) {
            takenOver = false;
            core.apply(new DeskInput.TakenOver(), now);
        }
        effects.take().forEach(answer -> core.apply(answer, now));
        for (Delivery<?> delivery : inputs) {
            input(delivery, now).ifPresent(input -> core.apply(input, now));
        }
        core.apply(new DeskInput.Looked(), now);
        for (Proposal proposal : core.ripe(now)) {
            core.apply(new DeskInput.Ripe(proposal, facts.at(now, proposal)), now);
        }
        core.drainAlarms()
                .forEach(alarm -> LOGGER.atError().addKeyValue("error", alarm).log("The desk is alarmed"));
        List<Outgoing<?>> outgoing = new ArrayList<>();
        for (DeskRecord record : core.drain(now)) {
            outgoing.add(DeskRecords.outgoing(record));
        }
        return outgoing;
    }

    @Override
    public void committed() {
        effects.start(core.effects(applied), context.owns());
        arrange();
        effects.committed(); // last: from here on lockstep may go on
    }

    private Optional<DeskInput> input(Delivery<?> delivery, Moment now) {
        return switch (delivery.value()) {
            case Proposal proposal
            when proposal.account().equals(identity.account()) ->
                Optional.of(new DeskInput.Proposed(proposal, now.at().plus(timers.settling())));
            case OrderEvent event
            when event.account().equals(identity.account()) -> Optional.of(new DeskInput.Reported(event));
            case Command command -> {
                LOGGER.atWarn().addKeyValue("command", command.name()).log("The desk knows no such command");
                yield Optional.empty();
            }
            default -> {
                LOGGER.atWarn().addKeyValue("topic", delivery.topic().name()).log("Not of this desk's account");
                yield Optional.empty();
            }
        };
    }

    /** One timer, for the earliest instant at which something happens by itself. */
    private void arrange() {
        Optional<Instant> next = core.nextLook(applied);
        if (entriesFrom.isAfter(applied.at()) && !core.trades().isEmpty()) {
            next = Optional.of(next.filter(entriesFrom::isAfter).orElse(entriesFrom));
        }
        Instant due = next.orElse(null);
        if (due == null || !due.equals(timerDue)) {
            if (timer != null) {
                timer.cancel();
            }
            timerDue = due;
            timer = due == null ? null : timers.at(due, context::wake);
        }
    }

    private Moment now() {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Moment(at, clock.speed(), !at.isBefore(entriesFrom));
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
        effects.close();
    }
}
