package io.autofutures.transport;

/** A running reader. Closing waits for what is in flight, commits what is finished, and leaves its group. */
public interface Subscription extends AutoCloseable {
    /** Partitions are assigned (or known to be none for this member) and the stored state is restored. */
    boolean ready();

    @Override
    void close();
}
