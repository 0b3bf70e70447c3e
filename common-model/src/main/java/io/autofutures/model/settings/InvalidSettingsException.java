package io.autofutures.model.settings;

import java.util.List;

/** Some settings are unknown or out of range; the message names every one. */
public final class InvalidSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
