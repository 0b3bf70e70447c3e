package io.autofutures.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.BadRecordException;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Partitioning;
import io.autofutures.transport.SharedStage;
import io.autofutures.transport.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every transport keeps: see {@link io.autofutures.transport.Transport}. */
public abstract class TransportContract extends OwnershipContract {
    private static final Duration SOON = Duration.ofMillis(20);

    private static <T> List<T> list() {
        return Collections.synchronizedList(new ArrayList<>());
    }

    private static SharedStage<Note> stage(String group, Topic<Note> topic, SharedStage.Handler<Note> handler) {
        return SharedStage.of(group, topic, handler).withRetry(SOON, Duration.ofMillis(200));
    }

    @Test
    void placesRecordsByPartitionKeyAndCarriesTheirOrigin() {
        var topic = log("in");

        var first = publish(topic, new Note("a", 1));
        var second = publish(topic, new Note("a", 2));

        assertThat(first.partition())
                .isEqualTo(Partitioning.of("a", PARTITIONS))
                .isEqualTo(second.partition());
        assertThat(second.offset()).isGreaterThan(first.offset());
        var seen = everythingOn(topic);
        eventually(() -> assertThat(seen).hasSize(2));
        Delivery<?> delivery = seen.getFirst();
        assertThat(delivery.origin()).isEqualTo(new Note("a", 1).origin());
        assertThat(delivery.key()).isEqualTo("a/1");
        assertThat(delivery.position()).isEqualTo(first);
        assertThat(delivery.publishedAt()).isAfter(new Note("a", 1).occurredAt());
    }

    @Test
    void refusesATopicThatIsNotDeclared() {
        var publishing = transport.publish(new Note("a", 1).on(Note.log(name("unknown"))));

        assertThatThrownBy(() -> publishing.get(20, TimeUnit.SECONDS)).hasMessageContaining("unknown");
    }

    @Test
    void keepsTheOrderOfAKeyAndHandlesKeysSideBySide() throws Exception {
        var topic = log("in");
        List<Note> handled = list();
        var slowBegan = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        transport.shared(stage(name("group"), topic, delivery -> {
            if (delivery.value().owner().equals("slow")) {
                slowBegan.countDown();
                release.await();
            }
            handled.add(delivery.value());
            return List.of();
        }));

        publish(topic, "slow", 1, 20);
        publish(topic, "quick", 1, 20);

        assertThat(slowBegan.await(20, TimeUnit.SECONDS)).isTrue();
        eventually(() -> assertThat(handled).containsExactlyElementsOf(notes("quick", 1, 20)));
        release.countDown();
        eventually(() -> assertThat(handled).hasSize(40));
        assertThat(handled).filteredOn(note -> note.owner().equals("slow")).isEqualTo(notes("slow", 1, 20));
    }

    @Test
    void publishesWhatAHandlerReturns() {
        var in = log("in");
        var out = log("out");
        transport.shared(stage(
                name("group"),
                in,
                delivery -> List.of(new Note("out", delivery.value().n()).on(out))));

        publish(in, "a", 1, 5);

        var seen = everythingOn(out);
        eventually(() -> assertThat(notes(seen)).containsExactlyElementsOf(notes("out", 1, 5)));
    }

    @Test
    void deliversAgainAfterAFailureAndBlocksThatKeyOnly() {
        var topic = log("in");
        var failing = new java.util.concurrent.atomic.AtomicBoolean(true);
        var attempts = new AtomicInteger();
        List<Note> handled = list();
        transport.shared(stage(name("group"), topic, delivery -> {
            if (delivery.value().equals(new Note("bad", 1))) {
                attempts.incrementAndGet();
                if (failing.get()) {
                    throw new IllegalStateException("not yet");
                }
            }
            handled.add(delivery.value());
            return List.of();
        }));
        String samePartition = sibling("bad");

        publish(topic, "bad", 1, 3);
        publish(topic, samePartition, 1, 10);

        eventually(() -> assertThat(handled).containsExactlyElementsOf(notes(samePartition, 1, 10)));
        eventually(() -> assertThat(attempts).hasValueGreaterThan(2));
        failing.set(false);
        eventually(() -> assertThat(handled).hasSize(13));
        assertThat(handled).filteredOn(note -> note.owner().equals("bad")).isEqualTo(notes("bad", 1, 3));
    }

