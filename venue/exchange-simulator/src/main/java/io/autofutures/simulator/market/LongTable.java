package io.autofutures.simulator.market;

import java.util.Arrays;

/** Rows of whole numbers in columns, the oldest of which are forgotten. Not thread-safe. */
public final class LongTable {
    private final long[][] columns;
    private int start;
    private int end;

    public LongTable(int columns) {
        this.columns = new long[columns][0];
    }

    public int size() {
        return end - start;
    }

    public long get(int column, int row) {
        return columns[column][start + row];
    }

    /** @param values one for each column */
    public void add(long... values) {
        if (end == columns[0].length) {
            int size = size();
            int room = Math.max(64, size + size / 2);
            for (int column = 0; column < columns.length; column++) {
                long[] wider = new long[room];
                System.arraycopy(columns[column], start, wider, 0, size);
                columns[column] = wider;
            }
            start = 0;
            end = size;
        }
        for (int column = 0; column < columns.length; column++) {
            columns[column][end] = values[column];
        }
        end++;
    }

    /** Forgets the oldest rows. */
    public void keep(int newest) {
        start = Math.max(start, end - newest);
    }

    /** The first row whose value is at least {@code least}; the column must rise. */
    public int from(int column, long least) {
        int found = Arrays.binarySearch(columns[column], start, end, least);
        while (found > start && columns[column][found - 1] == least) {
            found--;
        }
        return (found < 0 ? -found - 1 : found) - start;
    }
}
