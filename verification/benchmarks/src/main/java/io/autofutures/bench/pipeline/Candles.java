package io.autofutures.bench.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The answer to {@code klines}: quiet minutes, as many as asked for, the one that is still open last. */
final class Candles {
    static final long MINUTE = 60_000;
    static final String PRICE = "100.00";

    private static final Pattern FROM = Pattern.compile("startTime=([0-9]+)");
    private static final Pattern LIMIT = Pattern.compile("limit=([0-9]+)");

    private Candles() {}

    /** @param request line of a GET */
    static String asked(String request, long nowMillis) {
        long count = number(LIMIT, request, 500);
        long open = nowMillis - nowMillis % MINUTE;
        long from = number(FROM, request, open - (count - 1) * MINUTE);
        long first = from + (MINUTE - from % MINUTE) % MINUTE;
        return LongStream.iterate(first, at -> at <= open, at -> at + MINUTE)
                .limit(count)
                .mapToObj(at -> "[%d,\"%s\",\"%s\",\"%s\",\"%s\",\"1\",%d,\"100\",1,\"0\",\"0\",\"0\"]"
                        .formatted(at, PRICE, PRICE, PRICE, PRICE, at + MINUTE - 1))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static long number(Pattern pattern, String text, long otherwise) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : otherwise;
    }
}
