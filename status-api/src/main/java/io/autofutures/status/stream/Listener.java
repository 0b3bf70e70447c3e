package io.autofutures.status.stream;

import io.autofutures.status.projector.Change;
import io.autofutures.status.view.ApiJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One connection: writes what its listener has not seen, at the pace the listener reads. */
final class Listener {
    private static final int BATCH = 200;

    private final LiveStream stream;
    private final StreamProperties properties;
    private final OutputStream out;
    private Cursor cursor;
    private long prices;
    private long status;
    private long lastTick;
    private long lastHeartbeat;

    Listener(LiveStream stream, StreamProperties properties, OutputStream out, Cursor start) {
        this.stream = stream;
        this.properties = properties;
        this.out = out;
        this.cursor = start;
    }

    /** @throws IOException when the listener has gone */
    void run() throws IOException, InterruptedException {
        send("retry: 2000\n\n");
        heartbeat();
        out.flush();
        while (!stream.closed()) {
            if (!stream.ring().holds(cursor)) {
                resync();
            } else if (stream.ring().behind(cursor) > properties.mostBehind()) {
                stream.cutOff();
                send("event: bye\ndata: {\"reason\":\"slow\"}\n\n");
                out.flush();
                return;
            }
            List<Change> changes =
                    stream.ring().after(cursor, BATCH, properties.tick().toMillis());
            for (Change change : changes) {
                cursor = new Cursor(cursor.epoch(), change.seq());
                send("id: " + cursor + "\nevent: " + change.type() + "\ndata: {\"type\":\"" + change.type()
                        + "\",\"ts\":\"" + now() + "\",\"seq\":" + change.seq() + ",\"payload\":" + change.payload()
                        + "}\n\n");
            }
            boolean ticked = tick();
            boolean beat = beat();
            if (ticked || beat || !changes.isEmpty()) {
                out.flush();
            }
        }
        send("retry: 2000\nevent: bye\ndata: {\"reason\":\"shutdown\"}\n\n");
        out.flush();
    }

    private void resync() throws IOException {
        stream.resynced();
        cursor = stream.ring().head();
        send("id: " + cursor + "\nevent: resync\ndata: {\"streamCursor\":\"" + cursor + "\"}\n\n");
    }

    private boolean tick() throws IOException {
        if (!due(lastTick, properties.tick().toNanos())) {
            return false;
        }
        boolean sent = false;
        long version = stream.priceVersion();
        if (version > prices) {
            send(event("market.updated", Map.of("items", stream.pricesSince(prices))));
            prices = version;
            sent = true;
        }
        LiveStream.Status latest = stream.status();
        if (latest.version() > status && latest.view() != null) {
            send(event("status.updated", latest.view()));
            status = latest.version();
            sent = true;
        }
        if (sent) {
            lastTick = System.nanoTime();
        }
        return sent;
    }

    private boolean beat() throws IOException {
        if (!due(lastHeartbeat, properties.heartbeat().toNanos())) {
            return false;
        }
        heartbeat();
        return true;
    }

    private void heartbeat() throws IOException {
        lastHeartbeat = System.nanoTime();
        send("event: heartbeat\ndata: {\"ts\":\"" + now() + "\"}\n\n");
    }

    private static boolean due(long last, long interval) {
        return last == 0 || System.nanoTime() - last >= interval;
    }

    private String event(String type, Object payload) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\",\"ts\":\"" + now() + "\",\"payload\":"
                + ApiJson.write(payload) + "}\n\n";
    }

    private String now() {
        return ApiJson.instant(stream.wall().instant());
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
