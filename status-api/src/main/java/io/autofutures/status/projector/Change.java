package io.autofutures.status.projector;

/**
 * One applied change, as the stream tells it.
 *
 * @param seq counts the applied changes of the database, from 1, without holes
 * @param type for instance {@code order.updated}
 * @param payload JSON of the API's record
 */
public record Change(long seq, String type, String payload) {}
