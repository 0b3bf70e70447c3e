package io.autofutures.bench;

/** The recorded streams that all three libraries read. */
enum Stream {
    TRADE("trade", "@trade\""),
    BOOK_TICKER("bookTicker", "@bookTicker\"");

    private final String label;
    private final String mark;

    Stream(String label, String mark) {
        this.label = label;
        this.mark = mark;
    }

    String label() {
        return label;
    }

    /** Whether a frame in the combined wrapper is of this stream. */
    boolean holds(String frame) {
        int end = frame.indexOf(',');
        return end > 0
                && frame.startsWith("{\"stream\":\"")
                && frame.substring(0, end).endsWith(mark);
    }
}
