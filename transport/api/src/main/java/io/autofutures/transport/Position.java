package io.autofutures.transport;

/** A place in one partition of a topic. @param offset of a record, from 0 */
public record Position(String topic, int partition, long offset) {}