    private static String sibling(String owner) {
        int partition = Partitioning.of(owner, PARTITIONS);
        return ownerIn(partition);
    }

    @Test
    void aMemberThatLeftUnfinishedWorkHandsItOn() {
        var topic = log("in");
        List<Note> second = list();
        var first = member().shared(stage(name("group"), topic, delivery -> {
            if (delivery.value().n() > 2) {
                throw new IllegalStateException("cannot");
            }
            return List.of();
        }));
        ready(first);
        publish(topic, "a", 1, 4);
        var seen = transport.progress();
        assertThat(seen.read()).isNotNull();

        first.close();
        transport.shared(stage(name("group"), topic, delivery -> {
            second.add(delivery.value());
            return List.of();
        }));

        eventually(() -> assertThat(second).contains(new Note("a", 3), new Note("a", 4)));
    }

    @Test
    void sendsAPoisonRecordToTheDeadLettersAndGoesOn() {
        var topic = log("in");
        List<Note> handled = list();
        transport.shared(stage(name("group"), topic, delivery -> {
            if (delivery.value().n() == 2) {
                throw new BadRecordException("two is not allowed");
            }
            handled.add(delivery.value());
            return List.of();
        }));

        publish(topic, "a", 1, 3);

        eventually(() -> assertThat(handled).containsExactly(new Note("a", 1), new Note("a", 3)));
        var dead = everythingOn(Note.log(topic.deadLetters()));
        eventually(() -> assertThat(notes(dead)).containsExactly(new Note("a", 2)));
        assertThat(dead.getFirst().origin()).isEqualTo(new Note("a", 2).origin());
    }

    @Test
    void sendsWhatItCannotReadToTheDeadLetters() {
        var topic = log("in");
        var otherType =
                new Topic<>(topic.name(), Integer[].class, n -> "a", n -> "k", topic.cleanup(), topic.retention());
        List<Note> handled = list();
        transport.shared(stage(name("group"), topic, delivery -> {
            handled.add(delivery.value());
            return List.of();
        }));

        transport
                .publish(Outgoing.of(otherType, new Integer[] {1, 2}, new Note("a", 0).origin()))
                .join();
        publish(topic, new Note("a", 1));

        eventually(() -> assertThat(handled).containsExactly(new Note("a", 1)));
        var letters = new Topic<>(
                topic.deadLetters(), JsonNode.class, n -> "a", n -> "k", Topic.Cleanup.DELETE, topic.retention());
        var dead = everythingOn(letters);
        eventually(() -> assertThat(dead).hasSize(1));
        assertThat(dead.getFirst().value()).hasToString("[1,2]");
    }

    @Test
    void takesNoMoreThanASlowHandlerCanCarry() throws Exception {
        var topic = log("in");
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var handled = new AtomicInteger();
        var release = new CountDownLatch(1);
        transport.shared(stage(name("group"), topic, delivery -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    release.await();
                    running.decrementAndGet();
                    handled.incrementAndGet();
                    return List.of();
                })
                .withMaxInFlight(3));

        for (int owner = 0; owner < 20; owner++) {
            publish(topic, new Note("owner" + owner, 1));
        }

