package io.autofutures.binance;

import java.util.Set;

/** What a {@link StreamConnection} tells its owner, never two calls at the same time. Calls may block: reading waits. */
public interface StreamListener {
    /** A connection is open; no frame of it has been read yet. */
    void connected();

    /** One whole text frame. The next is read once this returns. */
    void frame(String text);

    /** A frame that must not be used: it came over a connection already given up, or its like was handed on before. */
    void discarded(String text);

    /**
     * A frame too large to be put together; it must not be used.
     *
     * @param start its beginning
     * @param characters of all of it
     */
    void oversized(String start, long characters);

    /** The connection announced by {@link #connected} is over; frames may be missing from here on. */
    void interrupted(String reason);

    /** These streams are on their way over the present connection; what happened before may be missing. */
    default void subscribed(Set<StreamName> streams) {}

    /** These streams were on their way and have fallen silent while others of the connection go on; they are asked for again. */
    default void lapsed(Set<StreamName> streams, String reason) {}

    /** The venue refuses these streams, or acknowledged them and sends nothing. */
    default void unheard(Set<StreamName> streams, String reason) {}
}
