package io.autofutures.execution.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.execution.Moment;
import io.autofutures.execution.Plans;
import io.autofutures.execution.Samples;
import io.autofutures.model.order.ClientOrderId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One trade against the toy venue, with everything in between late, twice, lost or out of order as a seed says. */
final class ToyRun {
    /** What may go wrong. */
    record Faults(boolean replies, boolean reads, boolean crashes, boolean market, boolean human) {
        static final Faults NONE = new Faults(false, false, false, false, false);
    }

    private final Random random;
    private final Faults faults;
    final ToyVenue venue;
    final List<String> journal = new ArrayList<>();
    private final Map<String, Effect> inFlight = new LinkedHashMap<>();
    private final Map<String, TradeInput> answers = new LinkedHashMap<>(); // by the key of their effect
    private final Map<ClientOrderId, Instant> placedAt = new HashMap<>();
    private final List<TradeInput> told = new ArrayList<>();
    Trade trade;
    private Instant now = Samples.T0;
    private Instant entriesFrom = Samples.T0;
    private int streamed;
    private boolean calm;
    private boolean humanTouched;

    ToyRun(long seed, Faults faults) {
        this.random = new Random(seed);
        this.faults = faults;
        this.venue = new ToyVenue(random);
        this.trade = TradeProcess.begin(Samples.MAIN, "af01", Plans.approved("1000"), false, moment())
                .trade();
    }

    private Moment moment() {
        return new Moment(now, 1, !now.isBefore(entriesFrom));
    }

    /** Chaos, then calm until nothing moves. */
    void play(int steps) {
        for (int i = 0; i < steps && !trade.state().isFinal(); i++) {
            step();
        }
        calm = true;
        settle();
    }

    /** Delivers everything and lets time pass until the trade is over, or only waits for the market. */
    void settle() {
        for (int i = 0; i < 3_000; i++) {
            if (trade.state().isFinal() || (isQuiet() && waits())) {
                return;
            }
            step();
        }
        throw new AssertionError("does not settle: " + trade + "\n" + String.join("\n", journal));
    }

    private boolean isQuiet() {
        pull();
        return inFlight.isEmpty()
                && answers.isEmpty()
                && told.isEmpty()
                && TradeEffects.wanted(trade, moment()).isEmpty();
    }

    private boolean waits() {
        return trade.state() instanceof TradeState.Protected
                && trade.orders().stream()
                        .allMatch(order -> order.isOver()
                                || order.isConfirmed() && order.canceling().stamp() == null)
                && trade.orders().stream().anyMatch(order -> order.leg() == io.autofutures.model.order.Leg.TAKE_PROFIT);
    }

    private void step() {
        pull();
        for (Effect effect : TradeEffects.wanted(trade, moment())) {
            if (!answers.containsKey(effect.key())) {
                inFlight.putIfAbsent(effect.key(), effect);
            }
        }
        switch (random.nextInt(calm ? 4 : 8)) {
            case 0, 4 -> execute();
            case 1 -> answer();
            case 2 -> tell(!calm && random.nextInt(3) == 0);
            case 3 -> pass();
            case 5 -> market();
            case 6 -> crash();
            default -> human();
        }
    }

    /** What the stream has brought; late and in any order. */
    private void pull() {
        for (; streamed < venue.stream.size(); streamed++) {
            told.add(venue.stream.get(streamed));
        }
    }

    private void answer() {
        if (!answers.isEmpty()) {
            String key = pick(answers);
            TradeInput input = answers.get(key);
            answers.remove(key);
            apply(input);
        }
    }

    private void tell(boolean again) {
        if (!told.isEmpty()) {
            int index = random.nextInt(told.size());
            apply(again ? told.get(index) : told.remove(index));
        }
    }

    private String pick(Map<String, ?> from) {
        return new ArrayList<>(from.keySet()).get(random.nextInt(from.size()));
    }

    private void apply(TradeInput input) {
        if (input instanceof TradeInput.About(var id, var _) && id.lineage().isEmpty()) {
            return; // the desk gives a trade only what carries its lineage
        }
        switch (TradeProcess.on(trade, input, moment())) {
            case Transition.Moved moved -> {
                moved.steps().forEach(step -> journal.add(step.sequence() + " " + step.step() + " " + step.detail()));
                trade = moved.trade();
            }
            case Transition.Ignored _ -> {}
            case Transition.Illegal(String why) -> throw new AssertionError(why);
        }
    }

    private void execute() {
        if (inFlight.isEmpty()) {
            return;
        }
        String key = pick(inFlight);
        Effect effect = inFlight.remove(key);
        if (faults.replies() && !calm && random.nextInt(6) == 0) {
            TradeInput lost = lost(effect);
            boolean executed = random.nextBoolean() && unclear(lost);
            if (executed) {
                var _ = run(effect);
                check(effect.key());
            }
            if (executed || !unclear(lost) || random.nextBoolean()) {
                answers.put(key, lost);
                return;
            }
        }
        answers.put(key, run(effect));
        check(effect.key());
    }

