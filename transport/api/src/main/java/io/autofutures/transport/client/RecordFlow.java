package io.autofutures.transport.client;

import io.autofutures.model.time.Progress;
import io.autofutures.transport.Position;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What lockstep sees of a transport: records published and acknowledged, and how far each counting reader has come in
 * the topics it reads. Equal sums mean that every acknowledged record is finished by every counting reader.
 *
 * <p>A reading takes the finished side first and the begun side last, and every writer counts the other way round (an
 * output is begun before the input that caused it is finished; the end of a partition is known before the publishing
 * is done): so a reading may miss stillness but never claims it falsely.
 */
public final class RecordFlow implements Progress {
    private final int partitions;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final Map<String, AtomicLongArray> ends = new ConcurrentHashMap<>();
    private final Map<String, Reader> readers = new LinkedHashMap<>();
    private long retired;

    public RecordFlow(int partitions) {
        this.partitions = partitions;
    }

    public void begin() {
        begun.incrementAndGet();
    }

    public void end() {
        done.incrementAndGet();
    }

    /** Ends one {@link #begin} with a record that every reader of its topic has to finish now. */
    public void acknowledged(Position position) {
        known(position.topic(), position.partition(), position.offset() + 1);
        done.incrementAndGet();
    }

    /** Readers of this partition have work up to here. */
    public void known(String topic, int partition, long end) {
        ends(topic).accumulateAndGet(partition, end, Math::max);
    }

    private AtomicLongArray ends(String topic) {
        return ends.computeIfAbsent(topic, _ -> new AtomicLongArray(partitions));
    }

    /**
     * A reader of these topics; members of one group in one process share theirs.
     *
     * @param name of the group, or unique among readers without one
     * @param counted false for a reader that nobody waits for
     */
    public synchronized Reader reader(String name, Collection<String> topics, boolean counted) {
        if (!counted) {
            return new Reader(name, topics, false);
        }
        Reader reader = readers.computeIfAbsent(name, n -> new Reader(n, topics, true));
        reader.members++;
        return reader;
    }

    @Override
    public synchronized Reading read() {
        long finished = done.get() + retired;
        long expected = retired;
        var snapshots = readers.values().stream().map(Reader::snapshot).toList();
        for (var snapshot : snapshots) {
            for (var topic : snapshot.entrySet()) {
                AtomicLongArray end = ends(topic.getKey());
                for (int partition = 0; partition < partitions; partition++) {
                    Place place = topic.getValue()[partition];
                    long last = end.get(partition);
                    expected += last + place.repeated;
                    finished += Math.min(last, place.next) + place.repeated;
                }
            }
        }
        return new Reading(begun.get() + expected, finished);
    }

    private synchronized void leave(Reader reader) {
        if (--reader.members > 0) {
            return;
        }
        readers.remove(reader.name);
        for (var topic : reader.snapshot().entrySet()) {
            AtomicLongArray end = ends(topic.getKey());
            for (int partition = 0; partition < partitions; partition++) {
                retired += end.get(partition) + topic.getValue()[partition].repeated;
            }
        }
    }

    /** @param next offset before which all is finished @param repeated records finished more than once */
    private record Place(long next, long repeated) {
        static final Place START = new Place(0, 0);
    }

    /** How far one group, broadcast or table has come. */
    public final class Reader {
        private final String name;
        private final boolean counted;
        private final Map<String, Place[]> places = new LinkedHashMap<>();
        private int members;

        private Reader(String name, Collection<String> topics, boolean counted) {
            this.name = name;
            this.counted = counted;
            for (String topic : topics) {
                var fresh = new Place[partitions];
                java.util.Arrays.fill(fresh, Place.START);
                places.put(topic, fresh);
            }
        }

        /** Work that is not a record: a wake, a restore. */
        public void begin() {
            if (counted) {
                RecordFlow.this.begin();
            }
        }

        public void end() {
            if (counted) {
                RecordFlow.this.end();
            }
        }

        /** Everything before {@code next} is finished, outputs acknowledged. May go back: those records come again. */
        public synchronized void at(String topic, int partition, long next) {
            Place[] ofTopic = places.get(topic);
            if (!counted || ofTopic == null) {
                return;
            }
            Place place = ofTopic[partition];
            long again = Math.max(0, place.next - next);
            ofTopic[partition] = new Place(next, place.repeated + again);
        }

        private synchronized Map<String, Place[]> snapshot() {
            var copy = new LinkedHashMap<String, Place[]>();
            places.forEach((topic, ofTopic) -> copy.put(topic, ofTopic.clone()));
            return copy;
        }

        /** One member leaves; with the last, nobody waits for this reader any more. */
        public void close() {
            if (counted) {
                leave(this);
            }
        }
    }
}
