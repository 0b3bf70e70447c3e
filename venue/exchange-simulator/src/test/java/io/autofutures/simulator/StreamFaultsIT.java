package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.simulator.market.MarketSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each fault of a websocket, seen from outside; the market flows 60 times as fast as life. */
class StreamFaultsIT {
    @TempDir
    Path folder;

    private Simulator simulator;
    private VenueCaller venue;

    @BeforeEach
    void start() {
        simulator = Simulator.start(
                SimulatorOptions.of(folder, new MarketSource.Generated(1, List.of(new Symbol("BTCUSDT"))))
                        .withSpeed(60));
        venue = new VenueCaller(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void buy() {
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
                                "0.001")
                        .status())
                .isEqualTo(200);
    }

    private static List<String> kinds(VenueCaller.Stream stream) {
        return stream.frames.stream()
                .map(frame -> frame.path("e").asString()
                        + (frame.has("o") ? " " + frame.path("o").path("X").asString() : ""))
                .toList();
    }

    @Test
    void duplicatesAFrame() {
        VenueCaller.Stream user = venue.userStream();
        simulator.faults().add("{\"fault\":\"duplicate-events\",\"on\":\"/private\",\"event\":\"ACCOUNT_UPDATE\"}");

        buy();

        await().until(() -> user.frames.size() == 5);
        assertThat(kinds(user))
                .containsExactly(
                        "TRADE_LITE",
                        "ORDER_TRADE_UPDATE NEW",
                        "ACCOUNT_UPDATE",
                        "ACCOUNT_UPDATE",
                        "ORDER_TRADE_UPDATE FILLED");
    }

    @Test
    void holdsAKindBackButKeepsItsOrder() {
        VenueCaller.Stream user = venue.userStream();
        simulator
                .faults()
                .add(
                        "{\"fault\":\"delay-events\",\"on\":\"/private\",\"event\":\"ORDER_TRADE_UPDATE\",\"ms\":500,\"nth\":1}");

        buy();

        await().until(() -> user.frames.size() == 4);
        assertThat(kinds(user))
                .containsExactly("TRADE_LITE", "ACCOUNT_UPDATE", "ORDER_TRADE_UPDATE NEW", "ORDER_TRADE_UPDATE FILLED");
    }

    @Test
    void reordersAcrossKindsOnly() {
        VenueCaller.Stream user = venue.userStream();
        simulator.faults().add("{\"fault\":\"reorder-events\",\"on\":\"/private\",\"event\":\"TRADE_LITE\"}");

        buy();

        await().until(() -> user.frames.size() == 4);
        assertThat(kinds(user).subList(0, 2)).containsExactly("ORDER_TRADE_UPDATE NEW", "TRADE_LITE");
    }

    @Test
    void dropsASocketWithoutACloseFrame() {
        VenueCaller.Stream market = venue.stream("/market/ws/btcusdt@markPrice@1s");
        VenueCaller.Stream book = venue.stream("/public/ws/btcusdt@bookTicker");
        simulator.begin();
        await().until(() -> market.frames.size() > 3);

        simulator.faults().add("{\"fault\":\"drop\",\"on\":\"/market\",\"times\":1}");

        await().until(() -> market.error != null);
        assertThat(market.closedWith).isZero();
        int seen = book.frames.size();
        await().until(() -> book.frames.size() > seen);
        VenueCaller.Stream again = venue.stream("/market/ws/btcusdt@markPrice@1s");
        await().until(() -> again.frames.size() > 3);
    }

