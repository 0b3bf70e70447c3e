package io.autofutures.ingest.market;

import io.autofutures.ingest.gap.CandleHistory;
import io.autofutures.ingest.publish.EventPublisher;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.VenueClock;
import java.util.concurrent.CountDownLatch;

/**
 * What the feeds of all symbols share.
 *
 * @param closing counted down when the service ends
 */
record FeedTools(
        CandleHistory history,
        EventPublisher publisher,
        VenueClock clock,
        Activity activity,
        Coverage coverage,
        CountDownLatch closing) {
    boolean isClosing() {
        return closing.getCount() == 0;
    }
}
