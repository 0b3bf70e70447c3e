package io.autofutures.execution.trade;

import static io.autofutures.execution.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.execution.Moment;
import io.autofutures.execution.Plans;
import io.autofutures.execution.Samples;
import io.autofutures.execution.trade.OrderNews.Asked;
import io.autofutures.execution.trade.OrderNews.NotExecuted;
import io.autofutures.execution.trade.OrderNews.NotFound;
import io.autofutures.execution.trade.OrderNews.PlaceRefused;
import io.autofutures.execution.trade.OrderNews.Placed;
import io.autofutures.execution.trade.OrderNews.Unclear;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.model.trade.TradeStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row by row: a state, what is learnt, the state after it and what it calls for. */
class TradeTableTest {
    private Instant now = T0;
    private boolean mayEnter = true;
    private Trade trade = TradeProcess.begin(Samples.MAIN, "af01", Plans.approved("1000"), false, moment())
            .trade();
    private final List<TradeStep> steps = new ArrayList<>();

    private Moment moment() {
        return new Moment(now, 1, mayEnter);
    }

    private void on(TradeInput input) {
        if (TradeProcess.on(trade, input, moment()) instanceof Transition.Moved moved) {
            trade = moved.trade();
            moved.steps().stream().map(TradeEvent::step).forEach(steps::add);
        }
    }

    private void about(Leg leg, int number, OrderNews news) {
        on(new TradeInput.About(id(leg, number), news));
    }

    private void after(Duration duration) {
        now = now.plus(duration);
        on(new TradeInput.Tick());
    }

    private ClientOrderId id(Leg leg, int number) {
        return ClientOrderId.of("af01", Samples.LINEAGE, leg, number);
    }

    private OrderView view(Leg leg, OrderStatus status, String filled) {
        boolean plain = leg == Leg.ENTRY || leg == Leg.CLOSE;
        OrderType type = plain
                ? OrderType.MARKET
                : leg == Leg.TAKE_PROFIT ? OrderType.TAKE_PROFIT_MARKET : OrderType.STOP_MARKET;
        return ToyVenue.view(
                id(leg, 1), plain ? Book.PLAIN : Book.ALGO, type, status, Quantity.ZERO, Quantity.of(filled));
    }

    private List<String> wanted() {
        return TradeEffects.wanted(trade, moment()).stream().map(Effect::key).toList();
    }

    private String key(String verb, Leg leg, int number) {
        return verb + "/" + id(leg, number);
    }

    private void arming() {
        on(new TradeInput.Prepared());
    }

    private void armed() {
        arming();
        about(Leg.ARMED_STOP, 1, new Placed(view(Leg.ARMED_STOP, OrderStatus.NEW, "0")));
        about(Leg.ARMED_STOP, 1, new Asked(view(Leg.ARMED_STOP, OrderStatus.NEW, "0")));
    }

    private void filled() {
        armed();
        about(Leg.ENTRY, 1, new Placed(view(Leg.ENTRY, OrderStatus.FILLED, "1000")));
    }

    private void isProtected() {
        filled();
        about(Leg.POSITION_STOP, 1, new Placed(view(Leg.POSITION_STOP, OrderStatus.NEW, "0")));
        about(Leg.POSITION_STOP, 1, new Asked(view(Leg.POSITION_STOP, OrderStatus.NEW, "0")));
    }

    private void assertState(Class<? extends TradeState> state) {
        assertThat(trade.state()).isInstanceOf(state);
    }

    @Test
    void aNewTradePreparesItsSymbol() {
        assertThat(wanted()).containsExactly("prepare/" + trade.tradeId());
    }

    @Test
    void aSymbolThatCannotBePreparedEndsIt() {
        on(new TradeInput.PrepareRefused("-4047"));

        assertState(TradeState.Abandoned.class);
        assertThat(steps).containsExactly(TradeStep.ABANDONED);
    }

    @Test
    void aPreparedSymbolCallsForTheArmedStop() {
        arming();

        assertThat(wanted()).containsExactly(key("place", Leg.ARMED_STOP, 1));
    }

    @Test
    void aReplyIsNotEnoughToBeArmed() {
        arming();
        about(Leg.ARMED_STOP, 1, new Placed(view(Leg.ARMED_STOP, OrderStatus.NEW, "0")));

        assertState(TradeState.Arming.class);
        assertThat(wanted()).containsExactly(key("ask", Leg.ARMED_STOP, 1));
    }

    @Test
    void aConfirmedStopCallsForTheEntryAfterItsOwnStep() {
        armed();

        assertThat(steps).containsExactly(TradeStep.ARMED, TradeStep.ENTRY_SENDING);
        assertThat(TradeEffects.wanted(trade, moment()))
                .singleElement()
                .isInstanceOfSatisfying(Effect.SendEntry.class, entry -> assertThat(entry.stamp())
                        .isEqualTo(now));
    }

