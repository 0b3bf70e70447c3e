package io.autofutures.trader.desk;

import io.autofutures.binance.FuturesRest;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.model.topic.Topics;
import io.autofutures.trader.TraderLifecycle;
import io.autofutures.trader.TraderRole;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Ownership;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Table;
import io.autofutures.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;

/** The running desk: its tables, marks, set-up of the venue, and the ownership of its account's partition. */
public final class DeskService implements TraderRole, SmartLifecycle {
    private static final String GROUP = "desk";

    private final Transport transport;
    private final DeskIdentity identity;
    private final FuturesRest rest;
    private final VenueClock clock;
    private final VenueTimers timers;
    private final Supplier<Settings> settings;
    private final Activity activity;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final VenueSetup setup;
    private volatile boolean running;

    public DeskService(
            Transport transport,
            DeskIdentity identity,
            FuturesRest rest,
            VenueClock clock,
            VenueTimers timers,
            Supplier<Settings> settings,
            Activity activity) {
        this.transport = transport;
        this.identity = identity;
        this.rest = rest;
        this.clock = clock;
        this.timers = timers;
        this.settings = settings;
        this.activity = activity;
        this.setup = new VenueSetup(rest, clock, timers, activity);
    }

    /** Topics are declared; blocks until the tables are read. */
    @Override
    public synchronized void start() {
        transport.declare(Topics.all());
        setup.start();
        var marks = new Marks();
        subscriptions.add(transport.broadcast(Broadcast.latest("desk-marks", List.of(Topics.WS_EVENTS), marks::on)));
        var facts = new DeskFacts(
                identity.account(),
                followed(transport.table(Topics.ACCOUNT, true)),
                followed(transport.table(Topics.POSITIONS, true)),
                followed(transport.table(Topics.CONTROLS, true)),
                marks,
                setup,
                settings);
        var calls = new VenueCalls(rest, setup);
        subscriptions.add(transport.own(Ownership.of(
                GROUP,
                List.of(Topics.PROPOSALS, Topics.ORDER_EVENTS, Topics.COMMANDS),
                List.of(Topics.DESK_STATE),
                context -> new DeskOwner(
                        identity,
                        facts,
                        calls,
                        clock,
                        timers,
                        (venueCalls, wake) -> new EffectRunner(venueCalls, activity, wake),
                        context))));
        running = true;
    }

    private <T> Table<T> followed(Table<T> table) {
        subscriptions.add(table);
        return table;
    }

    @Override
    public String role() {
        return GROUP;
    }

    @Override
    public int getPhase() {
        return TraderLifecycle.ROLES_PHASE;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("hedge_mode", setup.hedgeChecked() ? "checked" : "unchecked");
    }

    /** Hedge mode is checked, symbol rules are loaded, every subscription is ready. */
    @Override
    public boolean ready() {
        return running && setup.ready() && readySubscriptions();
    }

    private synchronized boolean readySubscriptions() {
        return subscriptions.stream().allMatch(Subscription::ready);
    }

    @Override
    public synchronized void stop() {
        running = false;
        setup.close();
        subscriptions.reversed().forEach(Subscription::close);
        subscriptions.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