    @Test
    void dropsASocketAtAFrame() {
        VenueCaller.Stream market = venue.stream("/market/ws/btcusdt@markPrice@1s");
        simulator.faults().add("{\"fault\":\"drop\",\"on\":\"/market\",\"nth\":4}");

        simulator.begin();

        await().until(() -> market.error != null);
        assertThat(market.frames).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aMutedStreamAnswersPingsOnly() throws Exception {
        VenueCaller.Stream market = venue.stream("/market/ws/btcusdt@markPrice@1s");
        simulator.begin();
        await().until(() -> market.frames.size() > 3);
        long id = simulator.faults().add("{\"fault\":\"mute\",\"on\":\"/market\",\"stream\":\"btcusdt@markPrice*\"}");
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        int seen = market.frames.size();

        market.socket.sendPing(ByteBuffer.wrap(new byte[] {7})).join();

        assertThat(market.ponged.await(5, TimeUnit.SECONDS)).isTrue();
        await().during(Duration.ofMillis(500)).until(() -> market.frames.size() == seen);
        simulator.faults().remove(id);
        await().until(() -> market.frames.size() > seen);
    }

    @Test
    void aHalfOpenSocketSaysNothingAtAllUntilItBreaks() throws Exception {
        VenueCaller.Stream market = venue.stream("/market/ws/btcusdt@markPrice@1s");
        simulator.begin();
        await().until(() -> market.frames.size() > 3);
        long id = simulator.faults().add("{\"fault\":\"half-open\",\"on\":\"/market\"}");
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        int seen = market.frames.size();

        market.socket.sendPing(ByteBuffer.wrap(new byte[] {7})).join();

        assertThat(market.ponged.await(700, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(market.frames).hasSize(seen);
        assertThat(market.error).isNull();
        assertThat(market.closedWith).isZero();
        simulator.faults().remove(id);
        await().until(() -> market.error != null || market.closedWith != 0);
    }

    @Test
    void aListenKeyIsLostAloud() {
        VenueCaller.Stream user = venue.userStream();

        simulator.faults().add("{\"fault\":\"listen-key-lost\"}");

        await().until(() -> user.closedWith != 0);
        assertThat(kinds(user)).containsExactly("listenKeyExpired");
        assertThat(venue.open("PUT", "/fapi/v1/listenKey").code()).isEqualTo(-1125);
    }

    @Test
    void aListenKeyIsLostInSilence() {
        VenueCaller.Stream user = venue.userStream();

        simulator.faults().add("{\"fault\":\"listen-key-lost\",\"silent\":true}");
        buy();

        await().during(Duration.ofMillis(500)).until(() -> user.frames.isEmpty() && user.closedWith == 0);
        assertThat(venue.open("PUT", "/fapi/v1/listenKey").code()).isEqualTo(-1125);
        VenueCaller.Stream next = venue.userStream();
        buy();
        await().until(() -> next.frames.size() == 4);
    }

    @Test
    void aTriggeredStopHangsUntilTheFaultEnds() {
        buy();
        VenueCaller.Stream user = venue.userStream();
        long id = simulator.faults().add("{\"fault\":\"triggering-hangs\",\"symbol\":\"BTCUSDT\"}");
        BigDecimal mark = new BigDecimal(venue.open("GET", "/fapi/v1/premiumIndex?symbol=BTCUSDT")
                .body()
                .path("markPrice")
                .asString());
        // one just below and one just above: whichever way the market goes, one fires
        stop("STOP_MARKET", mark.multiply(new BigDecimal("0.9995")));
        stop("TAKE_PROFIT_MARKET", mark.multiply(new BigDecimal("1.0005")));

        simulator.begin();

        await().atMost(Duration.ofSeconds(60)).until(() -> kinds(user).contains("ALGO_UPDATE TRIGGERING"));
        assertThat(kinds(user)).doesNotContain("ALGO_UPDATE TRIGGERED");
        simulator.faults().remove(id);

        await().atMost(Duration.ofSeconds(20)).until(() -> kinds(user).contains("ALGO_UPDATE TRIGGERED"));
    }

    private void stop(String type, BigDecimal trigger) {
        VenueCaller.Answer placed = venue.signed(
                "POST",
                "/fapi/v1/algoOrder",
                "algoType",
                "CONDITIONAL",
                "symbol",
                "BTCUSDT",
                "side",
                "SELL",
                "type",
                type,
                "quantity",
                "0.001",
                "reduceOnly",
                "true",
                "triggerPrice",
                trigger.setScale(1, RoundingMode.HALF_UP).toPlainString());
        assertThat(placed.status()).as(placed.body().toString()).isEqualTo(200);
    }

    @Test
    void aWindowOfVenueTimeOpensAndCloses() {
        VenueCaller.Stream market = venue.stream("/market/ws/btcusdt@markPrice@1s");
        long begun = simulator.clock().instant().toEpochMilli();
        simulator.faults().add("{\"fault\":\"mute\",\"on\":\"/market\",\"from\":\"PT10S\",\"to\":\"PT20S\"}");

        simulator.begin();

        await().until(() -> market.frames.stream().anyMatch(frame -> at(frame) >= begun + 30_000));
        assertThat(market.frames).noneMatch(frame -> at(frame) > begun + 12_000 && at(frame) < begun + 18_000);
        assertThat(market.frames).anyMatch(frame -> at(frame) < begun + 9_000);
    }

    private static long at(JsonNode frame) {
        return frame.path("E").asLong();
    }
}
