package io.autofutures.transport.contract;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import java.time.Duration;
import java.time.Instant;

/** What the contract sends: the n-th note of an owner. */
public record Note(String owner, int n) {
    private static final Instant DAY = Instant.parse("2024-08-08T00:00:00Z");

    public static Topic<Note> log(String name) {
        return new Topic<>(name, Note.class, Note::owner, Note::id, Topic.Cleanup.DELETE, Duration.ofHours(1));
    }

    /** Keeps the latest note of each owner. */
    public static Topic<Note> table(String name) {
        return new Topic<>(name, Note.class, Note::owner, Note::owner, Topic.Cleanup.COMPACT, Duration.ZERO);
    }

    public String id() {
        return owner + "/" + n;
    }

    /** One second of event time per note. */
    public Instant occurredAt() {
        return DAY.plusSeconds(n);
    }

    public Outgoing<Note> on(Topic<Note> topic) {
        return Outgoing.of(topic, this, origin());
    }

    public Origin origin() {
        return new Origin(id(), "note", "contract", occurredAt(), "cause-of-" + id(), null);
    }
}
