package io.autofutures.binance;

import io.autofutures.model.account.UserEvent;
import io.autofutures.model.market.MarketEvent;
import java.time.Instant;

/** What one websocket text frame, or one row of an array frame, turned out to be. */
public sealed interface StreamFrame {
    /** Mark price or candle. */
    record Market(MarketEvent event) implements StreamFrame {}

    /** Order, algo, account, config or margin event, or one whose kind is not known yet. */
    record User(UserEvent event) implements StreamFrame {}

    /** No more events follow on this connection: a new key and a new connection are needed. */
    record ListenKeyExpired(Instant occurredAt) implements StreamFrame {}

    /** A row of COIN-M contracts ({@code st} 2), which all-market streams mix in since 2026-06. Dropped and counted. */
    record CoinMargined(String type) implements StreamFrame {}

    /** Well formed and of no use here, for instance {@code aggTrade} or {@code TRADE_LITE}. @param type field {@code e} */
    record Other(String type) implements StreamFrame {}

    /** Reply to a request such as SUBSCRIBE; no proof that data will flow. */
    record Acknowledged(String id) implements StreamFrame {}

    /** The venue did not understand a request of ours. */
    record Rejected(int code, String message) implements StreamFrame {}

    /** @param reason what was expected and found; never the whole frame */
    record Unparsable(String reason) implements StreamFrame {}
}
