package io.autofutures.trader.detector;

import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.topic.Topics;
import io.autofutures.trader.TraderLifecycle;
import io.autofutures.trader.TraderRole;
import io.autofutures.transport.FoldStage;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Edge: market events in, triggers and checkpoints out. The rules live in the core. */
public final class DetectorRole implements SmartLifecycle, TraderRole {
    static final String GROUP = "detector";

    private final Transport transport;
    private final Supplier<Settings> settings;
    private final Patience patience;
    private final DetectorMeters meters;
    private volatile @Nullable Subscription subscription;

    DetectorRole(Transport transport, Supplier<Settings> settings, VenueClock clock, MeterRegistry meters) {
        this.transport = transport;
        this.settings = settings;
        this.patience = new Patience(clock);
        this.meters = new DetectorMeters(meters);
    }

    @Override
    public void start() {
        subscription = transport.fold(FoldStage.of(
                GROUP,
                Topics.WS_EVENTS,
                Topics.DETECTOR_STATE,
                (partition, checkpoints) -> new DetectorFold(partition, checkpoints, settings, patience, meters)));
    }

    @Override
    public void stop() {
        Subscription running = subscription;
        subscription = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }

    @Override
    public int getPhase() {
        return TraderLifecycle.ROLES_PHASE;
    }

    @Override
    public String role() {
        return GROUP;
    }

    @Override
    public boolean ready() {
        Subscription running = subscription;
        return running != null && running.ready();
    }
}
