package io.autofutures.binance;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Classes of the codes with which the venue refuses, by what to do about them. Source: the venue's error table,
 * 2026-09-01. Codes that leave the outcome open or that mean "already so" are no refusals and are not listed.
 */
public enum Refusal {
    /** Too many requests or orders: nothing new for a while, cancels and closes first. */
    TOO_MANY(false, -1003, -1015),
    /** The request was late, or our clock is wrong: measure it, sign anew, once. */
    CLOCK(false, -1021, -5028),
    /** Key, signature, permission, region, locked or inactive account: stop trading, alarm. */
    CONFIGURATION(true, -1002, -1011, -1022, -2014, -2015, -2017, -4087, -4088, -4109, -4192, -4402, -4403),
    /** A bug in our request, its grid and its parameters included: log it, never send it again. */
    OUR_BUG(
            false,
            codes(
                    range(-1106, -1100),
                    range(-1121, -1114),
                    range(-4004, -4003),
                    range(-4015, -4006),
                    range(-4031, -4029),
                    IntStream.of(-1108, -1111, -1127, -1128, -1130, -1136, -4023, -4120, -4137, -4138))),
    /** A filter that depends on the market, or a market that has moved on: decide anew with fresh data. */
    MARKET_MOVED(false, -2021, -4005, -4016, -4024, -4131, -4164, -4183, -4184, -4210, -4211, -5021, -5022, -5041),
    /** Not enough margin, or nothing to reduce: read the account, then decide. */
    MONEY(false, -2018, -2019, -2022, -2024, -2027, -2028, -4118),
    /** The order is not in the state that was assumed: ask for it. -4116 after a second try: the first one worked. */
    ORDER_STATE(false, -2011, -2013, -4116, -4117, -5026, -5027, -5043, -5047),
    /** Too many open orders: cancel leftovers. */
    ORDER_COUNT(false, -2025, -4045),
    /** Position mode, margin type, leverage, multi-assets: compare the account's configuration with ours. */
    MODE(false, -4028, -4047, -4048, -4061, -4062, -4067, -4068, -4161, -4168, -4531),
    /** The symbol takes no new position now: block it. */
    SYMBOL_STATE(false, -1122, -4140, -4141, -4400, -4401),
    /** A conditional order that closes the position finds none (-4129, -4509), or one is open already (-4130). */
    STOP_STATE(false, -4129, -4130, -4509),
    /** The account is being liquidated: stop, alarm. */
    LIQUIDATION(true, -2023),
    /** The listen key is gone: create another. */
    LISTEN_KEY(false, -1125),
    /** Maintenance: pause, try again in minutes. */
    MAINTENANCE(false, -1109),
    /** A refusal without a named reason (-2010), or a code this version does not know: do not repeat it as it is. */
    OTHER(false, -2010);

    private static final Map<Integer, Refusal> BY_CODE = byCode();

    private final boolean stopsTrading;
    private final int[] codes;

    Refusal(boolean stopsTrading, int... codes) {
        this.stopsTrading = stopsTrading;
        this.codes = codes;
    }

    /** @param code as the venue sent it, negative */
    public static Refusal of(int code) {
        return BY_CODE.getOrDefault(code, OTHER);
    }

    /** No order of any kind can succeed until someone has looked. */
    public boolean stopsTrading() {
        return stopsTrading;
    }

    private static Map<Integer, Refusal> byCode() {
        var byCode = new HashMap<Integer, Refusal>();
        for (Refusal refusal : values()) {
            for (int code : refusal.codes) {
                Refusal other = byCode.put(code, refusal);
                if (other != null) {
                    throw new IllegalStateException("%d is in %s and in %s".formatted(code, other, refusal));
                }
            }
        }
        return Map.copyOf(byCode);
    }

    private static IntStream range(int lowest, int highest) {
        return IntStream.rangeClosed(lowest, highest);
    }

    private static int[] codes(IntStream... parts) {
        return java.util.Arrays.stream(parts)
                .flatMapToInt(part -> part)
                .distinct()
                .toArray();
    }
}
