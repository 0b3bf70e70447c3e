package io.autofutures.launcher.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What one check found.
 *
 * @param fix how to mend it; absent when all is well
 */
public record Row(
        String check, State state, String detail, @Nullable String fix) {
    public enum State {
        OK,
        WARN,
        FAIL
    }

    static Row ok(String check, String detail) {
        return new Row(check, State.OK, detail, null);
    }

    static Row warn(String check, String detail, String fix) {
        return new Row(check, State.WARN, detail, fix);
    }

    static Row fail(String check, String detail, String fix) {
        return new Row(check, State.FAIL, detail, fix);
    }
}
