package io.autofutures.bench.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The frames of a rig. While nothing is measured every symbol has a mark a second, as the venue sends: silence would be
 * taken for death.
 */
final class MarkFlow implements AutoCloseable {
    private final Rig rig;
    private final MarkFrames frames;
    private final String stream;
    private final Thread heart;
    private volatile boolean resting = true;

    /** Returns when the first frames have been acknowledged. */
    MarkFlow(Rig rig, MarkFrames frames) {
        this.rig = rig;
        this.frames = frames;
        this.stream = frames.symbols().getFirst().value().toLowerCase(Locale.ROOT) + "@markPrice@1s";
        this.heart = Thread.ofPlatform().name("bench-heart").daemon().start(this::beat);
        long goal = rig.transport().acknowledged() + 3L * frames.symbols().size();
        Rig.await(() -> rig.transport().acknowledged() >= goal, "the first frames to be acknowledged");
    }

    private void beat() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(1);
                if (resting) {
                    send(prepare(frames.symbols().size(), System.currentTimeMillis()));
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new IllegalStateException("the market connection broke", e);
        }
    }

    MarkFrames frames() {
        return frames;
    }

    /** @return that many frames, ready to be sent in one piece */
    byte[] prepare(int count, long atMillis) {
        var out = new ByteArrayOutputStream(count * 300);
        for (int i = 0; i < count; i++) {
            out.writeBytes(frames.next(atMillis).onTheWire());
        }
        return out.toByteArray();
    }

    void send(byte[] prepared) throws IOException {
        rig.venue().send(stream, prepared);
    }

    /** Nothing is sent but what the caller sends until {@link #rest}; what was under way has arrived. */
    void measure() throws InterruptedException {
        resting = false;
        long seen;
        do {
            seen = rig.transport().acknowledged();
            TimeUnit.MILLISECONDS.sleep(300);
        } while (rig.transport().acknowledged() != seen);
    }

    void rest() {
        resting = true;
    }

    @Override
    public void close() {
        heart.interrupt();
    }
}
