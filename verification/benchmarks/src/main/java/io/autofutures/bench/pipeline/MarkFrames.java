package io.autofutures.bench.pipeline;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Frames of {@code <symbol>@markPrice@1s} as the venue sends them, each newer than the last of its symbol and at a price a
 * little higher, so that a low threshold makes each of them a trigger.
 */
final class MarkFrames {
    private final List<Symbol> symbols = new ArrayList<>();
    private final long[] lastMillis;
    private long ticks = 1_000_000;
    private int next;

    MarkFrames(int count, long startMillis) {
        lastMillis = new long[count];
        for (int i = 0; i < count; i++) {
            symbols.add(new Symbol("B" + i + "USDT"));
            lastMillis[i] = startMillis;
        }
    }

    List<Symbol> symbols() {
        return symbols;
    }

    /** @param text of the frame @param eventId of the event it becomes */
    record Frame(byte[] text, String eventId) {
        byte[] onTheWire() {
            return FrameVenue.onTheWire(text);
        }
    }

    /** The next symbol's, at this time, or a millisecond after its last when that is not later. */
    Frame next(long atMillis) {
        int i = next;
        next = (next + 1) % symbols.size();
        lastMillis[i] = Math.max(lastMillis[i] + 1, atMillis);
        String name = symbols.get(i).value();
        String price = BigDecimal.valueOf(ticks++, 2).toPlainString();
        String text = ("{\"stream\":\"%s@markPrice@1s\",\"data\":{\"e\":\"markPriceUpdate\",\"E\":%d,\"s\":\"%s\","
                        + "\"p\":\"%s\",\"ap\":\"%s\",\"P\":\"%s\",\"i\":\"%s\",\"r\":\"0.00005301\",\"T\":%d,\"st\":1}}")
                .formatted(
                        name.toLowerCase(Locale.ROOT),
                        lastMillis[i],
                        name,
                        price,
                        price,
                        price,
                        price,
                        lastMillis[i] + 3_600_000);
        return new Frame(text.getBytes(StandardCharsets.UTF_8), "mark/" + name + "/" + lastMillis[i]);
    }
}
