package io.autofutures.trader.decider;

import io.autofutures.binance.FuturesRest;
import io.autofutures.decision.DecisionModel;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.Patience;
import io.autofutures.model.time.VenueClock;
import io.autofutures.model.time.VenueTimers;
import io.autofutures.model.topic.Topics;
import io.autofutures.trader.TraderLifecycle;
import io.autofutures.trader.TraderRole;
import io.autofutures.transport.SharedStage;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Table;
import io.autofutures.transport.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Edge: triggers in, proposals out; beside them it follows account, positions and the proposals themselves. */
public final class DeciderRole implements SmartLifecycle, TraderRole {
    static final String GROUP = "decider";

    private final Transport transport;
    private final Supplier<Settings> settings;
    private final Patience patience;
    private final DeciderProperties properties;
    private final AccountView accounts;
    private final ProposalTail tail = new ProposalTail();
    private final ModelGuard model;
    private final TriggerHandler handler;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private volatile @Nullable Subscription stage;

    /** @param rest public calls only; the decider holds no trading key */
    DeciderRole(
            Transport transport,
            FuturesRest rest,
            DecisionModel model,
            AccountId account,
            Supplier<Settings> settings,
            DeciderProperties properties,
            VenueClock clock,
            VenueTimers timers,
            Activity activity,
            MeterRegistry meters) {
        this.transport = transport;
        this.settings = settings;
        this.patience = new Patience(clock);
        this.properties = properties;
        this.accounts = new AccountView(account);
        var calls = new PatientCalls(patience, timers);
        this.model = new ModelGuard(model, properties.modelDeadline(), calls, clock);
        var collector =
                new InputCollector(rest, new ContractRules(rest, patience), accounts, account, settings, clock, calls);
        this.handler = new TriggerHandler(account, settings, patience, activity, tail, collector, this.model, meters);
    }

    @Override
    public synchronized void start() {
        Table<AccountState> accountTable = transport.table(Topics.ACCOUNT, true);
        closers.push(accountTable::close);
        accountTable.onChange(accounts::on);
        Table<PositionState> positionTable = transport.table(Topics.POSITIONS, true);
        closers.push(positionTable::close);
        positionTable.onChange(accounts::on);
        Duration back = oldestTrigger().plus(properties.modelDeadline());
        tail.follow(transport, patience.deadline(patience.clock().instant(), back.negated()));
        closers.push(tail::close);
        Subscription triggers = transport.shared(
                SharedStage.of(GROUP, Topics.TRIGGERS, handler).withMaxInFlight(properties.maxInFlight()));
        closers.push(triggers::close);
        stage = triggers;
    }

    /** The longest age limit there is, also of symbols that SYMBOLS means by a pattern. */
    private Duration oldestTrigger() {
        Settings now = settings.get();
        var key = SettingCatalog.TRIGGER_MAX_AGE_SEC;
        int seconds = now.given().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(key.name() + "@"))
                .mapToInt(entry -> key.parse(entry.getValue()))
                .reduce(now.get(key), Math::max);
        return Duration.ofSeconds(seconds);
    }

    @Override
    public synchronized void stop() {
        stage = null;
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }

    @Override
    public boolean isRunning() {
        return stage != null;
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
        Subscription triggers = stage;
        return triggers != null && triggers.ready() && tail.ready();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("model", model.name(), "circuit", model.circuit());
    }
}
