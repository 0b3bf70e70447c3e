package io.autofutures.simulator.stream;

import io.autofutures.model.time.Activity;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One client's websocket. */
public final class StreamEndpoint extends Endpoint {
    private static final int LARGEST_MESSAGE = 256 * 1024;

    private final StreamHub hub;
    private final StreamRoute route;
    private final Supplier<Duration> patience;
    private final @Nullable Activity activity;
    private final Runnable abort;
    private @Nullable StreamConnection connection;

    /** @param patience now @param abort breaks the TCP connection */
    public StreamEndpoint(
            StreamHub hub,
            StreamRoute route,
            Supplier<Duration> patience,
            @Nullable Activity activity,
            Runnable abort) {
        this.abort = abort;
        this.hub = hub;
        this.route = route;
        this.patience = patience;
        this.activity = activity;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(0);
        session.setMaxTextMessageBufferSize(LARGEST_MESSAGE);
        var requests = new StreamRequests(hub);
        var opened = new StreamConnection(
                StreamSocket.of(session, abort), route, hub.limits(), activity, hub.faults(), patience.get());
        connection = opened;
        // not lambdas: Tomcat reads the message type from the class
        session.addMessageHandler(new MessageHandler.Whole<String>() {
            @Override
            public void onMessage(String message) {
                if (opened.mayTalk(patience.get())) {
                    opened.control(requests.answer(opened, message));
                }
            }
        });
        session.addMessageHandler(new MessageHandler.Whole<PongMessage>() {
            @Override
            public void onMessage(PongMessage message) {
                opened.ponged();
            }
        });
        opened.start(session.getId());
        hub.add(opened);
        if (activity != null) {
            activity.end(); // begun with the handshake
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        StreamConnection closed = connection;
        if (closed != null) {
            hub.remove(closed);
            closed.gone();
        }
    }

    @Override
    public void onError(Session session, Throwable error) {
        System.getLogger(StreamEndpoint.class.getName()).log(System.Logger.Level.DEBUG, "a websocket broke", error);
    }
}
