package io.autofutures.simulator.stream;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.tomcat.websocket.WsSession;

/** The wire of one websocket; calls may block. */
interface StreamSocket {
    boolean isOpen();

    void text(String text) throws IOException;

    void ping() throws IOException;

    void close(CloseReason.CloseCode code, String why) throws IOException;

    /** Reads nothing more, so that no ping is answered. */
    void suspend();

    /** Breaks the connection, without a close frame. */
    void abort();

    /** @param abort breaks the TCP connection */
    static StreamSocket of(Session session, Runnable abort) {
        return new StreamSocket() {
            @Override
            public boolean isOpen() {
                return session.isOpen();
            }

            @Override
            public void text(String text) throws IOException {
                session.getBasicRemote().sendText(text);
            }

            @Override
            public void ping() throws IOException {
                session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
            }

            @Override
            public void close(CloseReason.CloseCode code, String why) throws IOException {
                session.close(new CloseReason(code, why));
            }

            @Override
            public void suspend() {
                if (session instanceof WsSession suspendable) {
                    suspendable.suspend();
                }
            }

            @Override
            public void abort() {
                abort.run();
            }
        };
    }
}