    private static boolean unclear(TradeInput lost) {
        return lost instanceof TradeInput.About(var _, OrderNews.Unclear _)
                || lost instanceof TradeInput.About(var _, OrderNews.CancelUnclear _);
    }

    private TradeInput lost(Effect effect) {
        boolean sure = random.nextBoolean();
        return switch (effect) {
            case Effect.PrepareSymbol _ -> new TradeInput.Prepared();
            case Effect.PlaceConditional e ->
                new TradeInput.About(
                        e.id(), sure ? new OrderNews.NotExecuted("x", e.attempt()) : new OrderNews.Unclear("x"));
            case Effect.SendEntry e ->
                new TradeInput.About(
                        e.id(), sure ? new OrderNews.NotExecuted("x", e.attempt()) : new OrderNews.Unclear("x"));
            case Effect.CloseAtMarket e ->
                new TradeInput.About(
                        e.id(), sure ? new OrderNews.NotExecuted("x", e.attempt()) : new OrderNews.Unclear("x"));
            case Effect.Cancel e -> new TradeInput.About(e.id(), new OrderNews.CancelUnclear("x"));
            case Effect.AskOrder e -> new TradeInput.About(e.id(), new OrderNews.AskFailed("x"));
            case Effect.ReadPosition _ -> new TradeInput.PositionUnread("x");
        };
    }

    private TradeInput run(Effect effect) {
        if (effect.key().startsWith("place/")) {
            placedAt.put(new ClientOrderId(effect.key().substring(6)), now);
        }
        return switch (effect) {
            case Effect.PrepareSymbol _ -> new TradeInput.Prepared();
            case Effect.PlaceConditional e -> new TradeInput.About(e.id(), venue.place(e));
            case Effect.SendEntry e ->
                new TradeInput.About(
                        e.id(), venue.enter(e, now.isAfter(e.stamp().plusSeconds(2))));
            case Effect.CloseAtMarket e -> new TradeInput.About(e.id(), venue.close(e));
            case Effect.Cancel e ->
                new TradeInput.About(
                        e.id(),
                        now.isAfter(e.stamp().plusSeconds(2))
                                ? new OrderNews.CancelRefused(false, "-1021")
                                : venue.cancel(e));
            case Effect.AskOrder e -> {
                boolean fresh = now.isBefore(
                        placedAt.getOrDefault(e.id(), Instant.EPOCH).plusSeconds(1));
                boolean lag = faults.reads() && fresh && random.nextInt(2) == 0; // read-after-write
                yield new TradeInput.About(e.id(), lag ? new OrderNews.NotFound() : venue.ask(e.id()));
            }
            case Effect.ReadPosition _ -> new TradeInput.PositionRead(venue.position);
        };
    }

    private void pass() {
        if (!calm && random.nextBoolean()) {
            now = now.plusMillis(random.nextInt(400));
        } else if (inFlight.isEmpty() && answers.isEmpty()) {
            now = TradeEffects.nextLook(trade, moment()).orElse(now.plusMillis(100));
            if (now.isBefore(entriesFrom)) {
                now = entriesFrom;
            }
        }
        apply(new TradeInput.Tick());
    }

    private void market() {
        if (faults.market() && random.nextInt(6) == 0) {
            venue.moveMark(new BigDecimal("0.29").add(BigDecimal.valueOf(random.nextInt(20), 3)));
            check("market");
        }
    }

    private void crash() {
        if (faults.crashes() && random.nextInt(8) == 0) {
            inFlight.values().forEach(effect -> {
                if (random.nextBoolean()) {
                    var _ = run(effect); // it had left, nobody hears the reply
                    check(effect.key());
                }
            });
            inFlight.clear();
            answers.clear();
            trade = TradeCodec.decode(TradeCodec.encode(trade));
            entriesFrom = now.plus(Duration.ofSeconds(3));
            apply(new TradeInput.Restored());
        }
    }

    private void human() {
        if (faults.human() && random.nextInt(25) == 0) {
            humanTouched = true;
            if (random.nextBoolean()) {
                venue.flatten();
            } else {
                venue.cancelStops();
            }
        }
    }

    /** At this instant of the venue. A fill after a stop has fired is the first of the counted races. */
    private void check(String after) {
        assertThat(venue.entries).as("entries executed").isLessThanOrEqualTo(1);
        if (!humanTouched && !venue.stopHasFired) {
            assertThat(venue.covered())
                    .as("stops cover %s after %s; %s\n%s", venue.position, after, trade, String.join("\n", journal))
                    .isTrue();
        }
    }
}
