package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Something is killed while a position is open and protected and nothing is in flight; the next start goes on. */
class RestartIT {
    @TempDir
    private Path folder;

    private Path bars = Path.of("unset");

    @BeforeEach
    void cutTheDay() throws IOException {
        bars = Recording.ada(folder, "13:25", "15:00");
    }

    @Test
    void theLauncherIsKilled() throws Exception {
        Seen before;
        try (var demo = demo("10")) {
            before = awaitProtectedAndQuiet(demo);
            ProcessHandle broker = demo.broker();

            demo.kill();

            broker.onExit().get(5, TimeUnit.SECONDS);
        }
        goesOnFrom(before);
    }

    @Test
    void theBrokerIsKilled() throws Exception {
        Seen before;
        try (var demo = demo("10")) {
            before = awaitProtectedAndQuiet(demo);

            demo.broker().destroyForcibly();

            assertThat(demo.awaitExit(Duration.ofSeconds(20))).isEqualTo(3);
            assertThat(demo.output()).anyMatch(line -> line.contains("the broker ended by itself"));
        }
        goesOnFrom(before);
    }

    @Test
    void interruptedItStopsItsBrokerTooAndASecondOneIsRefusedMeanwhile() throws Exception {
        try (var demo = demo("1")) {
            demo.page();
            ProcessHandle broker = demo.broker();
            try (var second = demo("1")) {
                assertThat(second.awaitExit(Duration.ofSeconds(30))).isEqualTo(5);
                assertThat(second.output())
                        .anyMatch(line -> line.contains(
                                "in use by process " + demo.handle().pid()));
            }

            demo.interrupt();

            assertThat(demo.awaitExit(Duration.ofSeconds(10))).isIn(0, 130);
            assertThat(broker.isAlive()).isFalse();
        }
    }

    /**
     * What the page shows.
     *
     * @param positions of each open position what must not change over a restart
     * @param orders status by client order id and book
     * @param history ids of triggers, proposals, decisions and trades
     */
    private record Seen(Instant at, List<String> positions, Map<String, String> orders, TreeSet<String> history) {}

    private void goesOnFrom(Seen before) throws IOException {
        try (var demo = demo("1")) {
            String market = demo.awaitLine("market:", Duration.ofSeconds(120));
            Instant resumed = Instant.parse(market.replaceAll(".* from (\\S+) UTC.*", "$1"));
            String page = demo.page();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(see(demo, page).positions()).isEqualTo(before.positions()));
            Seen after = see(demo, page);

            assertThat(after.orders()).containsAllEntriesOf(before.orders());
            assertThat(after.history()).containsAll(before.history());
            assertThat(resumed)
                    .isBetween(before.at().minusSeconds(20), before.at().plusSeconds(40));
        }
    }

    private CommandProcess demo(String speed) throws IOException {
        return CommandProcess.start(Build.command(
                "demo",
                "--data",
                folder.resolve("data").toString(),
                "--market",
                bars.toString(),
                "--speed",
                speed,
                "--port",
                "0"));
    }

    /** Open, covered by the position's own stop, its take-profit placed, the armed stop gone; the same twice. */
    private static Seen awaitProtectedAndQuiet(CommandProcess demo) {
        String page = demo.page();
        var last = new ArrayList<Seen>();
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    Seen now = see(demo, page);
                    boolean quiet = !now.positions().isEmpty()
                            && now.orders().values().stream()
                                            .filter("NEW"::equals)
                                            .count()
                                    == 2
                            && !last.isEmpty()
                            && last.getLast().orders().equals(now.orders())
                            && last.getLast().positions().equals(now.positions())
                            && last.getLast().history().equals(now.history());
                    last.add(now);
                    return quiet;
                });
        return last.getLast();
    }

    private static Seen see(CommandProcess demo, String page) {
        String api = page + "/api/v1";
        var positions = new ArrayList<String>();
        for (JsonNode row : demo.get(api + "/positions").path("items")) {
            if (row.path("open").asBoolean() && row.path("protected").asBoolean()) {
                var protection = new TreeSet<String>();
                row.path("protection")
                        .forEach(order ->
                                protection.add(order.path("clientOrderId").asString()));
                positions.add("%s %s %s at %s of %s, %s"
                        .formatted(
                                row.path("symbol").asString(),
                                row.path("positionSide").asString(),
                                row.path("quantity").asString(),
                                row.path("entryPrice").asString(),
                                row.path("tradeId").asString(),
                                protection));
            }
        }
        var orders = new TreeMap<String, String>();
        for (JsonNode row : demo.get(api + "/orders?limit=200").path("items")) {
            orders.put(
                    row.path("book").asString() + " "
                            + row.path("clientOrderId").asString(),
                    row.path("status").asString());
        }
        var history = new TreeSet<String>();
        for (String list : List.of("triggers", "proposals", "decisions", "trades")) {
            for (JsonNode row : demo.get(api + "/" + list + "?limit=200").path("items")) {
                history.add(list + " "
                        + row.path("triggerId").asString("")
                        + row.path("proposalId").asString("")
                        + row.path("decisionId").asString("")
                        + row.path("tradeId").asString(""));
            }
        }
        String at = demo.get(api + "/status").path("venueTime").asString("1970-01-01T00:00:00Z");
        return new Seen(Instant.parse(at), positions, orders, history);
    }
}
