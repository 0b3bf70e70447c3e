package io.autofutures.ingest;

/** What others in the same process may ask of the ingest. */
public interface IngestStatus {
    /** Both connections are open and their marks are on the topics; whether data flows is not said. */
    boolean connected();

    /** The market connection has brought its first data frame and the user connection is open. */
    boolean streamsUp();
}
