package io.autofutures.transport;

import io.autofutures.model.control.ServiceStatus;
import io.autofutures.model.control.VenueClient;
import io.autofutures.model.control.VenueSilence;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.topic.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the venue tells one service, all obey: each publishes its own silences in its heartbeat, and follows those of all
 * instances. An instance that is gone still counts: the venue has not forgotten.
 */
public final class SharedSilence implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SharedSilence.class);
    /** A status further ahead is of another venue time, for instance of a simulator that was started anew. */
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private final Patience patience;
    private final List<? extends VenueClient> clients;
    private final Table<ServiceStatus> table;

    private SharedSilence(Transport transport, VenueClock clock, List<? extends VenueClient> clients) {
        this.patience = new Patience(clock);
        this.clients = List.copyOf(clients);
        this.table = transport.table(Topics.SERVICE_STATUS, false);
    }

    /** The topic is declared. What is known already is obeyed when this returns. */
    public static SharedSilence follow(Transport transport, VenueClock clock, List<? extends VenueClient> clients) {
        var shared = new SharedSilence(transport, clock, clients);
        shared.table.onChange(shared::obey);
        return shared;
    }

    /** The longest silence that the venue told one of these clients itself. */
    public static Optional<VenueSilence> longest(List<? extends VenueClient> clients) {
        return clients.stream()
                .flatMap(client -> client.silence().stream())
                .max(Comparator.comparing(VenueSilence::until));
    }

    private void obey(ServiceStatus status) {
        VenueSilence silence = status.venueSilence();
        var now = patience.clock().instant();
        if (silence == null
                || !now.isBefore(silence.until())
                || status.venueTime().isAfter(patience.deadline(now, AHEAD))) {
            return;
        }
        LOGGER.atDebug()
                .addKeyValue("instance", status.instance())
                .addKeyValue("until", silence.until())
                .log("the venue asked another of us for silence");
        clients.forEach(client -> client.obey(silence));
    }

    @Override
    public void close() {
        table.close();
    }
}
