package io.autofutures.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.BadRecordException;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Ownership;
import io.autofutures.transport.Partitioning;
import io.autofutures.transport.Subscription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ownership: one owner per partition over several topics, atomic commits, restore, wake. */
abstract class OwnershipContract extends FoldContract {
    /** An owner made of functions. */
    private record Owner(
            Consumer<List<Delivery<?>>> restored,
            Function<List<Delivery<?>>, List<Outgoing<?>>> applied,
            Runnable afterCommit,
            Runnable closed)
            implements Ownership.Owner {
        static Owner applying(Function<List<Delivery<?>>, List<Outgoing<?>>> applied) {
            return new Owner(state -> {}, applied, () -> {}, () -> {});
        }

        @Override
        public void restore(List<Delivery<?>> state) {
            restored.accept(state);
        }

        @Override
        public List<Outgoing<?>> apply(List<Delivery<?>> inputs) {
            return applied.apply(inputs);
        }

        @Override
        public void committed() {
            afterCommit.run();
        }

        @Override
        public void close() {
            closed.run();
        }
    }

    private static List<Outgoing<?>> copies(List<Delivery<?>> inputs, Topic<Note> to) {
        return inputs.stream()
                .<Outgoing<?>>map(delivery -> ((Note) delivery.value()).on(to))
                .toList();
    }

    @Test
    void anOwnerRestoresWhatItKeptAndGoesOnWhereItCommitted() {
        var in = log("in");
        var state = table("state");
        var journal = log("journal");
        List<Note> applied = Collections.synchronizedList(new ArrayList<>());
        List<Note> restored = Collections.synchronizedList(new ArrayList<>());
        Ownership ownership = Ownership.of(
                name("desk"),
                List.of(in),
                List.of(state, journal),
                context -> new Owner(
                        stored -> restored.addAll(notes(stored)),
                        inputs -> {
                            applied.addAll(notes(inputs));
                            var kept = new ArrayList<>(copies(inputs, state));
                            kept.addAll(copies(inputs, journal));
                            return kept;
                        },
                        () -> {},
                        () -> {}));
        var first = transport.own(ownership);
        publish(in, "a", 1, 3);
        eventually(() -> assertThat(applied).isEqualTo(notes("a", 1, 3)));
        eventually(() -> assertThat(transport.progress().read().still()).isTrue());
        first.close();
        publish(in, "a", 4, 4);

        transport.own(ownership);

        eventually(() -> assertThat(applied).isEqualTo(notes("a", 1, 4)));
        assertThat(restored).containsExactly(new Note("a", 3), new Note("a", 1), new Note("a", 2), new Note("a", 3));
    }

    @Test
    void whatAnOwnerDidNotCommitIsNotSeenAndItsInputsComeAgain() {
        var in = log("in");
        var out = log("out");
        var failing = new AtomicBoolean(true);
        var closed = new AtomicInteger();
        var attempts = new AtomicInteger();
        transport.own(Ownership.of(
                name("desk"),
                List.of(in),
                List.of(),
                context -> new Owner(
                        stored -> {},
                        inputs -> {
                            attempts.incrementAndGet();
                            if (failing.get()) {
                                throw new IllegalStateException("torn");
                            }
                            return copies(inputs, out);
                        },
                        () -> {},
                        closed::incrementAndGet)));
        var seen = everythingOn(out);

        publish(in, "a", 1, 3);

        eventually(() -> assertThat(closed).hasValueGreaterThan(1));
        assertThat(seen).isEmpty();
        failing.set(false);
        eventually(() -> assertThat(notes(seen)).isEqualTo(notes("a", 1, 3)));
        assertThat(attempts).hasValueGreaterThan(2);
    }

    @Test
    void aPoisonInputIsBuriedAndTheOthersAreApplied() {
        var in = log("in");
        var out = log("out");
        transport.own(Ownership.of(
                name("desk"),
                List.of(in),
                List.of(),
                context -> Owner.applying(inputs -> {
                    if (notes(inputs).contains(new Note("a", 2))) {
                        throw new BadRecordException("two is not allowed");
                    }
                    return copies(inputs, out);
                })));

        publish(in, "a", 1, 4);

        var seen = everythingOn(out);
        var dead = everythingOn(Note.log(in.deadLetters()));
        eventually(() -> assertThat(notes(seen)).containsExactly(new Note("a", 1), new Note("a", 3), new Note("a", 4)));
        eventually(() -> assertThat(notes(dead)).containsExactly(new Note("a", 2)));
    }

