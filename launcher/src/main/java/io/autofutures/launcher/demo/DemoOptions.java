package io.autofutures.launcher.demo;

import io.autofutures.model.settings.Settings;
import io.autofutures.simulator.market.MarketSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to run.
 *
 * @param data folder of everything that is kept
 * @param fresh empty the folder first
 * @param speed venue seconds per wall second, positive; counts as 1 under lockstep
 * @param settings runtime settings; the symbols come from the market
 * @param exchangeInfo file whose symbol rules go before the built-in ones
 * @param lockstep one instant after the other, each when all is at rest
 * @param durable over a broker; else in this process, and nothing outlives it
 * @param port of the page; 0 takes any free one
 * @param nextFree a taken port is replaced by the next free one instead of being refused
 * @param out where triggers, decisions, orders and fills are told
 * @param color paint them
 */
public record DemoOptions(
        Path data,
        boolean fresh,
        MarketSource market,
        double speed,
        Settings settings,
        @Nullable Path exchangeInfo,
        boolean lockstep,
        boolean durable,
        int port,
        boolean nextFree,
        PrintWriter out,
        boolean color) {
    public static final int PORT = 8080;

    /** Over a broker, speed 1, any free port, telling nothing. */
    public static DemoOptions of(Path data, MarketSource market) {
        return new DemoOptions(
                data,
                false,
                market,
                1,
                Settings.defaults(),
                null,
                false,
                true,
                0,
                false,
                new PrintWriter(java.io.Writer.nullWriter()),
                false);
    }

    public DemoOptions withSpeed(double venueSecondsPerSecond) {
        return new DemoOptions(
                data,
                fresh,
                market,
                venueSecondsPerSecond,
                settings,
                exchangeInfo,
                lockstep,
                durable,
                port,
                nextFree,
                out,
                color);
    }

    public DemoOptions withSettings(Settings given) {
        return new DemoOptions(
                data, fresh, market, speed, given, exchangeInfo, lockstep, durable, port, nextFree, out, color);
    }

    public DemoOptions inLockstep() {
        return new DemoOptions(
                data, fresh, market, speed, settings, exchangeInfo, true, durable, port, nextFree, out, color);
    }

    public DemoOptions inMemory() {
        return new DemoOptions(
                data, fresh, market, speed, settings, exchangeInfo, lockstep, false, port, nextFree, out, color);
    }

    public DemoOptions tellingTo(PrintWriter writer) {
        return new DemoOptions(
                data, fresh, market, speed, settings, exchangeInfo, lockstep, durable, port, nextFree, writer, color);
    }
}
