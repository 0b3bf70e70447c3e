package io.autofutures.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.SharedStage;
import io.autofutures.transport.contract.Note;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only shows between processes: a dead member is replaced, a sleeping owner is fenced. */
class KafkaProcessesIT {
    private static final int ACCOUNTS = 12;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    private <C extends AutoCloseable> C opened(C closeable) {
        open.add(closeable);
        return closeable;
    }

    private KafkaTransport connect(MemberMain.Names names) {
        var transport = opened(KafkaTransport.connect(
                KafkaTransportOptions.of(SharedBroker.address(), "survivor").withPartitions(4)));
        transport.declare(names.topics());
        return transport;
    }

    private static void publish(KafkaTransport transport, Topic<Note> topic, String account, int n) {
        transport.publish(new Note(account, n).on(topic)).join();
    }

    private static List<String> accounts() {
        return IntStream.range(0, ACCOUNTS).mapToObj(n -> "account" + n).toList();
    }

    private static Set<String> after(String verb, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(verb + " "))
                .map(line -> line.substring(verb.length() + 1))
                .collect(Collectors.toSet());
    }

    @Test
    void aDeadMemberIsReplacedWithinTenSeconds() {
        var names = new MemberMain.Names("takeover");
        var transport = connect(names);
        var child = opened(new MemberProcess("child", names.prefix(), false)).awaitReady();
        Set<String> handled = ConcurrentHashMap.newKeySet();
        var owner = transport.own(names.ownership(false));
        var shared = transport.shared(SharedStage.of(names.prefix() + "-stage", names.work(), delivery -> {
            handled.add(delivery.value().owner());
            return List.of();
        }));
        await().atMost(Duration.ofSeconds(30)).until(() -> owner.ready() && shared.ready());
        List<Note> copied = copies(transport, names);
        for (String account : accounts()) {
            publish(transport, names.in(), account, 1);
            publish(transport, names.work(), account, 1);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> copied.size() >= ACCOUNTS);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(after("applied", child.lines())).isNotEmpty();
            assertThat(after("handled", child.lines())).isNotEmpty();
        });
        handled.clear();

        child.signal("KILL");
        long killed = System.nanoTime();
        for (String account : accounts()) {
            publish(transport, names.in(), account, 2);
            publish(transport, names.work(), account, 2);
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(copied)
                    .containsAll(accounts().stream().map(a -> new Note(a, 2)).toList());
            assertThat(handled).containsAll(accounts());
        });
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(10));
    }

    private static List<Note> copies(KafkaTransport transport, MemberMain.Names names) {
        List<Note> copied = Collections.synchronizedList(new ArrayList<>());
        transport.broadcast(new Broadcast(
                "copies",
                List.of(names.out()),
                new Broadcast.Start.Earliest(),
                batch -> batch.stream()
                        .map(Delivery::value)
                        .map(Note.class::cast)
                        .forEach(copied::add),
                false));
        return copied;
    }

    @Test
    void anOwnerThatSleptThroughItsReplacementCannotWriteAnyMore() {
        var names = new MemberMain.Names("fence");
        var transport = connect(names);
        var sleeper = opened(new MemberProcess("sleeper", names.prefix(), true)).awaitReady();
        List<Note> copied = copies(transport, names);
        publish(transport, names.in(), "main", 1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> copied.stream().anyMatch(note -> note.n() > MemberMain.OWN + 5));

        sleeper.signal("STOP");
        transport.own(names.ownership(false));
        publish(transport, names.in(), "main", 2);
        await().atMost(Duration.ofSeconds(40)).until(() -> copied.contains(new Note("main", 2)));
        int sleepersOwn = own(copied);
        sleeper.signal("CONT");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sleeper.lines().stream().anyMatch(line -> line.startsWith("closed")));
        publish(transport, names.in(), "main", 3);

        await().atMost(Duration.ofSeconds(40)).until(() -> copied.contains(new Note("main", 3)));
        assertThat(own(copied)).as("records of the sleeper").isEqualTo(sleepersOwn);
        var taken = copied.indexOf(new Note("main", 2));
        assertThat(copied.subList(taken, copied.size())).allMatch(note -> note.n() < MemberMain.OWN);
    }

    private static int own(List<Note> copied) {
        synchronized (copied) {
            return (int)
                    copied.stream().filter(note -> note.n() > MemberMain.OWN).count();
        }
    }
}
