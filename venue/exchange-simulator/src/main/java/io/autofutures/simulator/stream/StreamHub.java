package io.autofutures.simulator.stream;

import io.autofutures.simulator.fault.Faults;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every open websocket, and who gets what. Frames are queued in the order of the calls; what nobody wants is not made. */
public final class StreamHub {
    private final Set<StreamConnection> connections = new CopyOnWriteArraySet<>();
    /** Listeners by stream name, in the order in which they came. */
    private final Map<String, CopyOnWriteArrayList<StreamConnection>> listeners = new ConcurrentHashMap<>();

    /** Streams of depth that have a listener. */
    private final AtomicInteger depths = new AtomicInteger();

    private final StreamLimits limits;

    private final Faults faults;

    public StreamHub(Faults faults) {
        this(StreamLimits.ofTheVenue(), faults);
    }

    StreamHub(StreamLimits limits, Faults faults) {
        this.limits = limits;
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    StreamLimits limits() {
        return limits;
    }

    void add(StreamConnection connection) {
        connections.add(connection);
        subscribe(connection, List.copyOf(connection.subscriptions()));
    }

    void remove(StreamConnection connection) {
        connections.remove(connection);
        unsubscribe(connection, List.copyOf(connection.subscriptions()));
    }

    /** A stream of another category is taken note of, and stays silent. */
    void subscribe(StreamConnection connection, List<String> streams) {
        connection.subscriptions().addAll(streams);
        for (String stream : streams) {
            if (StreamRoute.carries(connection.route().category(), stream)) {
                var ignored = listeners.compute(stream, (name, known) -> {
                    CopyOnWriteArrayList<StreamConnection> all = known == null ? new CopyOnWriteArrayList<>() : known;
                    depths.addAndGet(known == null && isDepth(name) ? 1 : 0);
                    boolean fresh = all.addIfAbsent(connection);
                    return all;
                });
            }
        }
    }

    void unsubscribe(StreamConnection connection, List<String> streams) {
        streams.forEach(connection.subscriptions()::remove);
        for (String stream : streams) {
            var ignored = listeners.computeIfPresent(stream, (name, known) -> {
                known.remove(connection);
                depths.addAndGet(known.isEmpty() && isDepth(name) ? -1 : 0);
                return known.isEmpty() ? null : known;
            });
        }
    }

    private static boolean isDepth(String stream) {
        return stream.contains("@depth");
    }

    /** Someone listens to the depth of some symbol. */
    boolean wantsDepth() {
        return depths.get() > 0;
    }

    boolean wanted(String stream) {
        return listeners.containsKey(stream);
    }

    void send(String stream, Supplier<? extends JsonNode> frame) {
        List<StreamConnection> wanting = listeners.get(stream);
        if (wanting != null) {
            String payload = frame.get().toString();
            wanting.forEach(connection -> connection.data(stream, payload));
        }
    }

    public void user(String listenKey, List<ObjectNode> frames) {
        for (ObjectNode frame : frames) {
            String payload = frame.toString();
            for (StreamConnection connection : connections) {
                if (listenKey.equals(connection.route().listenKey())
                        && connection.route().wantsEvent(frame.path("e").asString())) {
                    connection.data(listenKey, payload);
                }
            }
        }
    }

    /** Tells the holders of a key that it is no longer good, and hangs up. */
    public void listenKeyExpired(String listenKey, Instant at) {
        user(listenKey, List.of(UserFrames.listenKeyExpired(listenKey, at)));
        for (StreamConnection connection : connections) {
            if (listenKey.equals(connection.route().listenKey())) {
                connection.close(CloseReason.CloseCodes.NORMAL_CLOSURE, "listenKey expired");
            }
        }
    }

    /** @param now patience */
    public void pingAll(Duration now) {
        connections.forEach(connection -> connection.ping(now));
    }

    /** Ends connections that are too old or do not answer. @param now patience */
    public void review(Duration now) {
        connections.forEach(connection -> connection.review(now));
    }

    public void closeAll() {
        connections.forEach(connection -> connection.close(CloseReason.CloseCodes.GOING_AWAY, "the simulator ends"));
    }
}
