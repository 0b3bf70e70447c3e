package io.autofutures.transport.memory;

import io.autofutures.transport.TransportException;
import io.autofutures.transport.client.Encoded;
import io.autofutures.transport.client.Received;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * One partition. What every reader has passed is trimmed: a log keeps its last {@code kept} records, a table the latest
 * of each key. A reader that stands still holds records back up to a limit, beyond which appending is refused.
 */
final class MemoryLog {
    private static final int HELD_BACK = 16;

    private final String topic;
    private final int partition;
    private final boolean compacted;
    private final int kept;
    private final ConcurrentSkipListMap<Long, Received> records = new ConcurrentSkipListMap<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final Map<Object, LongSupplier> holds = new ConcurrentHashMap<>();
    private final List<Bell> bells = new CopyOnWriteArrayList<>();
    private long end;
    private int size;

    MemoryLog(String topic, int partition, boolean compacted, int kept) {
        this.topic = topic;
        this.partition = partition;
        this.compacted = compacted;
        this.kept = kept;
    }

    /** @throws TransportException if readers are too far behind */
    long append(Encoded record, Instant now) {
        long offset;
        synchronized (this) {
            if (size >= kept * HELD_BACK) {
                trim();
                if (size >= kept * HELD_BACK) {
                    throw new TransportException(
                            "%s-%d holds %d records that a reader has not passed: publishing is refused"
                                    .formatted(topic, partition, size));
                }
            }
            offset = end++;
            records.put(
                    offset,
                    new Received(topic, partition, offset, record.key(), record.value(), record.headers(), now));
            size++;
            if (compacted) {
                latest.put(record.key(), offset);
            }
            int enough = compacted ? 2 * latest.size() + 256 : kept + kept / 4;
            if (size > enough && size % 64 == 0) {
                trim();
            }
        }
        bells.forEach(Bell::ring);
        return offset;
    }

    private void trim() {
        long free =
                holds.values().stream().mapToLong(LongSupplier::getAsLong).min().orElse(end);
        if (compacted) {
            records.headMap(free).values().removeIf(this::superseded);
            size = records.size();
        } else {
            while (size > kept && records.firstKey() < free) {
                records.pollFirstEntry();
                size--;
            }
        }
    }

    private boolean superseded(Received record) {
        Long newest = latest.get(record.key());
        if (newest == null || newest > record.offset()) {
            return true;
        }
        if (record.value() == null) {
            latest.remove(record.key());
            return true;
        }
        return false;
    }

    List<Received> read(long from, int most) {
        return records.tailMap(from, true).values().stream().limit(most).toList();
    }

    List<Received> readAll() {
        return List.copyOf(records.values());
    }

    synchronized long end() {
        return end;
    }

    /** Rings after each record. */
    void ring(Bell bell) {
        bells.add(bell);
    }

    /** Keeps records from this position on, as it moves. */
    void hold(Object holder, LongSupplier position) {
        holds.put(holder, position);
    }

    void release(Object holder, Bell bell) {
        holds.remove(holder);
        bells.remove(bell);
    }
}
