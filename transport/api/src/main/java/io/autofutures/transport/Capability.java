package io.autofutures.transport;

/** What only some transports can do. */
public enum Capability {
    /** Records outlive the process. */
    DURABLE,
    /** Members of a group may be different processes; a dead one's partitions are taken over. */
    SPANS_PROCESSES,
    /** A former owner that wakes up cannot write any more. */
    FENCED_OWNERS
}
