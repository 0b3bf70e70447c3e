package io.autofutures.testkit.payload;

import io.autofutures.testkit.payload.Mutation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * All single changes of one JSON payload: each field left out, nulled, written in another type; an unknown field added to
 * each object. Of long arrays the first rows stand for all.
 */
public final class PayloadMutations {
    private static final int ROWS_OF_A_KIND = 3;
    private static final String UNKNOWN_FIELD = "zzNewOfTheVenue";
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonNode root;
    private final List<Mutation> found = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    private PayloadMutations(JsonNode root) {
        this.root = root;
    }

    /** @param payload one JSON value */
    public static List<Mutation> of(String payload) {
        var mutations = new PayloadMutations(MAPPER.readTree(payload));
        mutations.walk(mutations.root, "", "");
        return List.copyOf(mutations.found);
    }

    private void walk(JsonNode node, String pointer, String shape) {
        if (seen.merge(shape, 1, Integer::sum) > ROWS_OF_A_KIND) {
            return;
        }
        if (node instanceof ObjectNode object) {
            object(object, pointer, shape);
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode row = array.get(i);
                walk(row, pointer + "/" + i, shape + "/*");
                if (row instanceof ArrayNode positions) {
                    positions(positions, pointer + "/" + i, shape + "/*");
                }
            }
        }
    }

    private void object(ObjectNode object, String pointer, String shape) {
        object.set(UNKNOWN_FIELD, MAPPER.readTree("{\"a\":[1,\"x\",null],\"e\":\"kline\"}"));
        add(Kind.UNKNOWN_ADDED, pointer, UNKNOWN_FIELD);
        object.remove(UNKNOWN_FIELD);
        for (String name : List.copyOf(object.propertyNames())) {
            String at = pointer + "/" + name;
            JsonNode value = object.get(name);
            for (Map.Entry<Kind, JsonNode> change : changes(value)) {
                object.set(name, change.getValue());
                add(change.getKey(), at, name);
            }
            object.remove(name);
            add(Kind.REMOVED, at, name);
            object.set(name, value);
            walk(value, at, shape + "/" + name);
        }
    }

    private void positions(ArrayNode row, String pointer, String shape) {
        if (seen.merge(shape + "/positions", 1, Integer::sum) > ROWS_OF_A_KIND) {
            return;
        }
        for (int i = 0; i < row.size(); i++) {
            String at = pointer + "/" + i;
            JsonNode value = row.get(i);
            for (Map.Entry<Kind, JsonNode> change : changes(value)) {
                row.set(i, change.getValue());
                add(change.getKey(), at, String.valueOf(i));
            }
            row.remove(i);
            add(Kind.REMOVED, at, String.valueOf(i));
            row.insert(i, value);
        }
        row.add("new of the venue");
        add(Kind.UNKNOWN_ADDED, pointer, String.valueOf(row.size()));
        row.remove(row.size() - 1);
    }

    private static List<Map.Entry<Kind, JsonNode>> changes(JsonNode value) {
        var changes = new ArrayList<Map.Entry<Kind, JsonNode>>();
        if (value.isNull()) {
            return changes;
        }
        changes.add(Map.entry(Kind.NULLED, NODES.nullNode()));
        if (value.isContainer()) {
            changes.add(Map.entry(Kind.WRONG_TYPE, NODES.numberNode(7)));
            return changes;
        }
        changes.add(Map.entry(Kind.WRONG_TYPE, NODES.objectNode()));
        changes.add(Map.entry(Kind.WRONG_TYPE, NODES.arrayNode()));
        String text = value.asString();
        if (value.isNumber()) {
            changes.add(Map.entry(Kind.SAME_IN_ANOTHER_TYPE, NODES.stringNode(value.toString())));
            changes.add(Map.entry(Kind.WRONG_TYPE, NODES.stringNode("seven")));
            changes.add(Map.entry(Kind.WRONG_TYPE, NODES.booleanNode(true)));
        } else if (value.isBoolean()) {
            changes.add(Map.entry(Kind.SAME_IN_ANOTHER_TYPE, NODES.stringNode(text)));
            changes.add(Map.entry(Kind.WRONG_TYPE, NODES.numberNode(7)));
            changes.add(Map.entry(Kind.WRONG_TYPE, NODES.stringNode("maybe")));
        } else if (JSON_NUMBER.matcher(text).matches()) {
            changes.add(Map.entry(Kind.SAME_IN_ANOTHER_TYPE, MAPPER.readTree(text)));
        } else if (text.equals("true") || text.equals("false")) {
            changes.add(Map.entry(Kind.SAME_IN_ANOTHER_TYPE, BooleanNode.valueOf(text.equals("true"))));
        } else if (!text.isEmpty()) {
            changes.add(Map.entry(Kind.WRONG_TYPE, NODES.numberNode(7)));
        }
        return changes;
    }

    private void add(Kind kind, String pointer, String field) {
        found.add(new Mutation(kind, pointer, field, MAPPER.writeValueAsString(root)));
    }
}
