package io.autofutures.decision.input;

import io.autofutures.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One text per value: members sorted by name, no white space; and its SHA-256. */
public final class CanonicalJson {
    private CanonicalJson() {}

    public static String of(JsonNode node) {
        var text = new StringBuilder();
        write(node, text);
        return text.toString();
    }

    /** Of the UTF-8 bytes of the canonical text, 64 hex digits. */
    public static String sha256(JsonNode node) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(of(node).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                members.put(member.getKey(), member.getValue());
            }
            char before = '{';
            for (Map.Entry<String, JsonNode> member : members.entrySet()) {
                text.append(before)
                        .append(Json.mapper().writeValueAsString(member.getKey()))
                        .append(':');
                write(member.getValue(), text);
                before = ',';
            }
            text.append(before == '{' ? "{}" : "}");
        } else if (node.isArray()) {
            text.append('[');
            for (int i = 0; i < node.size(); i++) {
                if (i > 0) {
                    text.append(',');
                }
                write(node.get(i), text);
            }
            text.append(']');
        } else {
            text.append(Json.mapper().writeValueAsString(node));
        }
    }
}
