package io.autofutures.transport.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.FoldStage;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Subscription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Folds: checkpoint, seek, mute. */
abstract class FoldContract extends TransportFixture {
    /** Says every note aloud on {@code out} and, when it closes, how far it came. */
    private static final class Echo implements FoldStage.Fold<Note> {
        private final Topic<Note> out;
        private final Topic<Note> state;
        private final FoldStage.Start start;
        private final List<Delivery<Note>> applied;
        private int last;

        Echo(Topic<Note> out, Topic<Note> state, FoldStage.Start start, List<Delivery<Note>> applied) {
            this.out = out;
            this.state = state;
            this.start = start;
            this.applied = applied;
        }

        @Override
        public FoldStage.Start start() {
            return start;
        }

        @Override
        public List<Outgoing<?>> on(Delivery<Note> delivery) {
            applied.add(delivery);
            last = delivery.value().n();
            return List.of(delivery.value().on(out));
        }

        @Override
        public List<Outgoing<?>> close() {
            return last == 0 ? List.of() : List.of(new Note("a", last).on(state));
        }
    }

    private List<Note> echoed(Topic<Note> in, Topic<Note> out, Topic<Note> state) {
        List<Delivery<Note>> applied = Collections.synchronizedList(new ArrayList<>());
        var first = transport.fold(FoldStage.of(
                name("fold"),
                in,
                state,
                (partition, checkpoints) -> new Echo(out, state, new FoldStage.Start.Committed(), applied)));
        publish(in, "a", 1, 5);
        var seen = everythingOn(out);
        eventually(() -> assertThat(notes(seen)).isEqualTo(notes("a", 1, 5)));
        first.close();
        return applied.stream().map(Delivery::value).toList();
    }

    private Subscription foldAgain(
            Topic<Note> in,
            Topic<Note> out,
            Topic<Note> state,
            FoldStage.Start start,
            List<Delivery<Note>> applied,
            List<Delivery<Note>> checkpoints) {
        return transport.fold(FoldStage.of(name("fold"), in, state, (partition, stored) -> {
            checkpoints.addAll(stored);
            return new Echo(out, state, start, applied);
        }));
    }

    private void foldsAgain(FoldStage.Start start, int firstApplied) {
        var in = log("in");
        var out = log("out");
        var state = table("state");
        assertThat(echoed(in, out, state)).isEqualTo(notes("a", 1, 5));
        publish(in, "a", 6, 8);
        List<Delivery<Note>> applied = Collections.synchronizedList(new ArrayList<>());
        List<Delivery<Note>> checkpoints = Collections.synchronizedList(new ArrayList<>());

        foldAgain(in, out, state, start, applied, checkpoints);

        eventually(() -> assertThat(applied).extracting(Delivery::value).isEqualTo(notes("a", firstApplied, 8)));
        assertThat(applied)
                .allMatch(delivery -> delivery.muted() == (delivery.value().n() <= 5));
        assertThat(checkpoints).extracting(Delivery::value).containsExactly(new Note("a", 5));
        var seen = everythingOn(out);
        eventually(() -> assertThat(notes(seen)).isEqualTo(notes("a", 1, 8)));
    }

    @Test
    void foldsOnAfterTheCommittedPosition() {
        foldsAgain(new FoldStage.Start.Committed(), 6);
    }

    @Test
    void foldsFromAPositionMutedUpToTheCommittedOne() {
        foldsAgain(new FoldStage.Start.At(2), 3);
    }

    @Test
    void foldsFromAnEventTimeMutedUpToTheCommittedPosition() {
        foldsAgain(new FoldStage.Start.AtEventTime(new Note("a", 4).occurredAt()), 4);
    }

    @Test
    void neverSkipsWhatIsNotCommitted() {
        foldsAgain(new FoldStage.Start.At(1_000), 6);
    }

    @Test
    void aFoldThatFailedIsOpenedAgainFromItsCheckpoint() {
        var in = log("in");
        var out = log("out");
        var state = table("state");
        var opened = new AtomicInteger();
        transport.fold(FoldStage.of(name("fold"), in, state, (partition, checkpoints) -> {
            boolean failing = opened.incrementAndGet() <= PARTITIONS;
            return new FoldStage.Fold<Note>() {
                @Override
                public FoldStage.Start start() {
                    return new FoldStage.Start.Committed();
                }

                @Override
                public List<Outgoing<?>> on(Delivery<Note> delivery) {
                    if (failing && delivery.value().n() == 3) {
                        throw new IllegalStateException("torn");
                    }
                    return List.of(delivery.value().on(out));
                }
            };
        }));

        publish(in, "a", 1, 4);

        var seen = everythingOn(out);
        eventually(() -> assertThat(notes(seen)).contains(new Note("a", 3)).endsWith(new Note("a", 4)));
        assertThat(opened).hasValueGreaterThan(PARTITIONS);
    }
}
