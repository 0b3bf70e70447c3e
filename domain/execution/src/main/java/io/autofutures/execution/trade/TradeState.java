package io.autofutures.execution.trade;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** Where a trade stands. What is known of its orders is kept beside it, see {@link LegOrder}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(TradeState.Preparing.class),
    @JsonSubTypes.Type(TradeState.Arming.class),
    @JsonSubTypes.Type(TradeState.Armed.class),
    @JsonSubTypes.Type(TradeState.EntrySending.class),
    @JsonSubTypes.Type(TradeState.Entering.class),
    @JsonSubTypes.Type(TradeState.Protecting.class),
    @JsonSubTypes.Type(TradeState.Protected.class),
    @JsonSubTypes.Type(TradeState.Exiting.class),
    @JsonSubTypes.Type(TradeState.Closed.class),
    @JsonSubTypes.Type(TradeState.Abandoning.class),
    @JsonSubTypes.Type(TradeState.Swept.class),
    @JsonSubTypes.Type(TradeState.Abandoned.class)
})
public sealed interface TradeState {
    /** The intent is recorded; margin type and leverage of the symbol are set and checked. @param until gives up here */
    @JsonTypeName("preparing")
    record Preparing(Instant until) implements TradeState {}

    /** The quantity stop is on its way to the venue. @param until gives up here */
    @JsonTypeName("arming")
    record Arming(Instant until) implements TradeState {}

    /** The quantity stop is confirmed; the entry may be sent. @param notBefore back-off after an attempt that failed */
    @JsonTypeName("armed")
    record Armed(Instant notBefore) implements TradeState {}

    /** The step that allows the entry is committed with this. @param stamp venue time read before @param attempt from 0 */
    @JsonTypeName("entry-sending")
    record EntrySending(Instant stamp, int attempt) implements TradeState {}

    /** The entry is at the venue, or may be; nothing is known to be filled. */
    @JsonTypeName("entering")
    record Entering() implements TradeState {}

    /** Something is filled, and the closePosition stop is not confirmed. @param until the market exit comes after this */
    @JsonTypeName("protecting")
    record Protecting(Instant until) implements TradeState {}

    /** The closePosition stop is confirmed. */
    @JsonTypeName("protected")
    record Protected() implements TradeState {}

    /** The rest of the entry is canceled and what is filled is closed at market, again and again until it is flat. */
    @JsonTypeName("exiting")
    record Exiting(String reason) implements TradeState {}

    /** Flat; leftovers are swept. @param reason which order closed it */
    @JsonTypeName("closed")
    record Closed(String reason) implements TradeState {}

    /** No position came of it; leftovers are swept. */
    @JsonTypeName("abandoning")
    record Abandoning(String reason) implements TradeState {}

    /** Nothing of it is left at the venue. */
    @JsonTypeName("swept")
    record Swept(String reason) implements TradeState {}

    /** Ended without a position, and nothing of it is left at the venue. */
    @JsonTypeName("abandoned")
    record Abandoned(String reason) implements TradeState {}

    @JsonIgnore
    default boolean isFinal() {
        return this instanceof Swept || this instanceof Abandoned;
    }
}