        eventually(() -> assertThat(running).hasValue(3));
        release.countDown();
        eventually(() -> assertThat(handled).hasValue(20));
        assertThat(most).hasValue(3);
    }

    @Test
    void aHandlerSlowerThanThePollIntervalKeepsItsPartition() {
        var topic = log("in");
        List<Note> handled = list();
        var pause = new CountDownLatch(1);
        transport.shared(stage(name("group"), topic, delivery -> {
                    boolean unused = pause.await(delivery.value().n() == 1 ? 9 : 0, TimeUnit.SECONDS);
                    handled.add(delivery.value());
                    return List.of();
                })
                .withMaxInFlight(1));

        publish(topic, "a", 1, 3);

        eventually(() -> assertThat(handled).containsExactlyElementsOf(notes("a", 1, 3)));
    }

    @Test
    void everyBroadcastReadsEverythingFromWhereItStarts() {
        var topic = log("in");
        var before = publish(topic, "a", 1, 3);
        List<Note> latest = list();
        List<Note> positioned = list();
        List<Note> timed = list();
        int partition = before.getFirst().partition();
        long third = before.get(2).offset();

        transport.broadcast(Broadcast.latest(name("latest"), List.of(topic), add(latest)));
        transport.broadcast(new Broadcast(
                name("at"),
                List.of(topic),
                new Broadcast.Start.At(Map.of(topic.name(), Map.of(partition, third))),
                add(positioned),
                true));
        transport.broadcast(new Broadcast(
                name("time"),
                List.of(topic),
                new Broadcast.Start.AtEventTime(new Note("a", 2).occurredAt()),
                add(timed),
                true));
        var all = everythingOn(topic);
        publish(topic, "a", 4, 5);

        eventually(() -> assertThat(notes(all)).isEqualTo(notes("a", 1, 5)));
        eventually(() -> assertThat(latest).isEqualTo(notes("a", 4, 5)));
        eventually(() -> assertThat(positioned).isEqualTo(notes("a", 3, 5)));
        eventually(() -> assertThat(timed).isEqualTo(notes("a", 2, 5)));
    }

    private static Broadcast.Handler add(List<Note> to) {
        return batch -> to.addAll(notes(batch));
    }

    @Test
    void aBroadcastRepeatsABatchThatFailed() {
        var topic = log("in");
        List<Note> seen = list();
        var attempts = new AtomicInteger();
        transport.broadcast(Broadcast.latest(name("failing"), List.of(topic), batch -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            seen.addAll(notes(batch));
        }));

        publish(topic, "a", 1, 3);

        eventually(() -> assertThat(seen).isEqualTo(notes("a", 1, 3)));
    }

    @Test
    void aTableIsReadWholeAndThenFollowed() {
        var topic = table("table");
        publish(topic, "a", 1, 50);
        publish(topic, "b", 1, 2);
        publish(topic, "gone", 1, 1);
        transport
                .publish(Outgoing.tombstone(topic, new Note("gone", 1), "contract", new Note("gone", 2).occurredAt()))
                .join();

        Table<Note> table = transport.table(topic, true);

        assertThat(table.all()).isEqualTo(Map.of("a", new Note("a", 50), "b", new Note("b", 2)));
        List<Note> changes = list();
        table.onChange(changes::add);
        assertThat(changes).containsExactlyInAnyOrder(new Note("a", 50), new Note("b", 2));
        publish(topic, new Note("b", 3));
        eventually(() -> assertThat(table.get("b")).contains(new Note("b", 3)));
        eventually(() -> assertThat(changes).endsWith(new Note("b", 3)));
    }

    @Test
    void isStillOnlyWhenEveryCountingReaderHasFinished() throws Exception {
        var in = log("in");
        var out = log("out");
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        transport.shared(stage(
                name("first"),
                in,
                delivery -> List.of(new Note("o", delivery.value().n()).on(out))));
        transport.shared(stage(name("second"), out, delivery -> {
            reached.countDown();
            release.await();
            return List.of();
        }));
        eventually(() -> assertThat(transport.progress().read().still()).isTrue());

        var unused = transport.publish(new Note("a", 1).on(in));

        assertThat(transport.progress().read().still()).isFalse();
        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(transport.progress().read().still()).isFalse();
        release.countDown();
        eventually(() -> assertThat(transport.progress().read().still()).isTrue());
    }
}
