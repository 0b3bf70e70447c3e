package io.autofutures.simulator.stream;

import java.time.Duration;

/**
 * What a connection may do and how long it lives.
 *
 * @param pongWithin a connection that has not answered a ping for so long is closed
 * @param life then it is cut
 * @param messagesPerSecond of the client; more and it is cut
 * @param streams most of one connection
 * @param waitingFrames and {@code waitingChars}: a client too slow for them is cut
 */
public record StreamLimits(
        Duration pongWithin, Duration life, int messagesPerSecond, int streams, int waitingFrames, long waitingChars) {
    public static StreamLimits ofTheVenue() {
        return new StreamLimits(Duration.ofMinutes(10), Duration.ofHours(24), 10, 1_024, 20_000, 32_000_000);
    }
}
