package io.autofutures.trader;

import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Heartbeat;
import io.autofutures.transport.SettingsInForce;
import io.autofutures.transport.SharedSilence;
import io.autofutures.transport.Transport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Declares the topics and reads the saved settings before any role starts, and shows a sign of life while the roles run. */
public final class TraderLifecycle implements SmartLifecycle {
    /** Roles start after the topics are declared, and stop before the sign of life does. */
    public static final int ROLES_PHASE = 10;

    private final Transport transport;
    private final SettingsInForce settings;
    private final Supplier<SharedSilence> silences;
    private final Supplier<Heartbeat> heartbeats;
    private @Nullable SharedSilence silence;
    private @Nullable Heartbeat heartbeat;
    private volatile boolean running;

    TraderLifecycle(
            Transport transport,
            SettingsInForce settings,
            Supplier<SharedSilence> silences,
            Supplier<Heartbeat> heartbeats) {
        this.transport = transport;
        this.settings = settings;
        this.silences = silences;
        this.heartbeats = heartbeats;
    }

    @Override
    public void start() {
        transport.declare(Topics.all());
        settings.follow(transport);
        silence = silences.get();
        heartbeat = heartbeats.get();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        Heartbeat beating = heartbeat;
        if (beating != null) {
            beating.close();
        }
        SharedSilence followed = silence;
        if (followed != null) {
            followed.close();
        }
        settings.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
