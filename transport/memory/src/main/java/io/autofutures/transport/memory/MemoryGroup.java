package io.autofutures.transport.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Members that divide the partitions by range, and the positions they committed. */
final class MemoryGroup {
    interface Member {
        void assigned(int partition);

        /** Returns when nothing of the partition is in flight any more. */
        void revoked(int partition);
    }

    private final int partitions;
    private final Map<String, Map<Integer, Long>> committed = new ConcurrentHashMap<>();
    private final Map<Member, Set<Integer>> members = new LinkedHashMap<>();

    MemoryGroup(int partitions) {
        this.partitions = partitions;
    }

    synchronized void join(Member member) {
        members.put(member, new TreeSet<>());
        rebalance();
    }

    synchronized void leave(Member member) {
        Set<Integer> held = members.remove(member);
        if (held != null) {
            held.forEach(member::revoked);
            rebalance();
        }
    }

    private void rebalance() {
        Map<Member, Set<Integer>> target = byRange();
        members.forEach((member, held) -> {
            for (int partition : List.copyOf(held)) {
                if (!target.getOrDefault(member, Set.of()).contains(partition)) {
                    member.revoked(partition);
                    held.remove(partition);
                }
            }
        });
        members.forEach((member, held) -> target.getOrDefault(member, Set.of()).forEach(partition -> {
            if (held.add(partition)) {
                member.assigned(partition);
            }
        }));
    }

    private Map<Member, Set<Integer>> byRange() {
        var target = new LinkedHashMap<Member, Set<Integer>>();
        var order = new ArrayList<>(members.keySet());
        int next = 0;
        for (int i = 0; i < order.size(); i++) {
            int share = partitions / order.size() + (i < partitions % order.size() ? 1 : 0);
            var own = new TreeSet<Integer>();
            for (int n = 0; n < share; n++) {
                own.add(next++);
            }
            target.put(order.get(i), own);
        }
        return target;
    }

    void commit(String topic, int partition, long next) {
        committed.computeIfAbsent(topic, _ -> new ConcurrentHashMap<>()).put(partition, next);
    }

    /** From the first record if nothing is committed. */
    long committed(String topic, int partition) {
        return committed.getOrDefault(topic, Map.of()).getOrDefault(partition, 0L);
    }
}
