package io.autofutures.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Position;
import io.autofutures.transport.Subscription;
import io.autofutures.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** Members, topics of their own for each test, and words for what the contract does with them. */
public abstract class TransportFixture {
    protected static final int PARTITIONS = 4;
    protected static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<Transport> members = new ArrayList<>();
    private final List<Topic<?>> topics = new ArrayList<>();
    private String test = "";
    protected Transport transport;

    /** Another instance on the same log where the transport spans instances, else the same one again. */
    protected abstract Transport connect(String clientId);

    @BeforeEach
    void connectFirstMember(TestInfo info) {
        test = getClass().getSimpleName() + "-"
                + info.getTestMethod().orElseThrow().getName();
        transport = member();
    }

    @AfterEach
    void closeMembers() {
        members.reversed().forEach(Transport::close);
    }

    protected Transport member() {
        Transport member = connect(name("member" + members.size()));
        member.declare(topics);
        members.add(member);
        return member;
    }

    /** Unique to the test. */
    protected String name(String stem) {
        return test + "-" + stem;
    }

    protected Topic<Note> log(String stem) {
        return declared(Note.log(name(stem)));
    }

    protected Topic<Note> table(String stem) {
        return declared(Note.table(name(stem)));
    }

    private Topic<Note> declared(Topic<Note> topic) {
        topics.add(topic);
        transport.declare(List.of(topic));
        return topic;
    }

    protected Position publish(Topic<Note> topic, Note note) {
        try {
            return transport.publish(note.on(topic)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("not acknowledged: " + note, e);
        }
    }

    protected List<Position> publish(Topic<Note> topic, String owner, int first, int last) {
        var sent = IntStream.rangeClosed(first, last)
                .mapToObj(n -> transport.publish(new Note(owner, n).on(topic)))
                .toList();
        return sent.stream()
                .map(future -> future.orTimeout(20, TimeUnit.SECONDS).join())
                .toList();
    }

    protected static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(assertion);
    }

    protected static void ready(Subscription... subscriptions) {
        eventually(() -> assertThat(Arrays.stream(subscriptions)).allMatch(Subscription::ready));
    }

    /** Everything on these topics from now back to the beginning, as it comes. */
    protected List<Delivery<?>> everythingOn(Topic<?>... topics) {
        List<Delivery<?>> seen = Collections.synchronizedList(new ArrayList<>());
        transport.broadcast(new Broadcast(
                name("everything"), List.of(topics), new Broadcast.Start.Earliest(), seen::addAll, false));
        return seen;
    }

    protected static List<Note> notes(List<Delivery<?>> deliveries) {
        synchronized (deliveries) {
            return deliveries.stream().map(delivery -> (Note) delivery.value()).toList();
        }
    }

    protected static List<Note> notes(String owner, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(n -> new Note(owner, n))
                .toList();
    }

    /** Two owners whose partitions differ. */
    protected static String ownerIn(int partition) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "owner" + i)
                .filter(owner -> io.autofutures.transport.Partitioning.of(owner, PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }
}
