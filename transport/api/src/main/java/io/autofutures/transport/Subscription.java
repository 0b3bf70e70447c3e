package io.autofutures.transport;

/** A running reader. Closing waits for what is in flight, commits what is finished, and leaves its group. */
public interface Subscription extends AutoCloseable {
    /**
     * Partitions are assigned (or known to be none for this member) and the stored state is restored. A broadcast has
     * handled everything that stood before the end offsets taken at its start.
     */
    boolean ready();

    @Override
    void close();
}
