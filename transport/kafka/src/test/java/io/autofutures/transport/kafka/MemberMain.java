package io.autofutures.transport.kafka;

import io.autofutures.model.topic.Topic;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Ownership;
import io.autofutures.transport.SharedStage;
import io.autofutures.transport.contract.Note;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A member in a process of its own. It says what it does in lines: {@code ready}, {@code applied TOPIC OWNER},
 * {@code handled OWNER}, {@code opened P}, {@code closed P}. It ends when its input ends.
 */
final class MemberMain {
    /** Notes that a member writes by itself, woken by itself, are numbered from here. */
    static final int OWN = 1_000_000;

    private MemberMain() {}

    /** @param args address, client id, prefix of the names, and whether the owner keeps writing by itself */
    public static void main(String[] args) throws IOException {
        var names = new Names(args[2]);
        boolean restless = Boolean.parseBoolean(args[3]);
        var options = KafkaTransportOptions.of(args[0], args[1]).withPartitions(4);
        try (var transport = KafkaTransport.connect(options)) {
            transport.declare(names.topics());
            var owner = transport.own(names.ownership(restless));
            var shared = transport.shared(SharedStage.of(names.prefix() + "-stage", names.work(), delivery -> {
                say("handled " + delivery.value().owner());
                return List.of();
            }));
            while (!(owner.ready() && shared.ready())) {
                Thread.onSpinWait();
            }
            say("ready");
            while (System.in.read() >= 0) {
                say("still here");
            }
        }
    }

    static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** What the processes of one test share. */
    record Names(String prefix) {
        Topic<Note> in() {
            return Note.log(prefix + "-in");
        }

        Topic<Note> work() {
            return Note.log(prefix + "-work");
        }

        Topic<Note> out() {
            return Note.log(prefix + "-out");
        }

        Topic<Note> state() {
            return Note.table(prefix + "-state");
        }

        List<Topic<?>> topics() {
            return List.of(in(), work(), out(), state());
        }

        Ownership ownership(boolean restless) {
            return Ownership.of(
                    prefix + "-desk", List.of(in()), List.of(state()), context -> new Copier(context, restless));
        }

        /** Copies notes to the output and keeps the last of each account. */
        private final class Copier implements Ownership.Owner {
            private final Ownership.Context context;
            private final boolean restless;
            private final AtomicInteger written = new AtomicInteger(OWN);
            private String account = "";

            Copier(Ownership.Context context, boolean restless) {
                this.context = context;
                this.restless = restless;
            }

            @Override
            public void restore(List<Delivery<?>> state) {
                say("opened " + context.partition());
            }

            @Override
            public List<Outgoing<?>> apply(List<Delivery<?>> inputs) {
                var outputs = new ArrayList<Outgoing<?>>();
                for (Delivery<?> input : inputs) {
                    var note = (Note) input.value();
                    account = note.owner();
                    say("applied " + note.owner());
                    outputs.add(note.on(out()));
                    outputs.add(note.on(state()));
                }
                if (restless && !account.isEmpty()) {
                    outputs.add(new Note(account, written.incrementAndGet()).on(out()));
                }
                return outputs;
            }

            @Override
            public void committed() {
                if (restless) {
                    context.wake();
                }
            }

            @Override
            public void close() {
                say("closed " + context.partition());
            }
        }
    }

    static final Duration START = Duration.ofSeconds(60);
}
