package io.autofutures.simulator.stream;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.fault.Faults;
import jakarta.websocket.CloseReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Every open websocket, and who gets what. Frames are queued in the order of the calls. */
public final class StreamHub {
    private final Set<StreamConnection> connections = new CopyOnWriteArraySet<>();
    private final Faults faults;

    public StreamHub(Faults faults) {
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    void add(StreamConnection connection) {
        connections.add(connection);
    }

    void remove(StreamConnection connection) {
        connections.remove(connection);
    }

    public void mark(Symbol symbol, Instant at, BigDecimal mark) {
        String name = Frames.lower(symbol) + "@markPrice";
        Supplier<ObjectNode> frame = () -> Frames.mark(symbol, at, mark);
        send(StreamRoute.Category.MARKET, name + "@1s", frame);
        if (at.getEpochSecond() % 3 == 0) {
            send(StreamRoute.Category.MARKET, name, frame);
        }
    }

    public void kline(Symbol symbol, Instant at, Kline kline, boolean closed, int priceScale) {
        send(
                StreamRoute.Category.MARKET,
                Frames.lower(symbol) + "@kline_" + kline.interval(),
                () -> Frames.kline(symbol, at, kline, closed, priceScale));
    }

    public void bookTicker(Symbol symbol, Instant at, BigDecimal bid, BigDecimal ask, BigDecimal size, int priceScale) {
        String name = Frames.lower(symbol) + "@bookTicker";
        Supplier<ObjectNode> frame = () -> Frames.bookTicker(symbol, at, bid, ask, size, priceScale);
        send(StreamRoute.Category.PUBLIC, name, frame);
        send(StreamRoute.Category.UNROUTED, name, frame);
    }

    private void send(StreamRoute.Category category, String name, Supplier<ObjectNode> frame) {
        String payload = null;
        for (StreamConnection connection : connections) {
            if (connection.route().category() == category && connection.wants(name)) {
                payload = payload == null ? frame.get().toString() : payload;
                connection.data(name, payload);
            }
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

    public void pingAll() {
        connections.forEach(StreamConnection::ping);
    }

    public void closeAll() {
        connections.forEach(connection -> connection.close(CloseReason.CloseCodes.GOING_AWAY, "the simulator ends"));
    }
}