    @Test
    void aWakeLeadsToAnApplyAndItsOutputToACommit() {
        var in = log("in");
        var out = log("out");
        var woken = new AtomicReference<Ownership.@Nullable Context>();
        var answer = new AtomicInteger();
        var commits = new AtomicInteger();
        transport.own(Ownership.of(name("desk"), List.of(in), List.of(), context -> {
            woken.set(context);
            return new Owner(
                    stored -> {},
                    inputs -> {
                        int waiting = answer.getAndSet(0);
                        return waiting == 0 ? List.of() : List.of(new Note("answer", waiting).on(out));
                    },
                    commits::incrementAndGet,
                    () -> {});
        }));
        publish(in, new Note("a", 1));
        eventually(() -> assertThat(commits).hasPositiveValue());
        var seen = everythingOn(out);
        var context = woken.get();
        assertThat(context).isNotNull();
        assertThat(context.partition()).isEqualTo(Partitioning.of("a", PARTITIONS));
        assertThat(context.owns()).isTrue();

        answer.set(7);
        context.wake();

        eventually(() -> assertThat(notes(seen)).containsExactly(new Note("answer", 7)));
    }

    @Test
    void onlyPartitionsWithSomethingToOwnAreOpened() {
        var in = log("in");
        var state = table("state");
        Set<Integer> opened = ConcurrentHashMap.newKeySet();
        publish(state, new Note(ownerIn(2), 1));
        var subscription = transport.own(Ownership.of(name("desk"), List.of(in), List.of(state), context -> {
            opened.add(context.partition());
            return Owner.applying(inputs -> List.of());
        }));
        ready(subscription);
        assertThat(opened).containsExactly(2);

        publish(in, new Note(ownerIn(1), 1));

        eventually(() -> assertThat(opened).containsExactlyInAnyOrder(1, 2));
    }

    @Test
    void everyInputOfAnAccountReachesOneOwnerBeforeAndAfterAJoinAndALeave() {
        var proposals = log("proposals");
        var orderEvents = log("order-events");
        var commands = log("commands");
        var inputs = List.<Topic<?>>of(proposals, orderEvents, commands);
        var seen = new Applications();
        ready(member().own(seen.ownership(name("desk"), "one", inputs)));
        Subscription two = member().own(seen.ownership(name("desk"), "two", inputs));
        ready(two);

        applyRound(1, inputs, seen, Set.of("one", "two"));
        Subscription three = member().own(seen.ownership(name("desk"), "three", inputs));
        ready(three);
        applyRound(2, inputs, seen, Set.of("one", "two", "three"));
        two.close();
        applyRound(3, inputs, seen, Set.of("one", "three"));

        assertThat(seen.overlaps).isEmpty();
    }

    private void applyRound(int n, List<Topic<?>> inputs, Applications seen, Set<String> members) {
        eventually(() -> {
            int round = seen.nextRound();
            for (int account = 0; account < 20; account++) {
                for (Topic<?> input : inputs) {
                    @SuppressWarnings("unchecked") // every input carries notes
                    var topic = (Topic<Note>) input;
                    transport.publish(new Note("account" + account, round).on(topic));
                }
            }
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(6))
                    .until(() -> seen.complete(round, 20, inputs.size()));
            assertThat(seen.membersOf(round)).as("round %d", n).isEqualTo(members);
            assertThat(seen.accountsWithTwoOwners(round)).isEmpty();
        });
    }

    /** Who applied what; an overlap is a partition held by two at once. */
    private static final class Applications {
        private record Applied(String member, String topic, String account) {}

        private final Map<Integer, Set<Applied>> rounds = new ConcurrentHashMap<>();
        private final Map<Integer, String> holders = new ConcurrentHashMap<>();
        private final List<String> overlaps = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger round = new AtomicInteger();

        Ownership ownership(String group, String member, List<Topic<?>> inputs) {
            return Ownership.of(group, inputs, List.of(), context -> {
                String other = holders.put(context.partition(), member);
                if (other != null) {
                    overlaps.add(context.partition() + " held by " + other + " and " + member);
                }
                return new Owner(
                        stored -> {},
                        deliveries -> {
                            deliveries.forEach(delivery -> rounds.computeIfAbsent(
                                            ((Note) delivery.value()).n(), _ -> ConcurrentHashMap.newKeySet())
                                    .add(new Applied(
                                            member, delivery.topic().name(), ((Note) delivery.value()).owner())));
                            return List.of();
                        },
                        () -> {},
                        () -> holders.remove(context.partition(), member));
            });
        }

        int nextRound() {
            return round.incrementAndGet();
        }

        private Set<Applied> of(int n) {
            return rounds.getOrDefault(n, Set.of());
        }

        boolean complete(int n, int accounts, int topics) {
            return of(n).stream()
                            .map(applied -> applied.account() + applied.topic())
                            .distinct()
                            .count()
                    == (long) accounts * topics;
        }

        Set<String> membersOf(int n) {
            return of(n).stream().map(Applied::member).collect(java.util.stream.Collectors.toSet());
        }

        List<String> accountsWithTwoOwners(int n) {
            return of(n).stream()
                    .map(Applied::account)
                    .distinct()
                    .filter(account -> of(n).stream()
                                    .filter(applied -> applied.account().equals(account))
                                    .map(Applied::member)
                                    .distinct()
                                    .count()
                            > 1)
                    .toList();
        }
    }
}
