package io.autofutures.model.control;

import java.util.Optional;

/** Something of ours that sends requests to the venue. What the venue tells one, all must heed. */
public interface VenueClient {
    /** What the venue told this client itself, while it lasts. */
    Optional<VenueSilence> silence();

    /** Another of us was told: nothing leaves until it is over. */
    void obey(VenueSilence silence);
}
