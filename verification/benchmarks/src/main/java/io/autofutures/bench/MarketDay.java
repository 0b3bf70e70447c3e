package io.autofutures.bench;

import io.autofutures.detection.SymbolDetector;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A day of mark prices, one a second, of many symbols through their detectors: what stays in memory of it. */
final class MarketDay {
    private static final Instant START = Instant.parse("2024-08-08T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int LOOKS = 8;
    private static final long SEED = 20240808;

    private final List<SymbolDetector> detectors = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private final long[] ticks;
    private final Random walk = new Random(SEED);

    MarketDay(int count) {
        var settings = Settings.defaults();
        this.ticks = new long[count];
        for (int i = 0; i < count; i++) {
            var symbol = new Symbol("S" + i + "USDT");
            symbols.add(symbol);
            detectors.add(new SymbolDetector(symbol, settings));
            ticks[i] = 100_000;
        }
    }

    /** @param events judged @param published totals and grades @param heapBytes in use after garbage collection, at each eighth of the day */
    record Result(int symbols, long events, long published, double seconds, List<Long> heapBytes) {
        /** Of the last look over the second; the first is still warming up. */
        double growth() {
            return (double) heapBytes.getLast() / heapBytes.get(1) - 1;
        }
    }

    Result run() {
        var heap = new ArrayList<Long>();
        long begun = System.nanoTime();
        long judged = 0;
        long published = 0;
        long seconds = DAY.toSeconds();
        for (long second = 0; second < seconds; second++) {
            Instant at = START.plusSeconds(second);
            for (int i = 0; i < ticks.length; i++) {
                ticks[i] = Math.max(1_000, ticks[i] + walk.nextInt(-40, 41));
                var price = new Price(BigDecimal.valueOf(ticks[i], 4));
                var mark = new MarkPriceUpdated(symbols.get(i), at, price, null, null, null);
                SymbolDetector detector = detectors.get(i);
                judged += detector.on(mark).size();
                published +=
                        detector.takeTotals().size() + detector.takeGrades().size();
            }
            if ((second + 1) % (seconds / LOOKS) == 0) {
                heap.add(heapAfterCollection());
            }
        }
        return new Result(ticks.length, judged, published, (System.nanoTime() - begun) / 1e9, heap);
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
