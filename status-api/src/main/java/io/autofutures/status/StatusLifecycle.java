package io.autofutures.status;

import io.autofutures.model.topic.Topics;
import io.autofutures.status.projector.Projector;
import io.autofutures.status.projector.StatusReader;
import io.autofutures.status.recorder.Recorder;
import io.autofutures.status.stream.LiveStream;
import io.autofutures.transport.Heartbeat;
import io.autofutures.transport.Transport;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/** Starts the projector before the web server answers, and says goodbye to the listeners before it stops. */
final class StatusLifecycle implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {
    private static final Logger LOGGER = LoggerFactory.getLogger(StatusLifecycle.class);

    private final Transport transport;
    private final Projector projector;
    private final Optional<Recorder> recorder;
    private final StatusReader status;
    private final LiveStream stream;
    private final Supplier<Heartbeat> heartbeats;
    private @Nullable Heartbeat heartbeat;
    private @Nullable ScheduledExecutorService clock;
    private volatile boolean running;

    StatusLifecycle(
            Transport transport,
            Projector projector,
            Optional<Recorder> recorder,
            StatusReader status,
            LiveStream stream,
            Supplier<Heartbeat> heartbeats) {
        this.transport = transport;
        this.projector = projector;
        this.recorder = recorder;
        this.status = status;
        this.stream = stream;
        this.heartbeats = heartbeats;
    }

    @Override
    public void start() {
        transport.declare(Topics.all());
        projector.start();
        recorder.ifPresent(Recorder::start);
        heartbeat = heartbeats.get();
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("status-clock").daemon().factory());
        var unused = scheduler.scheduleWithFixedDelay(this::state, 1, 1, TimeUnit.SECONDS);
        clock = scheduler;
        running = true;
    }

    private void state() {
        if (!stream.watched()) {
            return;
        }
        try {
            stream.stated(status.read());
        } catch (RuntimeException e) {
            LOGGER.atWarn().addKeyValue("error", e.toString()).log("the status cannot be read; it is tried again");
        }
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        stream.close();
    }

    @Override
    public void stop() {
        running = false;
        ScheduledExecutorService scheduler = clock;
        if (scheduler != null) {
            scheduler.shutdownNow();
        }
        Heartbeat beating = heartbeat;
        if (beating != null) {
            beating.close();
        }
        recorder.ifPresent(Recorder::close);
        projector.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server. */
    @Override
    public int getPhase() {
        return 0;
    }
}
