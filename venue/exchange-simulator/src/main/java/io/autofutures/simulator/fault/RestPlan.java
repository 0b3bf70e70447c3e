package io.autofutures.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is to happen to one request; for most, nothing. Its steps are called in the order in which they stand here. */
public final class RestPlan {
    private final Faults faults;
    private final String method;
    private final String path;
    private final List<Effect.OnRequest> effects;

    RestPlan(Faults faults, String method, String path, List<Effect.OnRequest> effects) {
        this.faults = faults;
        this.method = method;
        this.path = path;
        this.effects = effects;
    }

    /** Before anything is looked at: what stands in front of the venue. @throws FaultReply instead of an answer */
    public void arrived(Function<String, Optional<String>> params) {
        for (Effect.OnRequest effect : effects) {
            switch (effect) {
                case Effect.Forbidden forbidden -> throw FaultReply.forbidden();
                case Effect.Maintenance(boolean coded) -> throw FaultReply.maintenance(coded);
                case Effect.Throttled503 throttled -> {
                    if (!onlyCloses(params)) {
                        throw FaultReply.throttled();
                    }
                }
                default -> {}
            }
        }
    }

    private boolean onlyCloses(Function<String, Optional<String>> params) {
        String side = params.apply("side").orElse("") + " "
                + params.apply("positionSide").orElse("");
        return method.equals("DELETE")
                || params.apply("reduceOnly").filter("true"::equalsIgnoreCase).isPresent()
                || params.apply("closePosition")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent()
                || side.equals("SELL LONG")
                || side.equals("BUY SHORT");
    }

    /** The request is good, and about to be executed. @throws FaultReply or {@link ConnectionCut} in its place */
    public void beforeExecution() {
        for (Effect.OnRequest effect : effects) {
            if (effect instanceof Effect.Delay(Duration length, boolean before) && before) {
                faults.pause(length);
            }
        }
        for (Effect.OnRequest effect : effects) {
            switch (effect) {
                case Effect.Reset(boolean executed) when !executed -> throw new ConnectionCut(true);
                case Effect.Unavailable503(boolean coded) -> throw FaultReply.unavailable(coded);
                default -> unclear(effect, false);
            }
        }
    }

    /** Answers of which the caller cannot know whether it was executed. */
    private void unclear(Effect.OnRequest effect, boolean now) {
        switch (effect) {
            case Effect.Unknown503(boolean executed, boolean coded)
            when executed == now ->
                throw FaultReply.unknown(coded, path, faults.clock().now());
            case Effect.BackendTimeout(boolean executed) when executed == now -> throw FaultReply.backendTimeout();
            case Effect.BusError(boolean executed) when executed == now -> throw FaultReply.busError();
            case Effect.BadGateway(boolean executed) when executed == now -> throw FaultReply.badGateway();
            default -> {}
        }
    }

    /** What the caller sees of it: an order may not show yet. @throws FaultReply for an order that does not */
    public JsonNode seen(JsonNode reply) {
        Duration patience = faults.clock().patienceNow();
        for (Effect.OnRequest effect : effects) {
            if (effect instanceof Effect.ReadLag(Duration length)) {
                faults.hidden().hide(reply, patience.plus(length));
            }
        }
        if (method.equals("GET") && path.equals("/fapi/v1/time") && reply instanceof ObjectNode time) {
            time.put("serverTime", faults.skewed(time.path("serverTime").asLong()));
        }
        return method.equals("GET") ? faults.hidden().seen(reply, patience) : reply;
    }

    /** The venue has done its part, or refused. @throws FaultReply or {@link ConnectionCut} in place of the reply */
    public void afterExecution() {
        for (Effect.OnRequest effect : effects) {
            if (effect instanceof Effect.Delay(Duration length, boolean before) && !before) {
                faults.pause(length);
            }
        }
        for (Effect.OnRequest effect : effects) {
            switch (effect) {
                case Effect.ReplyLost(Duration held) -> {
                    faults.pause(held);
                    throw new ConnectionCut(false);
                }
                case Effect.Reset(boolean executed) when executed -> throw new ConnectionCut(true);
                default -> unclear(effect, true);
            }
        }
    }
}
