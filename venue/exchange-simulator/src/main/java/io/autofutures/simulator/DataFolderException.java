package io.autofutures.simulator;

/** The data folder is in use, unreadable, or of another market, seed or version. */
public final class DataFolderException extends SimulatorException {
    private static final long serialVersionUID = 1L;

    public DataFolderException(String message) {
        super(message);
    }

    public DataFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