    @Test
    void aNewOwnerWaitsBeforeTheEntry() {
        mayEnter = false;
        armed();
        assertState(TradeState.Armed.class);
        assertThat(wanted()).isEmpty();

        mayEnter = true;
        after(Duration.ofMillis(1));
        assertState(TradeState.EntrySending.class);
    }

    @Test
    void aRefusedArmedStopEndsIt() {
        arming();
        about(Leg.ARMED_STOP, 1, new PlaceRefused(-2021, "would trigger", false, 0));

        assertState(TradeState.Abandoned.class);
    }

    @Test
    void anArmedStopThatFiresBeforeTheEntryEndsIt() {
        mayEnter = false;
        armed();
        about(Leg.ARMED_STOP, 1, new Asked(view(Leg.ARMED_STOP, OrderStatus.FINISHED, "0")));

        assertState(TradeState.Abandoned.class);
        assertThat(trade.latest(Leg.ENTRY)).isEmpty();
    }

    @Test
    void anExpiredTradeSendsNoEntryAndSweepsItsStop() {
        mayEnter = false;
        armed();
        mayEnter = true;
        after(Duration.ofSeconds(31));

        assertState(TradeState.Abandoning.class);
        assertThat(wanted()).contains(key("cancel", Leg.ARMED_STOP, 1));

        about(Leg.ARMED_STOP, 1, new OrderNews.CancelDone(null));
        assertState(TradeState.Abandoned.class);
    }

    @Test
    void aRefusedEntrySweepsTheArmedStop() {
        armed();
        about(Leg.ENTRY, 1, new PlaceRefused(-2019, "margin", false, 0));

        assertState(TradeState.Abandoning.class);
        assertThat(wanted()).contains(key("cancel", Leg.ARMED_STOP, 1));
    }

    @Test
    void anEntryThatSurelyDidNotHappenGetsANewStepAndStamp() {
        armed();
        about(Leg.ENTRY, 1, new NotExecuted("503", 0));
        assertState(TradeState.Armed.class);

        after(Duration.ofMillis(500));
        assertThat(TradeEffects.wanted(trade, moment()))
                .singleElement()
                .isInstanceOfSatisfying(Effect.SendEntry.class, entry -> {
                    assertThat(entry.stamp()).isEqualTo(now);
                    assertThat(entry.attempt()).isEqualTo(1);
                });
    }

    @Test
    void anEntryOfUnknownOutcomeIsOnlyAskedForUntilTheGraceIsOver() {
        armed();
        about(Leg.ENTRY, 1, new Unclear("time-out"));
        assertState(TradeState.Entering.class);
        assertThat(wanted()).containsExactly(key("ask", Leg.ENTRY, 1));

        about(Leg.ENTRY, 1, new NotFound());
        assertState(TradeState.Entering.class);

        now = now.plusMillis(14_999);
        about(Leg.ENTRY, 1, new NotFound());
        assertState(TradeState.Entering.class);

        now = now.plusMillis(1);
        about(Leg.ENTRY, 1, new NotFound());
        assertState(TradeState.Abandoning.class);
    }

    @Test
    void aFillCallsForTheClosePositionStopWithin2Seconds() {
        filled();

        assertState(TradeState.Protecting.class);
        assertThat(wanted()).containsExactly(key("place", Leg.POSITION_STOP, 1));
        assertThat(steps).endsWith(TradeStep.ENTRY_SENT, TradeStep.FILLED);
    }

    @Test
    void aStopThatWouldTriggerMeansAMarketExit() {
        filled();
        about(Leg.POSITION_STOP, 1, new PlaceRefused(-2021, "would trigger", false, 0));

        assertState(TradeState.Exiting.class);
        assertThat(wanted()).contains(key("place", Leg.CLOSE, 1));
    }

    @Test
    void aStopRefusedOtherwiseIsTriedAgainUnderANewNumberUntilTheDeadline() {
        filled();
        about(Leg.POSITION_STOP, 1, new PlaceRefused(-4045, "too many", false, 0));
        assertState(TradeState.Protecting.class);
        after(Duration.ofMillis(200));
        assertThat(wanted()).contains(key("place", Leg.POSITION_STOP, 2));

        after(Duration.ofMillis(1_800));
        assertState(TradeState.Exiting.class);
        assertThat(wanted()).contains(key("place", Leg.CLOSE, 1));
    }

    @Test
    void aStopIdThatExistsIsAskedForAndAdopted() {
        filled();
        about(Leg.POSITION_STOP, 1, new PlaceRefused(-4116, "duplicate", false, 0));
        assertThat(wanted()).contains(key("ask", Leg.POSITION_STOP, 1));

        about(Leg.POSITION_STOP, 1, new Asked(view(Leg.POSITION_STOP, OrderStatus.NEW, "0")));
        assertState(TradeState.Protected.class);
    }

