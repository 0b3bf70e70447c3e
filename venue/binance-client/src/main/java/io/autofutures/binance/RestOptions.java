package io.autofutures.binance;

import io.autofutures.model.settings.Settings;
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
 * @param role names the requests, and decides whether reads may draw on what is reserved for protection
 * @param weightShare fraction (above 0, at most 1) of the request weight of a minute that this client may spend by itself;
 *     what protects, closes or cancels is held back by the venue's limit alone
 * @param connectTimeout wall time
 * @param requestTimeout wall time from sending to the last byte of the answer
 */
public record RestOptions(
        URI restUrl,
        @Nullable ApiCredentials credentials,
        VenueClock clock,
        Activity activity,
        VenueRole role,
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
        return new RestOptions(
                restUrl,
                credentials,
                clock,
                activity,
                VenueRole.PROTECTION,
                1,
                Duration.ofSeconds(3),
                Duration.ofSeconds(10));
    }

    /** The role with its share by setting. */
    public RestOptions withRole(VenueRole of, Settings settings) {
        return new RestOptions(
                restUrl, credentials, clock, activity, of, of.share(settings), connectTimeout, requestTimeout);
    }

    public RestOptions withRole(VenueRole of) {
        return new RestOptions(restUrl, credentials, clock, activity, of, weightShare, connectTimeout, requestTimeout);
    }

    public RestOptions withWeightShare(double share) {
        return new RestOptions(restUrl, credentials, clock, activity, role, share, connectTimeout, requestTimeout);
    }

    public RestOptions withConnectTimeout(Duration timeout) {
        return new RestOptions(restUrl, credentials, clock, activity, role, weightShare, timeout, requestTimeout);
    }

    public RestOptions withRequestTimeout(Duration timeout) {
        return new RestOptions(restUrl, credentials, clock, activity, role, weightShare, connectTimeout, timeout);
    }
}
