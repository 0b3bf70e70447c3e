package io.autofutures.binance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The same JSON written otherwise: fields backwards, with spaces, every character of a text escaped. */
final class Rewriting {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Rewriting() {}

    static List<String> of(String json) {
        JsonNode node = MAPPER.readTree(json);
        return List.of(
                node.toString(),
                write(node, false, "", false),
                write(node, true, "", false),
                write(node, true, " \r\n\t", false),
                write(node, false, " ", true));
    }

    private static String write(JsonNode node, boolean backwards, String blank, boolean escaped) {
        if (node.isObject()) {
            var names = new ArrayList<>(node.propertyNames());
            if (backwards) {
                Collections.reverse(names);
            }
            return names.stream()
                    .map(name -> text(name, escaped) + blank + ":" + blank
                            + write(node.get(name), backwards, blank, escaped))
                    .collect(Collectors.joining(blank + "," + blank, "{" + blank, blank + "}"));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(element -> write(element, backwards, blank, escaped))
                    .collect(Collectors.joining(blank + "," + blank, "[" + blank, blank + "]"));
        }
        return node.isString() ? text(node.asString(), escaped) : node.toString();
    }

    private static String text(String plain, boolean escaped) {
        return escaped
                ? plain.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""))
                : MAPPER.writeValueAsString(plain);
    }
}
