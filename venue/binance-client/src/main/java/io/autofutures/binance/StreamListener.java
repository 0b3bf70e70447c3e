package io.autofutures.binance;

/** What a {@link StreamConnection} tells its owner, never two calls at the same time. Calls may block: reading waits. */
public interface StreamListener {
    /** A connection is open; no frame of it has been read yet. */
    void connected();

    /** One whole text frame. The next is read once this returns. */
    void frame(String text);

    /** A frame that arrived on a connection already given up; it must not be used. */
    void discarded(String text);

    /** The connection announced by {@link #connected} is over; frames may be missing from here on. */
    void interrupted(String reason);
}
