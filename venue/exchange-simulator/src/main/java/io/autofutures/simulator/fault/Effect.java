package io.autofutures.simulator.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a fault does. All lengths are patience: wall time while the market flows, venue time under lockstep. */
public sealed interface Effect {
    /** Happens to one REST request. */
    sealed interface OnRequest extends Effect {}

    /** Happens to a websocket, or to one data frame on its way to it. */
    sealed interface OnStream extends Effect {}

    /** Holds while its rule is in force. */
    sealed interface Standing extends Effect {}

    /** @param before the request is executed; otherwise the finished reply waits */
    record Delay(Duration length, boolean before) implements OnRequest {}

    /** Executed; no byte comes back, and the connection is closed after {@code held}. */
    record ReplyLost(Duration held) implements OnRequest {}

    /** The connection breaks with a TCP reset. */
    record Reset(boolean executed) implements OnRequest {}

    /** HTTP 503 "Unknown error…": the caller cannot know. @param coded with {@code code} -1000 in the body */
    record Unknown503(boolean executed, boolean coded) implements OnRequest {}

    /** HTTP 503 "Service Unavailable.", not executed. @param coded as -1001 "Internal error…" */
    record Unavailable503(boolean coded) implements OnRequest {}

    /** HTTP 503 -1008, not executed; cancels and orders that only close are exempt. */
    record Throttled503() implements OnRequest {}

    /** HTTP 408 -1007. */
    record BackendTimeout(boolean executed) implements OnRequest {}

    /** HTTP 400 -1006. */
    record BusError(boolean executed) implements OnRequest {}

    /** HTTP 502 with an HTML body from the network in front. */
    record BadGateway(boolean executed) implements OnRequest {}

    /** HTTP 403 with an HTML body from the firewall in front; not executed. */
    record Forbidden() implements OnRequest {}

    /** HTTP 503, not executed. @param coded -1016, otherwise the body {@code {"239999":…}} */
    record Maintenance(boolean coded) implements OnRequest {}

    /**
     * HTTP 429 for each matching request from the one that is hit until {@code retryAfter} has passed; whoever goes on
     * gets 418 for {@code ban} after {@code tolerated} more.
     */
    record TooManyRequests(Duration retryAfter, int tolerated, Duration ban) implements OnRequest {}

    /** Executed and answered, but for {@code length} every query says that the order does not exist. */
    record ReadLag(Duration length) implements OnRequest {}

    /** The TCP connection breaks without a close frame. */
    record Drop() implements OnStream {}

    /** No FIN, no frames, no pongs; broken when the rule ends. */
    record HalfOpen() implements OnStream {}

    /** Pings are answered, data frames are swallowed. */
    record Mute() implements OnStream {}

    /** The frame is sent twice. */
    record Duplicate() implements OnStream {}

    /** The frame, and those of its kind after it, come late. */
    record HoldBack(Duration length) implements OnStream {}

    /** The frame comes after the next one of another kind on the connection, or after a second. */
    record Reorder() implements OnStream {}

    /** Server time is off: positive runs ahead. */
    record ClockSkew(Duration ahead) implements Standing {}

    /** The account's listen key is gone. @param silently no event, no close; otherwise {@code listenKeyExpired} */
    record ListenKeyLost(boolean silently) implements Standing {}

    /** Triggered algo orders stay in TRIGGERING. @param symbol of the orders, absent for all */
    record TriggeringHangs(@Nullable String symbol) implements Standing {}
}
