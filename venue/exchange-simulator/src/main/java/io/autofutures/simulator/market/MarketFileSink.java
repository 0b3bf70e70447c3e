package io.autofutures.simulator.market;

/** Takes what a market file holds, one value at a time. */
@FunctionalInterface
public interface MarketFileSink<T> {
    /** @param line the value's, from 1 @param lines in the file */
    void on(T value, long line, long lines);
}
