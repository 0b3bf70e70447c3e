package io.autofutures.launcher.replay;

import java.util.ArrayList;
import java.util.List;

/** Columns side by side; a column of words begins at the left, of numbers ends at the right. */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> head) {
        rows.add(List.copyOf(head));
    }

    /** @param cells one for each column of the head */
    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    void appendTo(StringBuilder text) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        boolean[] words = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int at = column;
            widths[column] =
                    rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
            words[column] = rows.stream()
                    .skip(1)
                    .anyMatch(row -> !row.get(at).isEmpty()
                            && Character.isLetter(row.get(at).charAt(0)));
        }
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = row.get(column);
                String space = " ".repeat(widths[column] - cell.length());
                line.append("  ").append(words[column] ? cell + space : space + cell);
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
    }
}
