package io.autofutures.simulator;

import io.autofutures.model.time.Activity;
import io.autofutures.paperbook.BookTerms;
import io.autofutures.simulator.fault.FaultPlan;
import io.autofutures.simulator.market.MarketSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * @param dataFolder where the venue remembers its account; created when missing
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param speed venue seconds per wall second, positive; counts as 1 under lockstep
 * @param lockstep market events are released one by one through {@link Simulator#steps()}
 * @param activity begun for each data frame sent, under lockstep only
 * @param initialBalance USDT of a new account
 * @param faults what goes wrong from the start on
 * @param exchangeInfo a file in the shape of {@code GET /fapi/v1/exchangeInfo} whose symbols go before the built-in ones
 * @param brackets a file in the shape of {@code GET /fapi/v1/leverageBracket}, likewise
 */
public record SimulatorOptions(
        Path dataFolder,
        String host,
        int port,
        MarketSource market,
        double speed,
        boolean lockstep,
        Activity activity,
        String apiKey,
        String secretKey,
        BigDecimal initialBalance,
        BookTerms terms,
        @Nullable Path exchangeInfo,
        @Nullable Path brackets,
        FaultPlan faults) {
    /** @throws IllegalArgumentException if the speed is not positive (of a live market: 1), or the port not in 0 to 65535 */
    public SimulatorOptions {
        if (!(speed > 0) || speed > 100_000) {
            throw new IllegalArgumentException("speed must be above 0 and at most 100000, was " + speed);
        }
        if (market instanceof MarketSource.Live && (speed != 1 || lockstep)) {
            throw new IllegalArgumentException("a live market flows by itself, at speed 1 and without lockstep");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
        }
    }

    /** Loopback, a free port, speed 1, key and secret {@code sim}, 10000 USDT. */
    public static SimulatorOptions of(Path dataFolder, MarketSource market) {
        return new SimulatorOptions(
                dataFolder,
                "127.0.0.1",
                0,
                market,
                1,
                false,
                new Activity(),
                "sim",
                "sim",
                new BigDecimal("10000"),
                BookTerms.standard(),
                null,
                null,
                FaultPlan.none());
    }

    public SimulatorOptions withAddress(String newHost, int newPort) {
        return new SimulatorOptions(
                dataFolder,
                newHost,
                newPort,
                market,
                speed,
                lockstep,
                activity,
                apiKey,
                secretKey,
                initialBalance,
                terms,
                exchangeInfo,
                brackets,
                faults);
    }

    public SimulatorOptions withSpeed(double newSpeed) {
        return new SimulatorOptions(
                dataFolder,
                host,
                port,
                market,
                newSpeed,
                lockstep,
                activity,
                apiKey,
                secretKey,
                initialBalance,
                terms,
                exchangeInfo,
                brackets,
                faults);
    }

    public SimulatorOptions withLockstep(Activity shared) {
        return new SimulatorOptions(
                dataFolder,
                host,
                port,
                market,
                speed,
                true,
                shared,
                apiKey,
                secretKey,
                initialBalance,
                terms,
                exchangeInfo,
                brackets,
                faults);
    }

    public SimulatorOptions withKeys(String key, String secret) {
        return new SimulatorOptions(
                dataFolder,
                host,
                port,
                market,
                speed,
                lockstep,
                activity,
                key,
                secret,
                initialBalance,
                terms,
                exchangeInfo,
                brackets,
                faults);
    }

    public SimulatorOptions withInitialBalance(BigDecimal balance) {
        return new SimulatorOptions(
                dataFolder,
                host,
                port,
                market,
                speed,
                lockstep,
                activity,
                apiKey,
                secretKey,
                balance,
                terms,
                exchangeInfo,
                brackets,
                faults);
    }

    public SimulatorOptions withTerms(BookTerms newTerms) {
        return new SimulatorOptions(
                dataFolder,
                host,
                port,
                market,
                speed,
                lockstep,
                activity,
                apiKey,
                secretKey,
                initialBalance,
                newTerms,
                exchangeInfo,
                brackets,
                faults);
    }

    public SimulatorOptions withExchangeInfo(@Nullable Path file) {
        return new SimulatorOptions(
                dataFolder,
                host,
                port,
                market,
                speed,
                lockstep,
                activity,
                apiKey,
                secretKey,
                initialBalance,
                terms,
                file,
                brackets,
                faults);
    }

    public SimulatorOptions withBrackets(@Nullable Path file) {
        return new SimulatorOptions(
                dataFolder,
                host,
                port,
                market,
                speed,
                lockstep,
                activity,
                apiKey,
                secretKey,
                initialBalance,
                terms,
                exchangeInfo,
                file,
                faults);
    }

    public SimulatorOptions withFaults(FaultPlan plan) {
        return new SimulatorOptions(
                dataFolder,
                host,
                port,
                market,
                speed,
                lockstep,
                activity,
                apiKey,
                secretKey,
                initialBalance,
                terms,
                exchangeInfo,
                brackets,
                plan);
    }
}
