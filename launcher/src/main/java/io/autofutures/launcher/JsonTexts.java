package io.autofutures.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON values of a text: one a line, or printed over many lines. Reads line by line and holds one value at a time. A
 * value that does not end does not take the lines after it along.
 */
final class JsonTexts {
    private static final Pattern BEGINS = Pattern.compile("^(\\d{1,20}\\s+)?[\\[{]");

    private final BufferedReader lines;
    private final Deque<Text> waiting = new ArrayDeque<>();
    private long number;

    /** @param line where it begins, from 1 */
    record Text(long line, String value) {}

    JsonTexts(BufferedReader lines) {
        this.lines = lines;
    }

    /** The next value, whole or not, or {@code null} at the end. */
    @Nullable
    Text next() throws IOException {
        if (!waiting.isEmpty()) {
            return waiting.removeFirst();
        }
        Text first = nextLine();
        while (first != null && first.value().isBlank()) {
            first = nextLine();
        }
        return first == null || !BEGINS.matcher(first.value()).find() || new Nesting(first.value()).closed()
                ? first
                : overManyLines(first);
    }

    /** A bare bracket opens a printed value; after anything else a line that begins a value ends the one before. */
    private Text overManyLines(Text first) throws IOException {
        boolean printed = first.value().strip().length() == 1;
        var held = new ArrayList<Text>(List.of(first));
        var nesting = new Nesting(first.value());
        for (Text line = nextLine(); line != null; line = nextLine()) {
            if (!printed && BEGINS.matcher(line.value()).find()) {
                waiting.add(line);
                return joined(held);
            }
            held.add(line);
            nesting.add("\n" + line.value());
            if (nesting.closed()) {
                return joined(held);
            }
        }
        held.stream()
                .skip(1)
                .filter(line -> BEGINS.matcher(line.value()).find() && new Nesting(line.value()).closed())
                .forEach(waiting::add);
        return joined(held);
    }

    private static Text joined(List<Text> held) {
        return new Text(
                held.getFirst().line(),
                String.join("\n", held.stream().map(Text::value).toList()));
    }

    private @Nullable Text nextLine() throws IOException {
        String line = lines.readLine();
        return line == null ? null : new Text(++number, line);
    }

    /** Counts brackets outside of strings. */
    private static final class Nesting {
        private int depth;
        private boolean inString;
        private boolean escaped;
        private boolean open = true;

        Nesting(String text) {
            add(text);
        }

        void add(String text) {
            for (int i = 0; i < text.length(); i++) {
                add(text.charAt(i));
            }
        }

        private void add(char c) {
            if (inString) {
                inString = escaped || c != '"';
                escaped = !escaped && c == '\\';
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                open = open && depth > 0;
            }
        }

        boolean closed() {
            return !open;
        }
    }
}
