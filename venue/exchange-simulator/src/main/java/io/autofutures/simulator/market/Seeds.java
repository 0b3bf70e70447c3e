package io.autofutures.simulator.market;

import io.autofutures.model.market.Symbol;
import java.util.SplittableRandom;

/** Independent streams of noise out of one seed: what one symbol draws does not depend on which others there are. */
final class Seeds {
    private Seeds() {}

    /** @param purpose tells the streams of one symbol apart */
    static SplittableRandom of(long seed, Symbol symbol, String purpose) {
        return of(seed, symbol.value() + "/" + purpose);
    }

    /** Noise that all symbols share. */
    static SplittableRandom of(long seed, String purpose) {
        long mixed = seed;
        for (int index = 0; index < purpose.length(); index++) {
            mixed = mix(mixed + 0x9E3779B97F4A7C15L * (purpose.charAt(index) + 1));
        }
        return new SplittableRandom(mix(mixed));
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
