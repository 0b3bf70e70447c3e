package io.autofutures.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.FoldStage;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Ownership;
import io.autofutures.transport.SharedStage;
import io.autofutures.transport.contract.Note;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A broker that is killed and comes back at the same address: every reader goes on, nothing accepted is lost. */
class KafkaRestartIT {
    private static final Topic<Note> IN = Note.log("restart-in");
    private static final Topic<Note> OUT = Note.log("restart-out");
    private static final Topic<Note> STATE = Note.table("restart-state");

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    private void saw(String who, Note note) {
        seen.add(who + " " + note.n());
    }

    @Test
    void everySubscriptionGoesOnWhenTheBrokerIsBack() {
        try (var broker = BrokerProcess.create(Path.of("target", "brokers"));
                var transport = KafkaTransport.connect(
                        KafkaTransportOptions.of(broker.address(), "restart").withPartitions(2))) {
            transport.declare(List.of(IN, OUT, STATE));
            subscribe(transport);
            transport.publish(new Note("a", 1).on(IN)).join();
            everyoneSaw(1);

            broker.kill();
            var meanwhile = transport.publish(new Note("a", 2).on(IN));
            assertThat(meanwhile).isNotDone();
            broker.start();

            everyoneSaw(2);
            assertThat(meanwhile).isCompleted();
            transport.publish(new Note("a", 3).on(IN)).join();
            everyoneSaw(3);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> transport.progress().read().still());
        }
    }

    private void everyoneSaw(int n) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(seen)
                .contains(
                        "shared " + n, "fold " + n, "broadcast " + n, "copy of " + n + " by the owner", "table " + n));
    }

    private void subscribe(KafkaTransport transport) {
        transport.shared(SharedStage.of("restart-shared", IN, delivery -> {
            saw("shared", delivery.value());
            return List.of();
        }));
        transport.fold(FoldStage.of("restart-fold", IN, STATE, (partition, checkpoints) -> new FoldStage.Fold<Note>() {
            @Override
            public FoldStage.Start start() {
                return new FoldStage.Start.Committed();
            }

            @Override
            public List<Outgoing<?>> on(Delivery<Note> delivery) {
                saw("fold", delivery.value());
                return List.of(delivery.value().on(STATE));
            }
        }));
        transport.broadcast(Broadcast.latest(
                "restart-broadcast",
                List.of(IN, OUT),
                batch -> batch.forEach(delivery -> {
                    var note = (Note) delivery.value();
                    if (delivery.topic().name().equals(OUT.name())) {
                        seen.add("copy of " + note.n() + " by the owner");
                    } else {
                        saw("broadcast", note);
                    }
                })));
        transport.table(STATE, true).onChange(note -> saw("table", note));
        transport.own(Ownership.of("restart-desk", List.of(IN), List.of(), context -> new Ownership.Owner() {
            @Override
            public void restore(List<Delivery<?>> state) {}

            @Override
            public List<Outgoing<?>> apply(List<Delivery<?>> inputs) {
                return inputs.stream()
                        .<Outgoing<?>>map(input -> ((Note) input.value()).on(OUT))
                        .toList();
            }

            @Override
            public void committed() {}

            @Override
            public void close() {}
        }));
    }
}
