package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import io.autofutures.simulator.market.MarketFileException;
import io.autofutures.simulator.market.MarketSource;
import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Starts that must fail in one line, recordings, and that lockstep gives the same frames twice. */
class StartIT {
    private static final List<Symbol> BTC = List.of(new Symbol("BTCUSDT"));

    @TempDir
    Path folder;

    private SimulatorOptions generated(String name, long seed) {
        return SimulatorOptions.of(folder.resolve(name), new MarketSource.Generated(seed, BTC));
    }

    @Test
    void aTakenPortIsSaid() {
        try (Simulator first = Simulator.start(generated("a", 1))) {
            assertThatThrownBy(() -> Simulator.start(generated("b", 1).withAddress("127.0.0.1", first.port())))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(Integer.toString(first.port()));
        }
        Simulator.start(generated("b", 1)).close(); // nothing of the failed start is left
    }

    @Test
    void aFolderInUseOrOfAnotherMarketIsSaid() {
        try (Simulator first = Simulator.start(generated("a", 1))) {
            assertThat(first.ended()).isFalse();
            assertThatThrownBy(() -> Simulator.start(generated("a", 1)))
                    .isInstanceOf(DataFolderException.class)
                    .hasMessageContaining("in use");
        }
        assertThatThrownBy(() -> Simulator.start(generated("a", 2)))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("seed=1")
                .hasMessageContaining("seed=2");
    }

    @Test
    void closedTwiceIsClosedOnce() {
        Simulator simulator = Simulator.start(generated("twice", 1));

        simulator.close();
        simulator.close();

        Simulator.start(generated("twice", 1)).close();
    }

    @Test
    void aJournalOfAnotherVersionIsSaid() throws IOException {
        Files.createDirectories(folder.resolve("v"));
        Files.writeString(folder.resolve("v/venue.journal"), "{\"version\":99,\"market\":\"x\"}\n");

        assertThatThrownBy(() -> Simulator.start(generated("v", 1)))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("version 99");
    }

    @Test
    void aBrokenMarketFileIsSaidAndLeavesNothing() throws IOException {
        Path file = Files.writeString(
                folder.resolve("XUSDT_1m.csv"), "open_time_ms,open,high,low,close,volume\n60000,1,2,3\n");

        assertThatThrownBy(
                        () -> Simulator.start(SimulatorOptions.of(folder.resolve("x"), MarketSource.Recorded.of(file))))
                .isInstanceOf(MarketFileException.class)
                .hasMessageContaining("line 2");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void rulesComeFromExchangeInfoWhereItHasTheSymbol() {
        Path info = RecordedData.file("binance/rest/exchange_info_btcusdt_prod.json");
        var options = SimulatorOptions.of(
                        folder.resolve("i"),
                        new MarketSource.Generated(1, List.of(new Symbol("BTCUSDT"), new Symbol("ETHUSDT"))))
                .withExchangeInfo(info);

        try (Simulator simulator = Simulator.start(options)) {
            var venue = new VenueCaller(simulator);
            JsonNode symbols = venue.open("GET", "/fapi/v1/exchangeInfo").body().path("symbols");
            assertThat(symbols).hasSize(2);
            assertThat(symbols.get(0).path("baseAsset").asString()).isEqualTo("BTC");
            assertThat(symbols.get(0).path("filters").get(2).path("maxQty").asString())
                    .isEqualTo("120");
            assertThat(venue.signed(
                                    "POST",
                                    "/fapi/v1/order",
                                    "symbol",
                                    "BTCUSDT",
                                    "side",
                                    "BUY",
                                    "type",
                                    "MARKET",
                                    "quantity",
                                    "121")
                            .code())
                    .isEqualTo(-4005);
        }
    }

    @Test
    void aRecordingEndsAndTheVenueAnswersOn() throws IOException {
        Path file = Files.writeString(
                folder.resolve("XUSDT_1m.csv"),
                "open_time_ms,open,high,low,close,volume\n60000,10,12,9,11,5\n120000,11,12,10,10,7\n");

        try (Simulator simulator =
                Simulator.start(SimulatorOptions.of(folder.resolve("r"), MarketSource.Recorded.of(file))
                        .withSpeed(600))) {
            simulator.begin();

            await().atMost(Duration.ofSeconds(20)).until(simulator::ended);
            var venue = new VenueCaller(simulator);
            assertThat(simulator.clock().instant().toEpochMilli()).isEqualTo(180_000);
            assertThat(venue.open("GET", "/fapi/v1/klines?symbol=XUSDT&interval=1m")
                            .body()
                            .toString())
                    .contains("[60000,\"10\",\"12\",\"9\",\"11\",\"5\",119999,\"50\"");
            assertThat(venue.signed("GET", "/fapi/v3/account").status()).isEqualTo(200);
        }
    }

    @Test
    void lockstepGivesTheSameFramesTwice() {
        Path file = RecordedData.file("market/ADAUSDT_1m_2022-12-13.csv");

        List<String> once = played("one", file);
        List<String> twice = played("two", file);

        assertThat(once).hasSizeGreaterThan(300).isEqualTo(twice);
    }

    private List<String> played(String name, Path file) {
        var activity = new Activity();
        var options = SimulatorOptions.of(folder.resolve(name), MarketSource.Recorded.of(file))
                .withLockstep(activity);
        try (Simulator simulator = Simulator.start(options)) {
            var venue = new VenueCaller(simulator);
            VenueCaller.Stream user = venue.userStream();
            VenueCaller.Stream market = venue.stream("/market/ws/adausdt@markPrice@1s/adausdt@kline_1m");
            await().until(() -> activity.read().still()); // both are open
            for (int step = 0; step < 300; step++) {
                simulator.steps().release();
                if (step % 100 == 50) {
                    VenueCaller.Answer order = venue.signed(
                            "POST",
                            "/fapi/v1/order",
                            "symbol",
                            "ADAUSDT",
                            "side",
                            "BUY",
                            "type",
                            "MARKET",
                            "quantity",
                            "100");
                    assertThat(order.status()).isEqualTo(200);
                }
            }
            await().until(() -> market.frames.size() == 300 && user.frames.size() == 12);
            var frames = new ArrayList<String>();
            market.frames.forEach(frame -> frames.add(frame.toString()));
            user.frames.forEach(frame -> frames.add(frame.toString()));
            return frames;
        }
    }
}
