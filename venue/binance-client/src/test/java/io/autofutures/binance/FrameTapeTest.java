package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The scanner against a tree: what one refuses the other refuses, and what both accept says the same. */
class FrameTapeTest {
    private static final JsonMapper TREE = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String DAMAGE = "{}[],:\"\\0123456789.eE+-tfnu \n\u0001ä";
    private static final Pattern TWIN = Pattern.compile("(?s)Duplicate Object property \"(.*)\"");

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void readsWhatATreeReads(@ForAll("documents") String text) {
        compare(text);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void refusesWhatATreeRefuses(@ForAll("documents") String text, @ForAll Random random) {
        compare(text.substring(0, random.nextInt(text.length() + 1)));
        var damaged = new StringBuilder(text);
        int hits = 1 + random.nextInt(3);
        for (int i = 0; i < hits && !damaged.isEmpty(); i++) {
            int at = random.nextInt(damaged.length());
            char c = DAMAGE.charAt(random.nextInt(DAMAGE.length()));
            switch (random.nextInt(3)) {
                case 0 -> damaged.setCharAt(at, c);
                case 1 -> damaged.insert(at, c);
                default -> damaged.deleteCharAt(at);
            }
        }
        compare(damaged.toString());
    }

    @Property(tries = 40)
    void damagedRecordingsAreReadAsATreeReadsThem(@ForAll Random random) {
        List<String> folders = List.of("market-streams", "user-data", "algo");
        var files = Recorded.files(folders.get(random.nextInt(folders.size())));
        String text = Recorded.read(files.get(random.nextInt(files.size())));
        compare(text);
        for (int i = 0; i < 20; i++) {
            int at = random.nextInt(text.length());
            compare(text.substring(0, at));
            compare(text.substring(0, at) + text.substring(at + 1));
            compare(text.substring(0, at) + (char) (32 + random.nextInt(95)) + text.substring(at + 1));
        }
    }

    private static void compare(String text) {
        JsonNode expected;
        try {
            expected = tree(text);
        } catch (NumberFormatException e) {
            return; // an exponent beyond what the tree can hold
        }
        FrameTape tape;
        try {
            tape = FrameTape.of(text);
        } catch (PayloadException e) {
            assertThat(e).hasMessageMatching("(?s)(no valid JSON: |no readable JSON: |empty text).*");
            assertThat(expected).as("refused (%s): %s", e.getMessage(), text).isNull();
            return;
        }
        if (expected == null) {
            assertThat(namesAnUnreadFieldTwice(text))
                    .as("a tree refuses %s", text)
                    .isTrue();
            return;
        }
        same(tape, 0, expected);
    }

    private static @Nullable JsonNode tree(String text) {
        try {
            JsonNode node = TREE.readTree(text);
            return node.isMissingNode() ? null : node;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Twins of a name that this client never asks for do no harm, and are let pass. */
    private static boolean namesAnUnreadFieldTwice(String text) {
        try {
            JsonNode unused = TREE.readTree(text);
            return false;
        } catch (JacksonException e) {
            var twin = TWIN.matcher(e.getOriginalMessage());
            return twin.find() && FrameNames.key(twin.group(1)) == 0;
        }
    }

    private static void same(FrameTape tape, int node, JsonNode expected) {
        String found = tape.text().substring(tape.start(node), tape.end(node));
        switch (tape.kind(node)) {
            case FrameTape.STRING -> assertThat(found).isEqualTo(expected.stringValue());
            case FrameTape.ESCAPED ->
                assertThat(FrameNames.unescaped(tape.text(), tape.start(node), tape.end(node)))
                        .isEqualTo(expected.stringValue());
            case FrameTape.INTEGER -> {
                assertThat(expected.isIntegralNumber()).isTrue();
                assertThat(found).isEqualTo(expected.bigIntegerValue().signum() == 0 ? found : expected.toString());
            }
            case FrameTape.DECIMAL -> assertThat(new BigDecimal(found)).isEqualByComparingTo(expected.decimalValue());
            case FrameTape.TRUE -> assertThat(expected.booleanValue()).isTrue();
            case FrameTape.FALSE -> assertThat(expected.booleanValue()).isFalse();
            case FrameTape.NULL -> assertThat(expected.isNull()).isTrue();
            case FrameTape.OBJECT -> {
                int child = FrameTape.first(node);
                for (String name : expected.propertyNames()) {
                    assertThat(tape.keyOf(child)).isEqualTo(FrameNames.key(name));
                    same(tape, child, expected.get(name));
                    child = tape.next(child);
                }
                assertThat(tape.kind(child)).isEqualTo(FrameTape.END);
                assertThat(TREE.readTree(found)).isEqualTo(expected);
            }
            case FrameTape.ARRAY -> {
                int child = FrameTape.first(node);
                for (JsonNode element : expected) {
                    same(tape, child, element);
                    child = tape.next(child);
                }
                assertThat(tape.kind(child)).isEqualTo(FrameTape.END);
                assertThat(TREE.readTree(found)).isEqualTo(expected);
            }
            default -> fail("kind " + tape.kind(node));
        }
    }

    /** Names are short, so that twins occur and are refused by both. */
    @Provide
    Arbitrary<String> documents() {
        return value(3);
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> scalar = Arbitraries.oneOf(
                strings(12),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.bigDecimals().map(BigDecimal::toString),
                Arbitraries.of("true", "false", "null", "0", "-0", "-0.0", "1e5", "2E-3", "0.10"));
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<String> inner = value(depth - 1);
        Arbitrary<String> field = Combinators.combine(strings(3), blanks(), inner)
                .as((name, blank, item) -> name + blank + ":" + blank + item);
        return Arbitraries.oneOf(
                scalar,
                Combinators.combine(inner.list().ofMaxSize(4), blanks())
                        .as((items, blank) -> "[" + blank + String.join(blank + "," + blank, items) + blank + "]"),
                Combinators.combine(field.list().ofMaxSize(6), blanks())
                        .as((items, blank) -> "{" + blank + String.join(blank + "," + blank, items) + blank + "}"));
    }

    private static Arbitrary<String> blanks() {
        return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(2);
    }

    private static Arbitrary<String> strings(int longest) {
        Arbitrary<String> part = Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('a', 'e').ofMaxLength(2),
                Arbitraries.of(
                        "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0061", "\\u5b89", "币安", "é",
                        "😀"));
        return part.list().ofMaxSize(longest / 3).map(parts -> "\"" + String.join("", parts) + "\"");
    }

    @Example
    void refusesTwinsHoweverTheyAreWritten() {
        assertThatThrownBy(() -> FrameTape.of("{\"p\":\"1\",\"q\":{},\"\\u0070\":\"2\"}"))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("'p' stands twice");
    }

    @Example
    void depthIsLimitedWithoutAStackOverflow() {
        assertThat(FrameTape.of("[".repeat(64) + "]".repeat(64)).next(0)).isEqualTo(192);
        assertThatThrownBy(() -> FrameTape.of("[".repeat(65) + "]".repeat(65))).hasMessageContaining("deeper than 64");
        assertThatThrownBy(() -> FrameTape.of("{\"a\":".repeat(5_000_000))).hasMessageContaining("deeper than 64");
    }

    @Example
    void largeFramesAreReadAndHostileOnesRefused() {
        String levels = "[\"64346.70\",\"589.8041\"],".repeat(430_000 / 8);
        String large = "{\"b\":[" + levels + "[\"1\",\"2\"]],\"x\":\"" + "x".repeat(9_000_000) + "\"}";

        FrameTape tape = FrameTape.of(large);

        assertThat(large.length()).isGreaterThan(10_000_000);
        assertThat(tape.end(0)).isEqualTo(large.length());
        assertThatThrownBy(() -> FrameTape.of("[" + "1,".repeat(1_100_000) + "1]"))
                .hasMessageContaining("values");
        assertThatThrownBy(() -> FrameTape.of("\"" + "x".repeat(1 << 26) + "\""))
                .hasMessageContaining("characters");
    }

    @Example
    void manyFieldsAreCheckedForTwinsToo() {
        var object = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++) {
            object.append("\"f").append(i).append("\":1,");
        }
        assertThat(FrameTape.of(object + "\"last\":1}").next(0)).isEqualTo(100_004);
        assertThatThrownBy(() -> FrameTape.of(object + "\"f99\":1}")).hasMessageContaining("'f99' stands twice");
    }
}
