package io.autofutures.binance;

import io.autofutures.model.time.Activity;
import io.autofutures.model.time.VenueClock;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the venue over REST.
 *
 * @param restUrl scheme, host and port, for instance {@code http://127.0.0.1:8090}
 * @param credentials absent for public calls only
 * @param clock signs requests and measures patience
 * @param activity counts each call, for lockstep
 * @param weightShare fraction (0 to 1) of the request weight of a minute that this client may spend on calls that can be
 *     left out; other calls are never held back by it
 * @param connectTimeout wall time
 * @param requestTimeout wall time from sending to the last byte of the answer
 */
public record RestOptions(
        URI restUrl,
        @Nullable ApiCredentials credentials,
        VenueClock clock,
        Activity activity,
        double weightShare,
        Duration connectTimeout,
        Duration requestTimeout) {
    public RestOptions {
        if (!(weightShare > 0 && weightShare <= 1)) {
            throw new IllegalArgumentException("weight share must be above 0 and at most 1, was " + weightShare);
        }
    }

    /** The whole budget, 3 s to connect, 10 s for an answer. */
    public static RestOptions of(
            URI restUrl, @Nullable ApiCredentials credentials, VenueClock clock, Activity activity) {
        return new RestOptions(restUrl, credentials, clock, activity, 1, Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    public RestOptions withWeightShare(double share) {
        return new RestOptions(restUrl, credentials, clock, activity, share, connectTimeout, requestTimeout);
    }

    public RestOptions withRequestTimeout(Duration timeout) {
        return new RestOptions(restUrl, credentials, clock, activity, weightShare, connectTimeout, timeout);
    }
}
