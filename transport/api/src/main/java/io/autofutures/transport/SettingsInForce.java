package io.autofutures.transport;

import io.autofutures.model.control.SettingChange;
import io.autofutures.model.settings.InvalidSettingsException;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in force: those given at start, and over them the saved ones of the topic {@code settings}, which win.
 * Until {@link #follow} it gives those of the start. Reading is a volatile read; whoever wants to know of a change keeps
 * the snapshot and compares, or {@linkplain #onChange listens}.
 *
 * <p>A saved value that is not allowed is refused with a log line: the former value stays, and so does the version, so
 * that whoever saved it sees that nobody took it.
 */
public final class SettingsInForce implements Supplier<Settings>, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SettingsInForce.class);

    private final Settings atStart;
    private final Map<String, SettingChange> saved = new HashMap<>();
    private final List<Consumer<Settings>> listeners = new ArrayList<>();
    private volatile Settings current;
    private volatile @Nullable Refusal refused;
    private @Nullable Table<SettingChange> table;

    private record Refusal(String name, String reason) {}

    /** @param atStart command line over environment; nothing is followed yet */
    public SettingsInForce(Settings atStart) {
        this.atStart = atStart;
        this.current = atStart;
    }

    /** Reads what is saved, and follows it until closed; the topic is declared. All of it is in force on return. */
    public void follow(Transport transport) {
        Table<SettingChange> followed = transport.table(Topics.SETTINGS, true);
        synchronized (this) {
            if (table != null) {
                followed.close();
                throw new IllegalStateException("settings are followed already");
            }
            table = followed;
        }
        followed.onChange(this::take);
        reportOverridden();
    }

    /** A snapshot; its {@link Settings#version()} is the highest saved one in it, 0 when nothing was saved. */
    @Override
    public Settings get() {
        return current;
    }

    /** The last saved value that was refused, with the reason; empty once a value of that name was taken. */
    public Optional<String> refused() {
        return Optional.ofNullable(refused).map(Refusal::reason);
    }

    /** Told the settings in force now, then each change, in order, on the thread that follows the topic; must be quick. */
    public synchronized void onChange(Consumer<Settings> listener) {
        listener.accept(current);
        listeners.add(listener);
    }

    private synchronized void take(SettingChange change) {
        String name = change.name().equals("SYMBOL") ? "SYMBOLS" : change.name();
        SettingChange known = saved.get(name);
        if (known != null && change.version() <= known.version()) {
            return;
        }
        Settings next;
        try {
            next = overlaid(name, change);
        } catch (InvalidSettingsException e) {
            refused = new Refusal(name, String.valueOf(e.getMessage()));
            LOGGER.atError()
                    .addKeyValue("setting", name)
                    .addKeyValue("settingsVersion", change.version())
                    .addKeyValue("error", e.getMessage())
                    .log("A saved setting is refused; the former value stays in force");
            return;
        }
        saved.put(name, change);
        Refusal former = refused;
        if (former != null && former.name().equals(name)) {
            refused = null;
        }
        current = next;
        LOGGER.atInfo()
                .addKeyValue("setting", name)
                .addKeyValue("value", change.value())
                .addKeyValue("settingsVersion", next.version())
                .addKeyValue("actor", change.actor())
                .log("A saved setting is in force");
        listeners.forEach(listener -> tell(listener, next));
    }

    private static void tell(Consumer<Settings> listener, Settings settings) {
        try {
            listener.accept(settings);
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .setCause(e)
                    .addKeyValue("settingsVersion", settings.version())
                    .log("A listener of the settings failed");
        }
    }

    private Settings overlaid(String name, SettingChange change) {
        var values = new TreeMap<String, String>();
        saved.forEach((other, kept) -> values.put(other, kept.value()));
        values.put(name, change.value());
        values.values().removeIf(String::isBlank);
        return atStart.overlaid(values, Math.max(current.version(), change.version()));
    }

    /** A value given at start that the saved one overrules would otherwise look ignored. */
    private synchronized void reportOverridden() {
        Map<String, String> inForce = current.given();
        atStart.given().forEach((name, text) -> {
            String winner = inForce.get(name);
            if (winner != null && !winner.equals(text)) {
                LOGGER.atWarn()
                        .addKeyValue("setting", name)
                        .addKeyValue("given", text)
                        .addKeyValue("saved", winner)
                        .log("A setting given at start differs from the saved one, which is in force");
            }
        });
    }

    @Override
    public void close() {
        Table<SettingChange> followed;
        synchronized (this) {
            followed = table;
            table = null;
        }
        if (followed != null) {
            followed.close();
        }
    }
}
