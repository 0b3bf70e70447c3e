package io.autofutures.status.projector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which record of each partition is next; kept beside what the records did. */
final class Positions {
    private final JdbcTemplate jdbc;
    private final Map<String, Map<Integer, Long>> next;
    private final Map<String, Map<Integer, Long>> moved = new HashMap<>();

    private Positions(JdbcTemplate jdbc, Map<String, Map<Integer, Long>> next) {
        this.jdbc = jdbc;
        this.next = next;
    }

    static Positions load(JdbcTemplate jdbc) {
        Map<String, Map<Integer, Long>> next = new HashMap<>();
        jdbc.query("select topic, partition_no, next_offset from consumed", row -> {
            next.computeIfAbsent(row.getString(1), topic -> new HashMap<>()).put(row.getInt(2), row.getLong(3));
        });
        return new Positions(jdbc, next);
    }

    static Positions forget(JdbcTemplate jdbc) {
        jdbc.update("delete from consumed");
        return new Positions(jdbc, new HashMap<>());
    }

    Map<String, Map<Integer, Long>> next() {
        return next;
    }

    /** Moves behind this record. @return false if it was applied before */
    boolean advance(String topic, int partition, long offset) {
        Long fresh = moved.getOrDefault(topic, Map.of()).get(partition);
        long expected =
                fresh != null ? fresh : next.getOrDefault(topic, Map.of()).getOrDefault(partition, 0L);
        if (offset < expected) {
            return false;
        }
        moved.computeIfAbsent(topic, t -> new HashMap<>()).put(partition, offset + 1);
        return true;
    }

    /** Writes what has moved, in the transaction of the caller. */
    void save() {
        List<Object[]> updates = new ArrayList<>();
        List<Object[]> inserts = new ArrayList<>();
        moved.forEach((topic, partitions) -> partitions.forEach((partition, offset) -> {
            boolean known = next.getOrDefault(topic, Map.of()).containsKey(partition);
            if (known) {
                updates.add(new Object[] {offset, topic, partition});
            } else {
                inserts.add(new Object[] {offset, topic, partition});
            }
        }));
        jdbc.batchUpdate("update consumed set next_offset = ? where topic = ? and partition_no = ?", updates);
        jdbc.batchUpdate("insert into consumed (next_offset, topic, partition_no) values (?, ?, ?)", inserts);
    }

    /** The transaction is committed. */
    void saved() {
        moved.forEach((topic, partitions) ->
                next.computeIfAbsent(topic, t -> new HashMap<>()).putAll(partitions));
        moved.clear();
    }

    /** The transaction is undone: its records will come again. */
    void undone() {
        moved.clear();
    }
}
