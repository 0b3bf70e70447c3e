package io.autofutures.detection.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.detection.RuleSets;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.testkit.RecordedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The predecessor's own output, line by line: same verdict, same reasons, same values within their printed precision. */
class GoldenVectorsTest {
    /** Printed by the predecessor with two decimals, by us exactly. */
    private static final List<String> COARSE_PRICES = List.of("high", "low", "close");

    @Test
    void candlesOfADayAgreeOnEveryLine() throws IOException {
        Path input = RecordedData.file("market/ADAUSDT_1m_2022-12-13.csv");
        var replay = new Replay(
                Settings.of(Map.of(
                        "KLINE_RANGE_PCT", "0.4", "VOL_LOOKBACK", "20", "VOL_MULT", "2.0", "USE_QUOTE_VOLUME", "true")),
                new Symbol("ADAUSDT"),
                RuleSets.CLASSIC);
        List<String> rows = Files.readAllLines(input).stream().skip(1).toList();

        List<JsonNode> golden = golden("detector/ADAUSDT_1m_2022-12-13.classic.jsonl.gz");
        assertThat(golden).hasSize(rows.size()).hasSize(1_440);
        int triggered = 0;
        for (int i = 0; i < rows.size(); i++) {
            String[] cells = rows.get(i).split(",");
            JsonNode line = Json.mapper().readTree(replay.candle(candle(cells)));
            assertAgrees(line, golden.get(i), "ADAUSDT", "kline");
            assertThat(line.at("/values/high").asString()).isEqualTo(plain(cells[2]));
            assertThat(line.at("/values/low").asString()).isEqualTo(plain(cells[3]));
            assertThat(line.at("/values/close").asString()).isEqualTo(plain(cells[4]));
            triggered += line.get("triggered").asBoolean() ? 1 : 0;
        }
        assertThat(triggered).isEqualTo(197);
    }

    @Test
    void tradesAsMarkPricesAgreeOnEveryLine() throws IOException {
        Path input = RecordedData.file("market/BTCUSDT_wsframes_2024-08-08.ndtxt.gz");
        var replay = new Replay(
                Settings.of(Map.of("MP_WINDOW_SEC", "10", "MP_DELTA_PCT", "0.15")),
                new Symbol("BTCUSDT"),
                RuleSets.CLASSIC);
        List<JsonNode> golden = golden("detector/BTCUSDT_trades_2024-08-08.classic-mark.jsonl.gz");
        int judged = 0;
        int triggered = 0;
        try (BufferedReader frames = gzip(input)) {
            for (String frame; (frame = frames.readLine()) != null; ) {
                if (!frame.contains("btcusdt@trade")) {
                    continue;
                }
                JsonNode trade = Json.mapper()
                        .readTree(frame.substring(frame.indexOf('{')))
                        .get("data");
                if (!trade.path("X").asString("").equals("MARKET")) {
                    continue;
                }
                JsonNode line = Json.mapper()
                        .readTree(replay.mark(
                                Instant.ofEpochMilli(trade.get("T").asLong()),
                                new BigDecimal(trade.get("p").asString())));
                assertAgrees(line, golden.get(judged), "BTCUSDT", "mark");
                assertThat(line.at("/values/price").asString())
                        .isEqualTo(trade.get("p").asString());
                judged++;
                triggered += line.get("triggered").asBoolean() ? 1 : 0;
            }
        }
        assertThat(judged).isEqualTo(golden.size()).isEqualTo(21_313);
        assertThat(triggered).isEqualTo(47);
    }

    private static void assertAgrees(JsonNode line, JsonNode golden, String symbol, String rule) {
        String where = golden.toString();
        assertThat(line.get("time").asLong())
                .as(where)
                .isEqualTo(golden.get("time").asLong());
        assertThat(line.get("symbol").asString()).isEqualTo(symbol);
        assertThat(line.get("rule").asString()).isEqualTo(rule);
        assertThat(line.get("triggered").asBoolean())
                .as(where)
                .isEqualTo(golden.get("triggered").asBoolean());
        var reasons = new ArrayList<String>();
        line.get("reasons").forEach(reason -> reasons.add(reason.asString()));
        assertThat(String.join(",", reasons))
                .as(where)
                .isEqualTo(golden.get("reason").asString());
        Map<String, JsonNode> expected = new HashMap<>();
        golden.properties().forEach(field -> expected.put(field.getKey(), field.getValue()));
        List.of("time", "triggered", "reason").forEach(expected::remove);
        expected.forEach((name, value) -> {
            var ours = new BigDecimal(line.get("values").get(name).asString());
            if (COARSE_PRICES.contains(name)) {
                assertThat(ours.subtract(new BigDecimal(value.asString())).abs())
                        .as(name + " of " + where)
                        .isLessThanOrEqualTo(new BigDecimal("0.005"));
            } else {
                assertThat(ours).as(name + " of " + where).isEqualByComparingTo(new BigDecimal(value.asString()));
            }
        });
    }

    private static Kline candle(String[] cells) {
        Instant openAt = Instant.ofEpochMilli(Long.parseLong(cells[0]));
        return new Kline(
                "1m",
                openAt,
                openAt.plusMillis(59_999),
                Price.of(cells[1]),
                Price.of(cells[2]),
                Price.of(cells[3]),
                Price.of(cells[4]),
                new BigDecimal(cells[5]),
                null,
                0);
    }

    private static String plain(String decimal) {
        return new BigDecimal(decimal).stripTrailingZeros().toPlainString();
    }

    private static List<JsonNode> golden(String relative) throws IOException {
        var lines = new ArrayList<JsonNode>();
        try (BufferedReader reader = gzip(RecordedData.file(relative))) {
            for (String line; (line = reader.readLine()) != null; ) {
                lines.add(Json.mapper().readTree(line));
            }
        }
        return lines;
    }

    private static BufferedReader gzip(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8));
    }
}
