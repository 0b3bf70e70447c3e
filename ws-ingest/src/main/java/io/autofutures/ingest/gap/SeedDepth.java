package io.autofutures.ingest.gap;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.SettingCatalog;
import io.autofutures.model.settings.Settings;

/**
 * How many closed candles a start reads of each symbol: what the rules look back on, and more where few symbols are watched.
 * The venue charges by the number of candles (below 100 one, below 500 two), and 600 symbols share one part of its weight.
 */
public final class SeedDepth {
    /** With this many symbols a start reads only what it needs. */
    private static final int MANY = 100;
    /** The most that the venue gives for a weight of one, less the candle that is still open. */
    private static final int CHEAPEST = 98;

    private static final int LONGEST = 1_499;

    private final int wanted;

    /** @param wanted where few symbols are watched, 1 to 1499 */
    public SeedDepth(int wanted) {
        this.wanted = wanted;
    }

    /** @param symbols how many are watched */
    public int of(Symbol symbol, Settings settings, int symbols) {
        int needed = Math.max(
                        settings.get(SettingCatalog.VOL_LOOKBACK, symbol),
                        settings.get(SettingCatalog.ADAPTIVE_BASELINE, symbol))
                + 1;
        int most = symbols > MANY ? Math.min(wanted, CHEAPEST) : wanted;
        return Math.min(LONGEST, Math.max(needed, most));
    }
}
