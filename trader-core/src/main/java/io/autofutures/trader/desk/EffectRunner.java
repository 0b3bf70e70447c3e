package io.autofutures.trader.desk;

import io.autofutures.execution.desk.DeskInput;
import io.autofutures.execution.trade.Effect;
import io.autofutures.execution.trade.OrderNews;
import io.autofutures.execution.trade.TradeInput;
import io.autofutures.model.time.Activity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs effects, each on a virtual thread, never two with the same key together, and keeps their answers until the owner
 * takes them. From its start until its answer is committed an effect counts as activity, for lockstep.
 */
final class EffectRunner {
    private static final Logger LOGGER = LoggerFactory.getLogger(EffectRunner.class);

    private final VenueCalls calls;
    private final Activity activity;
    private final Runnable wake;
    private final Map<String, Effect> running = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private int taken;
    private boolean closed;

    private record Answer(Effect effect, TradeInput input) {}

    /** @param wake called after each answer */
    EffectRunner(VenueCalls calls, Activity activity, Runnable wake) {
        this.calls = calls;
        this.activity = activity;
        this.wake = wake;
    }

    /** Starts those that are not in flight. @param owns whether what may open or take away protection may still leave */
    synchronized void start(List<Effect> wanted, boolean owns) {
        for (Effect effect : wanted) {
            boolean fenced = effect instanceof Effect.SendEntry || effect instanceof Effect.Cancel;
            if (!closed && (owns || !fenced) && running.putIfAbsent(effect.key(), effect) == null) {
                activity.begin();
                Thread.ofVirtual().name(effect.key()).start(() -> run(effect));
            }
        }
    }

    private void run(Effect effect) {
        TradeInput answer;
        try {
            answer = calls.run(effect);
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).addKeyValue("effect", effect.key()).log("An effect broke");
            answer = VenueCalls.broken(effect, e.toString());
        }
        log(effect, answer);
        synchronized (this) {
            if (closed) {
                activity.end();
                return;
            }
            answers.add(new Answer(effect, answer));
        }
        wake.run();
    }

    private static void log(Effect effect, TradeInput answer) {
        var event = effect instanceof Effect.AskOrder || effect instanceof Effect.ReadPosition
                ? LOGGER.atDebug()
                : LOGGER.atInfo();
        event.addKeyValue("effect", effect.key())
                .addKeyValue("answer", summary(answer))
                .log("Venue answered");
    }

    private static String summary(TradeInput answer) {
        if (!(answer instanceof TradeInput.About about)) {
            return answer.toString();
        }
        OrderNews news = about.news();
        if (news instanceof OrderNews.Placed placed) {
            return "placed " + placed.view().status();
        }
        return news instanceof OrderNews.Asked asked ? "found " + asked.view().status() : news.toString();
    }

    /** The answers so far, in the order they came; their effects may be started again. */
    synchronized List<DeskInput> take() {
        List<DeskInput> inputs = new ArrayList<>();
        for (Answer answer : answers) {
            running.remove(answer.effect().key());
            inputs.add(new DeskInput.Answered(answer.effect().tradeId(), answer.input()));
        }
        taken += answers.size();
        answers.clear();
        return inputs;
    }

    /** The answers taken so far are committed. */
    synchronized void committed() {
        end(taken);
        taken = 0;
    }

    /** Keys in flight, for tests and health. */
    synchronized Set<String> inFlight() {
        return new HashSet<>(running.keySet());
    }

    /** Answers still to come are thrown away: the next owner asks again. */
    synchronized void close() {
        closed = true;
        end(taken + answers.size());
        taken = 0;
        answers.clear();
    }

    private void end(int count) {
        for (int i = 0; i < count; i++) {
            activity.end();
        }
    }
}
