package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.binance.FrameDecoder.Kind;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.UserEvent.Unrecognized;
import io.autofutures.testkit.payload.NeverWrong;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Each recorded or documented frame, with every value it stands for, and each of them damaged in every small way. */
class RecordedFramesTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final StreamParser PARSER = new StreamParser(new AccountId("main"));
    private final FrameDecoder decoder = new FrameDecoder(new AccountId("main"));

    /** {@code expected} was written from the payload and the reference, not by the parser. */
    record Example(String file, String expected) {
        String frame() {
            return Recorded.text(file);
        }

        Kind kind() {
            return file.startsWith("market-streams") ? Kind.MARKET : Kind.USER;
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Example> examples() {
        try (var in = RecordedFramesTest.class.getResourceAsStream("/frames/recorded.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 2))
                    .map(columns -> new Example(columns[0], columns[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noFrameIsLeftOut() {
        Set<String> files = new TreeSet<>();
        for (String folder : List.of("market-streams", "user-data", "algo")) {
            Recorded.files(folder).forEach(file -> files.add(folder + "/" + file.getFileName()));
        }
        files.removeIf(file -> file.startsWith("algo/") && !file.contains("algo_update")); // REST bodies
        files.remove("market-streams/request_subscribe.json"); // what a client sends

        assertThat(examples()).extracting(Example::file).containsExactlyInAnyOrderElementsOf(files);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsEveryValue(Example example) {
        String line = decoder.decode(example.kind(), example.frame()).getFirst();

        assertThat(line).startsWith("{\"type\":");
        assertThat(JSON.readTree(line)).isEqualTo(JSON.readTree(example.expected()));
        assertThat(decoder.decode(example.frame())).containsExactly(line);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isNeverWrong(Example example) {
        NeverWrong.reading(example.frame(), text -> read(example.kind(), text), PayloadException.class)
                // which is what the reply to SUBSCRIBE looks like
                .mayStandIn("result", ".type", ".streams.size", ".streams[0]")
                .verify();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void orderSpacesAndEscapesDoNotMatter(Example example) {
        var original = read(example.kind(), example.frame());

        for (String form : Rewriting.of(example.frame())) {
            assertThat(read(example.kind(), form)).isEqualTo(original);
        }
    }

    /** The text of an event that is not known is part of it, and not what is compared here. */
    private static List<?> read(Kind kind, String text) {
        List<StreamFrame> frames = kind == Kind.MARKET ? PARSER.market(text) : PARSER.user(text);
        for (StreamFrame frame : frames) {
            if (frame instanceof StreamFrame.Unparsable(String reason)) {
                throw new PayloadException(reason);
            }
        }
        return frames.stream()
                .map(frame -> frame instanceof StreamFrame.User(Unrecognized unknown)
                        ? List.of(unknown.type(), unknown.occurredAt())
                        : frame)
                .toList();
    }
}
