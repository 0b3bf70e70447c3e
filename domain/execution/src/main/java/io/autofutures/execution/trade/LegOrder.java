package io.autofutures.execution.trade;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.autofutures.execution.Moment;
import io.autofutures.execution.trade.OrderProgress.Ended;
import io.autofutures.execution.trade.OrderProgress.Fired;
import io.autofutures.execution.trade.OrderProgress.Live;
import io.autofutures.execution.trade.OrderProgress.Missing;
import io.autofutures.execution.trade.OrderProgress.Planned;
import io.autofutures.execution.trade.OrderProgress.Refused;
import io.autofutures.execution.trade.OrderProgress.Unsure;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One order of a trade and what is known of it.
 *
 * @param number counts repeated orders of the leg, from 1
 * @param quantity zero for closePosition orders and for exits, which are sized from the venue
 * @param filled cumulative, as far as known
 */
public record LegOrder(
        ClientOrderId id,
        Leg leg,
        int number,
        Quantity quantity,
        OrderProgress progress,
        Quantity filled,
        Asking asking,
        Canceling canceling) {
    /**
     * @param next when to ask for the order, while it is neither planned nor over
     * @param count answers since the progress last changed
     * @param missingSince first of the unbroken answers that neither book has it
     */
    public record Asking(Instant next, int count, @Nullable Instant missingSince) {}

    /**
     * @param stamp venue time of the committed step that allows to cancel it; absent when none is under way
     * @param notBefore no new cancel before this
     * @param gone the venue had nothing to cancel
     */
    public record Canceling(@Nullable Instant stamp, Instant notBefore, boolean gone) {}

    /** How long an order of unknown outcome may stay invisible before it counts as not placed. */
    static final Duration GRACE = Duration.ofSeconds(15);

    /** How long an order that was seen may be invisible before it counts as gone. */
    static final Duration LOST_AFTER = Duration.ofSeconds(2);

    private static final Duration RETRY = Duration.ofMillis(500);

    /** Codes that say: the same request may pass a little later, and nothing was done. */
    private static final Set<Integer> PASSING = Set.of(-1001, -1003, -1008, -1015, -1016, -1021, -5028);

    /** Codes that say: there is such an order already; ask for it. */
    private static final Set<Integer> EXISTS = Set.of(-4116, -4130);

    private static final List<Duration> UNSURE_ASKS =
            List.of(Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

    static LegOrder planned(ClientOrderId id, Leg leg, int number, Quantity quantity, Instant notBefore) {
        return new LegOrder(
                id,
                leg,
                number,
                quantity,
                new Planned(notBefore, 0),
                Quantity.ZERO,
                new Asking(notBefore, 0, null),
                new Canceling(null, notBefore, false));
    }

    public Book book() {
        return leg == Leg.ENTRY || leg == Leg.CLOSE ? Book.PLAIN : Book.ALGO;
    }

    /** Surely not, or no longer, on a book. */
    @JsonIgnore
    public boolean isOver() {
        return progress instanceof Ended || progress instanceof Refused || progress instanceof Missing;
    }

    /** It was on a book and is not any more, or its trigger was touched. */
    boolean firedOrDied() {
        return progress instanceof Fired || progress instanceof Ended || progress instanceof Missing;
    }

    @JsonIgnore
    boolean isConfirmed() {
        return progress instanceof Live(boolean confirmed) && confirmed;
    }

    boolean wasSeen() {
        return progress.rank() >= 3;
    }

    int tries() {
        return progress instanceof Planned planned ? planned.tries() : 0;
    }

    /** The order after the news; the same instance when it says nothing new. */
    LegOrder on(OrderNews news, Moment now) {
        return switch (news) {
            case OrderNews.Placed(OrderView view) -> seen(view, false, now);
            case OrderNews.Told(OrderView view) -> seen(view, false, now);
            case OrderNews.Asked(OrderView view) -> seen(view, true, now).asked(now);
            case OrderNews.Executed(Quantity cumulative) -> executed(cumulative, now);
            case OrderNews.PlaceRefused refused -> refused(refused, now);
            case OrderNews.NotExecuted(String reason, int attempt) -> again(attempt, now);
            case OrderNews.Unclear(String reason) -> grown(new Unsure(now.at()), now);
            case OrderNews.NothingToClose() -> grown(new Refused(0, "the venue shows no position"), now);
            case OrderNews.NotFound() -> notFound(now).asked(now);
            case OrderNews.AskFailed(String reason) -> asked(now);
            case OrderNews.CancelDone(OrderView view) ->
                view == null
                        ? grown(new Ended(OrderStatus.CANCELED), now)
                        : seen(view, true, now).cancelAgain(now);
            case OrderNews.CancelRefused(boolean gone, String reason) -> cancelRefused(gone, now);
            case OrderNews.CancelUnclear(String reason) -> cancelAgain(now).askedAt(now.at());
        };
    }

    private LegOrder seen(OrderView view, boolean byAsking, Moment now) {
        boolean child = book() == Book.ALGO && view.book() == Book.PLAIN; // shares our id
        OrderProgress told =
                switch (view.status()) {
                    case NEW, PARTIALLY_FILLED -> child ? new Fired(now.at()) : new Live(byAsking);
                    case TRIGGERING, TRIGGERED -> new Fired(now.at());
                    case FILLED, CANCELED, EXPIRED, EXPIRED_IN_MATCH, REJECTED, FINISHED -> new Ended(view.status());
                    case UNKNOWN -> progress;
                };
        LegOrder counted = grown(told, now).withFilled(filled.max(view.filled()));
        return byAsking && counted.asking.missingSince() != null
                ? counted.withAsking(new Asking(counted.asking.next(), counted.asking.count(), null))
                : counted;
    }

    private LegOrder executed(Quantity cumulative, Moment now) {
        LegOrder counted = withFilled(filled.max(cumulative));
        if (!quantity.isZero() && cumulative.compareTo(quantity) >= 0) {
            return counted.grown(new Ended(OrderStatus.FILLED), now);
        }
        return counted.grown(book() == Book.ALGO ? new Fired(now.at()) : new Live(false), now);
    }

    private LegOrder refused(OrderNews.PlaceRefused refused, Moment now) {
        if (EXISTS.contains(refused.code())) {
            return grown(new Unsure(now.at()), now);
        }
        return refused.retry() || PASSING.contains(refused.code())
                ? again(refused.attempt(), now)
                : grown(new Refused(refused.code(), refused.message()), now);
    }

    private LegOrder again(int attempt, Moment now) {
        return progress instanceof Planned(Instant notBefore, int tries) && tries == attempt
                ? withProgress(new Planned(now.after(RETRY), tries + 1))
                : this;
    }

    private LegOrder notFound(Moment now) {
        Instant missing = asking.missingSince();
        return switch (progress) {
            case Unsure(Instant since) when now.reached(now.from(since, GRACE)) -> withProgress(new Missing());
            case Live _, Fired _
            when canceling.gone() || (missing != null && now.reached(now.from(missing, LOST_AFTER))) ->
                withProgress(new Missing());
            case Live _, Fired _
            when missing == null -> withAsking(new Asking(asking.next(), asking.count(), now.at()));
            case Planned _, Unsure _, Refused _, Missing _, Live _, Fired _, Ended _ -> this;
        };
    }

    private LegOrder cancelRefused(boolean gone, Moment now) {
        LegOrder again = cancelAgain(now);
        Canceling was = again.canceling;
        return again.askedAt(now.at()).withCanceling(new Canceling(was.stamp(), was.notBefore(), was.gone() || gone));
    }

    private LegOrder grown(OrderProgress told, Moment now) {
        if (told.rank() <= progress.rank()) {
            return this;
        }
        LegOrder grown = withProgress(told);
        return grown.withAsking(new Asking(now.after(grown.askDelay(0)), 0, null));
    }

    private LegOrder asked(Moment now) {
        int count = asking.count() + 1;
        return isOver() ? this : withAsking(new Asking(now.after(askDelay(count)), count, asking.missingSince()));
    }

    private LegOrder askedAt(Instant at) {
        return isOver() ? this : withAsking(new Asking(at, asking.count(), asking.missingSince()));
    }

    /** A taken-over order: nothing that was under way still is, and what was seen must be seen again. */
    LegOrder restored(Moment now) {
        return isOver() || progress instanceof Planned
                ? this
                : doubted(now)
                        .withAsking(new Asking(now.at(), 0, null))
                        .withCanceling(new Canceling(null, now.at(), false));
    }

    /** Asks again before anything is done on the strength of an earlier answer. */
    LegOrder doubted(Moment now) {
        return isConfirmed() ? withProgress(new Live(false)).withAsking(new Asking(now.at(), 0, null)) : this;
    }

    /** Not to be sent any more, but a request may be on its way. */
    LegOrder givenUp(Moment now) {
        return progress instanceof Planned ? grown(new Unsure(now.at()), now) : this;
    }

    /** Was surely never sent. */
    LegOrder dropped(String why) {
        return progress instanceof Planned ? withProgress(new Refused(0, why)) : this;
    }

    LegOrder cancelingWith(Instant stamp) {
        return withCanceling(new Canceling(stamp, canceling.notBefore(), canceling.gone()));
    }

    private LegOrder cancelAgain(Moment now) {
        return canceling.stamp() == null
                ? this
                : withCanceling(new Canceling(null, now.after(RETRY), canceling.gone()));
    }

    private Duration askDelay(int count) {
        return switch (progress) {
            case Unsure _ -> count < UNSURE_ASKS.size() ? UNSURE_ASKS.get(count) : Duration.ofSeconds(5);
            case Live(boolean confirmed)
            when book() == Book.ALGO && !confirmed -> count == 0 ? Duration.ZERO : Duration.ofMillis(250);
            case Live _ when book() == Book.ALGO -> Duration.ofSeconds(5);
            case Live _, Fired _ -> count < 20 ? Duration.ofMillis(500) : Duration.ofSeconds(5);
            case Planned _, Refused _, Missing _, Ended _ -> Duration.ZERO;
        };
    }

    private LegOrder withProgress(OrderProgress to) {
        return new LegOrder(id, leg, number, quantity, to, filled, asking, canceling);
    }

    private LegOrder withFilled(Quantity to) {
        return to.equals(filled) ? this : new LegOrder(id, leg, number, quantity, progress, to, asking, canceling);
    }

    private LegOrder withAsking(Asking to) {
        return new LegOrder(id, leg, number, quantity, progress, filled, to, canceling);
    }

    private LegOrder withCanceling(Canceling to) {
        return new LegOrder(id, leg, number, quantity, progress, filled, asking, to);
    }
}
