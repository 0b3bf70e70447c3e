package io.autofutures.launcher;

import io.autofutures.model.json.Json;
import io.autofutures.simulator.DemoKeys;
import io.autofutures.simulator.Simulator;
import io.autofutures.simulator.SimulatorOptions;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a running simulator is and with which keys it lets in. */
final class SimAnnouncement {
    private static final List<String> CATEGORIES = List.of("public", "market", "private");

    private final Simulator simulator;
    private final SimulatorOptions options;
    private final String address;

    SimAnnouncement(Simulator simulator, SimulatorOptions options) {
        this.simulator = simulator;
        this.options = options;
        this.address = "127.0.0.1:" + simulator.port();
    }

    String text() {
        var text = new StringBuilder();
        line(text, "REST:", "http://" + address);
        line(
                text,
                "streams:",
                CATEGORIES.stream()
                        .map(category -> "ws://" + address + "/" + category)
                        .collect(Collectors.joining("  ")));
        line(text, "keys:", "for demonstration, no secrets");
        line(text, "  HMAC", "key %s, secret %s".formatted(options.apiKey(), options.secretKey()));
        line(
                text,
                "  Ed25519",
                "key %s, private key (PKCS #8) %s"
                        .formatted(DemoKeys.ed25519ApiKey(options.apiKey()), DemoKeys.ED25519_PRIVATE));
        line(text, "faults:", faults() + "; switched at http://" + address + "/sim/faults");
        line(
                text,
                "market:",
                "%s from %s UTC  (Ctrl-C stops it)"
                        .formatted(
                                simulator.symbols().stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", ")),
                                simulator.clock().instant()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String what) {
        text.append("%-10s %s%n".formatted(name, what));
    }

    private String faults() {
        Long seed = options.faults().chaosSeed();
        int rules = options.faults().rules().size();
        return seed != null ? "by chance, seed " + seed : rules == 0 ? "none" : rules + " by script";
    }

    /** One line. */
    String json() {
        ObjectNode all = Json.mapper().createObjectNode();
        all.put("rest", "http://" + address);
        ObjectNode streams = all.putObject("streams");
        CATEGORIES.forEach(category -> streams.put(category, "ws://" + address + "/" + category));
        ArrayNode keys = all.putArray("demoKeys");
        keys.addObject().put("type", "HMAC").put("apiKey", options.apiKey()).put("secret", options.secretKey());
        keys.addObject()
                .put("type", "ED25519")
                .put("apiKey", DemoKeys.ed25519ApiKey(options.apiKey()))
                .put("privateKeyPkcs8", DemoKeys.ED25519_PRIVATE)
                .put("publicKeyX509", DemoKeys.ED25519_PUBLIC);
        all.put("faultSwitch", "http://" + address + "/sim/faults");
        all.put("faults", faults());
        ArrayNode symbols = all.putArray("symbols");
        simulator.symbols().forEach(symbol -> symbols.add(symbol.toString()));
        all.put("venueTime", simulator.clock().instant().toString());
        all.put("speed", options.speed());
        return all + System.lineSeparator();
    }
}
