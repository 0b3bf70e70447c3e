package io.autofutures.status.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the stream: {@code <epoch>-<seq>}.
 *
 * @param epoch names one life of one database
 * @param seq of the last change seen
 */
public record Cursor(String epoch, long seq) {
    private static final Pattern FORM = Pattern.compile("([0-9a-z.]{1,40})-(\\d{1,18})");

    public static Optional<Cursor> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Cursor(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "-" + seq;
    }
}
