package io.autofutures.launcher;

/** A command cannot go on: one line saying what, where and how to mend it, and the exit code that goes with it. */
public final class CommandFailure extends RuntimeException {
    /** Content of a file is malformed, or a check failed. */
    public static final int FAILED = 1;

    /** Unknown option or setting, missing file, taken port. */
    public static final int USAGE = 2;

    /** Broker or venue cannot be reached. */
    public static final int UNREACHABLE = 3;

    /** The data folder is in use, or of another version. */
    public static final int DATA_FOLDER = 5;

    /** A safety rule forbids it. */
    public static final int REFUSED = 5;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public static CommandFailure failed(String message) {
        return new CommandFailure(FAILED, message);
    }

    public static CommandFailure usage(String message) {
        return new CommandFailure(USAGE, message);
    }

    public static CommandFailure unreachable(String message) {
        return new CommandFailure(UNREACHABLE, message);
    }

    public static CommandFailure dataFolder(String message) {
        return new CommandFailure(DATA_FOLDER, message);
    }

    public static CommandFailure refused(String message) {
        return new CommandFailure(REFUSED, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
