package io.autofutures.launcher.replay;

import java.io.PrintWriter;
import java.util.Locale;

/** One line on a terminal, drawn over itself; nothing anywhere else. */
public final class ProgressBar implements Progress, AutoCloseable {
    private static final long BETWEEN_NANOS = 100_000_000;
    private static final int WIDTH = 30;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean shown;
    private final long begunAt = System.nanoTime();
    private long drawnAt = begunAt;
    private boolean drawn;

    /** @param shown standard error is a terminal, and standard output does not write on the same */
    public ProgressBar(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /** The script says what it sees; Java cannot tell standard error apart. */
    public static boolean onTerminal() {
        return Boolean.getBoolean("autofutures.terminal");
    }

    @Override
    public void at(double share) {
        if (!shown) {
            return;
        }
        long now = System.nanoTime();
        if (now - drawnAt < BETWEEN_NANOS) {
            return;
        }
        drawnAt = now;
        drawn = true;
        err.print(CLEAR + text(share, (now - begunAt) / 1e9));
        err.flush();
    }

    static String text(double share, double seconds) {
        if (Double.isNaN(share)) {
            return String.format(Locale.ROOT, "reading… %.0f s", seconds);
        }
        int full = (int) Math.round(share * WIDTH);
        double left = share <= 0 ? 0 : seconds / share - seconds;
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %.0f s left",
                "█".repeat(full),
                "·".repeat(WIDTH - full),
                share * 100,
                left);
    }

    /** Wipes the line. */
    @Override
    public void close() {
        if (drawn) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