    @Test
    void theArmedStopIsCanceledAfterItsStepThenTheTakeProfitComes() {
        isProtected();
        assertThat(steps).endsWith(TradeStep.PROTECTED, TradeStep.CANCEL_SENDING);
        assertThat(wanted()).containsExactly(key("cancel", Leg.ARMED_STOP, 1));

        about(Leg.ARMED_STOP, 1, new OrderNews.CancelDone(null));
        assertThat(wanted()).containsExactly(key("place", Leg.TAKE_PROFIT, 1));
    }

    @Test
    void theArmedStopStaysWhileTheEntryCanFill() {
        armed();
        about(Leg.ENTRY, 1, new Placed(view(Leg.ENTRY, OrderStatus.PARTIALLY_FILLED, "400")));
        about(Leg.POSITION_STOP, 1, new Asked(view(Leg.POSITION_STOP, OrderStatus.NEW, "0")));

        assertState(TradeState.Protected.class);
        assertThat(steps).contains(TradeStep.PARTLY_FILLED).doesNotContain(TradeStep.CANCEL_SENDING);
    }

    @Test
    void anArmedStopThatDiesBeforeTheEntryEndsCancelsTheRestAndClosesWhatFilled() {
        armed();
        about(Leg.ENTRY, 1, new Placed(view(Leg.ENTRY, OrderStatus.PARTIALLY_FILLED, "400")));
        about(Leg.ARMED_STOP, 1, new Asked(view(Leg.ARMED_STOP, OrderStatus.REJECTED, "0")));

        assertState(TradeState.Exiting.class);
        assertThat(wanted()).contains(key("cancel", Leg.ENTRY, 1), key("place", Leg.CLOSE, 1));
    }

    @Test
    void aRefusedTakeProfitIsRecordedAndTheTradeGoesOn() {
        isProtected();
        about(Leg.ARMED_STOP, 1, new OrderNews.CancelDone(null));
        about(Leg.TAKE_PROFIT, 1, new PlaceRefused(-2021, "would trigger", false, 0));

        assertState(TradeState.Protected.class);
        assertThat(steps).endsWith(TradeStep.TAKE_PROFIT_REFUSED);
    }

    @Test
    void aDeadPositionStopIsReplaced() {
        isProtected();
        about(Leg.POSITION_STOP, 1, new Asked(view(Leg.POSITION_STOP, OrderStatus.CANCELED, "0")));

        assertState(TradeState.Protecting.class);
        assertThat(wanted()).contains(key("place", Leg.POSITION_STOP, 2), "position/" + trade.tradeId());
    }

    @Test
    void aFilledStopClosesAndLeftoversAreAskedForBeforeTheyAreCanceled() {
        isProtected();
        about(Leg.ARMED_STOP, 1, new OrderNews.CancelDone(null));
        about(Leg.TAKE_PROFIT, 1, new Asked(view(Leg.TAKE_PROFIT, OrderStatus.NEW, "0")));
        about(Leg.POSITION_STOP, 1, new Asked(view(Leg.POSITION_STOP, OrderStatus.FINISHED, "1000")));
        assertThat(trade.state()).isEqualTo(new TradeState.Closed("STOP"));
        assertThat(wanted()).containsExactly(key("ask", Leg.TAKE_PROFIT, 1));

        about(Leg.TAKE_PROFIT, 1, new Asked(view(Leg.TAKE_PROFIT, OrderStatus.EXPIRED, "0")));
        assertState(TradeState.Swept.class);
    }

    @Test
    void aCloseBySomeoneElseCountsWhenTheVenueSaysFlatTwice() {
        isProtected();
        on(new TradeInput.PositionReportedFlat());
        assertThat(wanted()).contains("position/" + trade.tradeId());
        on(new TradeInput.PositionRead(Quantity.ZERO));
        assertState(TradeState.Protected.class);

        now = now.plusSeconds(1);
        on(new TradeInput.PositionRead(Quantity.ZERO));
        assertThat(trade.state()).isEqualTo(new TradeState.Closed("FOREIGN"));
    }

    @Test
    void aTakenOverEntryIsAskedForAndNotSent() {
        armed();
        on(new TradeInput.Restored());

        assertState(TradeState.Entering.class);
        assertThat(wanted()).contains(key("ask", Leg.ENTRY, 1)).doesNotContain(key("place", Leg.ENTRY, 1));
    }

    @Test
    void aRepeatSaysNothingNew() {
        filled();
        Trade before = trade;
        about(Leg.ENTRY, 1, new Placed(view(Leg.ENTRY, OrderStatus.FILLED, "1000")));

        assertThat(trade).isEqualTo(before);
    }

    @Test
    void anOrderOfAnotherTradeIsIllegal() {
        assertThat(TradeProcess.on(trade, new TradeInput.About(new ClientOrderId("web_1"), new NotFound()), moment()))
                .isInstanceOf(Transition.Illegal.class);
    }
}
