package io.autofutures.binance;

import io.autofutures.model.account.UserEvent;
import io.autofutures.model.market.MarketEvent;
import java.time.Instant;
import java.util.List;

/** What one websocket text frame, or one row of an array frame, turned out to be. */
public sealed interface StreamFrame {
    /** Mark price or candle. */
    record Market(MarketEvent event) implements StreamFrame {}

    /** Any other market stream, for instance trades or the book. */
    record Data(MarketData data) implements StreamFrame {}

    /** Order, algo, account, config or margin event, or one whose kind is not known yet. */
    record User(UserEvent event) implements StreamFrame {}

    /** A hint of the user stream: the same comes again in a {@link User} event. */
    record Notice(UserNotice notice) implements StreamFrame {}

    /** No more events follow on this connection: a new key and a new connection are needed. */
    record ListenKeyExpired(Instant occurredAt) implements StreamFrame {}

    /** A row of COIN-M contracts ({@code st} 2), which all-market streams mix in since 2026-06. Dropped and counted. */
    record CoinMargined(String type) implements StreamFrame {}

    /** A well-formed market event of a kind this version does not know. @param raw its JSON as it came */
    record Unknown(String type, String raw) implements StreamFrame {}

    /** Reply to a request such as SUBSCRIBE; no proof that data will flow. @param id of the request */
    record Acknowledged(long id) implements StreamFrame {}

    /** Reply to LIST_SUBSCRIPTIONS. */
    record Listed(long id, List<String> streams) implements StreamFrame {}

    /** The venue did not understand a request of ours. */
    record Rejected(int code, String message) implements StreamFrame {}

    /** @param reason what was expected and found; never the whole frame */
    record Unparsable(String reason) implements StreamFrame {}
}
