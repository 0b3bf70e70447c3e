package io.autofutures.model.control;

import java.time.Instant;

/**
 * A saved runtime setting; on {@code settings}.
 *
 * @param name {@code NAME} or {@code NAME@SYMBOL}
 * @param value canonical text; empty when what was saved is taken back, so that the value given at start holds again
 * @param version counts the saved changes of the installation
 */
public record SettingChange(String name, String value, long version, String actor, Instant occurredAt) {}
