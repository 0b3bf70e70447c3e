package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Activity;
import io.autofutures.simulator.market.MarketSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each error code of the path, with the request that earns it. BTCUSDT stands near 94500: tick 0.1, step 0.001. */
class RefusalsIT {
    @TempDir
    static Path folder;

    private static Simulator simulator;
    private static VenueCaller venue;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorOptions.of(
                        folder, new MarketSource.Generated(7, List.of(new Symbol("BTCUSDT"), new Symbol("ETHUSDT"))))
                .withLockstep(new Activity()));
        venue = new VenueCaller(simulator);
        assertThat(venue.signed("POST", "/fapi/v1/positionSide/dual", "dualSidePosition", "true")
                        .code())
                .isEqualTo(200);
        // something to collide with: an isolated position, its closePosition stop, a resting order
        assertThat(order("side=BUY&positionSide=LONG&type=MARKET&quantity=0.002")
                        .status())
                .isEqualTo(200);
        assertThat(
                        algo("side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=60000&closePosition=true&clientAlgoId=stp")
                                .status())
                .isEqualTo(200);
        assertThat(order(
                                "side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001&price=BELOW&newClientOrderId=rest")
                        .status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    /** ABOVE and BELOW stand for prices 3 % from the market. */
    private static VenueCaller.Answer order(String query) {
        BigDecimal mark = new BigDecimal(venue.open("GET", "/fapi/v1/premiumIndex?symbol=BTCUSDT")
                .body()
                .path("markPrice")
                .asString());
        return signed(
                "POST",
                "/fapi/v1/order",
                "symbol=BTCUSDT&" + query.replace("ABOVE", near(mark, "1.03")).replace("BELOW", near(mark, "0.97")));
    }

    private static String near(BigDecimal mark, String factor) {
        return mark.multiply(new BigDecimal(factor))
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static VenueCaller.Answer algo(String query) {
        return signed("POST", "/fapi/v1/algoOrder", "symbol=BTCUSDT&algoType=CONDITIONAL&" + query);
    }

    private static VenueCaller.Answer signed(String method, String path, String query) {
        var params = new ArrayList<String>();
        for (String pair : query.split("&")) {
            params.addAll(List.of(pair.split("=", 2)));
        }
        return venue.signed(method, path, params.toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-4120|side=SELL&positionSide=LONG&type=STOP_MARKET&stopPrice=1&quantity=1",
                "-1102|side=BUY&positionSide=LONG&type=MARKET",
                "-1102|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001",
                "-1102|positionSide=LONG&type=MARKET&quantity=0.001",
                "-1102|side=BUY&positionSide=LONG&type=LIMIT&quantity=0.001&price=BELOW",
                "-1115|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=DAY&quantity=0.001&price=BELOW",
                "-1116|side=BUY&positionSide=LONG&type=ICEBERG&quantity=0.001",
                "-1117|side=HOLD&positionSide=LONG&type=MARKET&quantity=0.001",
                "-1100|side=BUY&positionSide=LONG&type=MARKET&quantity=1e-3",
                "-1100|side=BUY&positionSide=LONG&type=MARKET&quantity=0.001&newClientOrderId=a b",
                "-4015|side=BUY&positionSide=LONG&type=MARKET&quantity=0.001&newClientOrderId=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "-4061|side=BUY&type=MARKET&quantity=0.001",
                "-4061|side=BUY&positionSide=BOTH&type=MARKET&quantity=0.001",
                "-1106|side=SELL&positionSide=LONG&type=MARKET&quantity=0.001&reduceOnly=true",
                "-1111|side=BUY&positionSide=LONG&type=MARKET&quantity=0.0011",
                "-1111|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001&price=90000.15",
                "-4003|side=BUY&positionSide=LONG&type=MARKET&quantity=0",
                "-4005|side=BUY&positionSide=LONG&type=MARKET&quantity=10001",
                "-4016|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001&price=150000",
                "-4024|side=SELL&positionSide=SHORT&type=LIMIT&timeInForce=GTC&quantity=0.001&price=50000",
                "-2019|side=BUY&positionSide=LONG&type=MARKET&quantity=100",
                "-2022|side=SELL&positionSide=LONG&type=MARKET&quantity=0.003",
                "-2022|side=BUY&positionSide=SHORT&type=MARKET&quantity=0.001",
                "-4116|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001&price=BELOW&newClientOrderId=rest",
                "-5022|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTX&quantity=0.001&price=ABOVE",
                "-5021|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=FOK&quantity=0.001&price=BELOW",
                "-1102|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTD&quantity=0.001&price=BELOW",
                "-5040|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTD&quantity=0.001&price=BELOW&goodTillDate=1000",
                "-5040|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTD&quantity=0.001&price=BELOW&goodTillDate=253402300800000",
                "-1106|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001&price=BELOW&goodTillDate=1000",
                "-4088|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=RPI&quantity=0.001&price=BELOW",
                "-1115|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTE_GTC&quantity=0.001&price=BELOW",
                "-1106|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001&price=BELOW&priceMatch=QUEUE",
                "-5037|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001&priceMatch=OPPONENT_10",
                "-5037|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001&priceMatch=BEST",
                "-5038|side=BUY&positionSide=LONG&type=MARKET&quantity=0.001&priceMatch=QUEUE",
                "-5039|side=BUY&positionSide=LONG&type=MARKET&quantity=0.001&selfTradePreventionMode=EXPIRE",
                "-1106|side=BUY&positionSide=LONG&type=MARKET&quantity=0.001&price=90000",
                "-1106|side=BUY&positionSide=LONG&type=MARKET&quantity=0.001&timeInForce=GTC",
                "-1106|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001&price=BELOW&stopPrice=9",
                "-1136|side=BUY&positionSide=LONG&type=MARKET&quantity=0.001&newOrderRespType=FULL",
                "-4060|side=BUY&positionSide=UP&type=MARKET&quantity=0.001",
                "-4136|side=SELL&positionSide=LONG&type=MARKET&closePosition=true",
                "-4005|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=100000000&price=BELOW",
                "-4001|side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001&price=0",
                "-4120|side=SELL&positionSide=LONG&type=TRAILING_STOP_MARKET&callbackRate=1&quantity=1"
            })
    void plainOrders(int code, String query) {
        VenueCaller.Answer answer = order(query);

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("msg").asString()).isNotBlank();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-4130|side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=61000&closePosition=true",
                "-4509|side=BUY&positionSide=SHORT&type=STOP_MARKET&triggerPrice=120000&closePosition=true",
                "-2021|side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=120000&quantity=0.001",
                "-2021|side=SELL&positionSide=LONG&type=TAKE_PROFIT_MARKET&triggerPrice=60000&quantity=0.001",
                "-4116|side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=60000&quantity=0.001&clientAlgoId=stp",
                "-4137|side=SELL&positionSide=LONG&type=TAKE_PROFIT_MARKET&triggerPrice=120000&quantity=0.001&closePosition=true",
                "-1102|side=SELL&positionSide=LONG&type=STOP_MARKET&quantity=0.001",
                "-1102|side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=60000",
                "-1111|side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=60000.05&quantity=0.001",
                "-4061|side=SELL&type=STOP_MARKET&triggerPrice=60000&quantity=0.001",
                "-1106|side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=60000&quantity=0.001&reduceOnly=true",
                "-1102|side=SELL&positionSide=LONG&type=TRAILING_STOP_MARKET&quantity=0.001",
                "-2007|side=SELL&positionSide=LONG&type=TRAILING_STOP_MARKET&callbackRate=0.05&quantity=0.001",
                "-2007|side=SELL&positionSide=LONG&type=TRAILING_STOP_MARKET&callbackRate=20.1&quantity=0.001",
                "-2021|side=SELL&positionSide=LONG&type=TRAILING_STOP_MARKET&callbackRate=1&activatePrice=60000&quantity=0.001",
                "-4135|side=SELL&positionSide=LONG&type=TRAILING_STOP_MARKET&callbackRate=1&activatePrice=0&quantity=0.001",
                "-4136|side=SELL&positionSide=LONG&type=TRAILING_STOP_MARKET&callbackRate=1&closePosition=true",
                "-4136|side=SELL&positionSide=LONG&type=STOP&triggerPrice=60000&price=59000&closePosition=true",
                "-1102|side=SELL&positionSide=LONG&type=STOP&triggerPrice=60000&quantity=0.001",
                "-4184|side=SELL&positionSide=LONG&type=STOP&triggerPrice=60000&price=50000&quantity=0.001",
                "-4183|side=BUY&positionSide=SHORT&type=STOP&triggerPrice=120000&price=130000&quantity=0.001",
                "-1106|side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=60000&price=59000&quantity=0.001",
                "-1106|side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=60000&callbackRate=1&quantity=0.001",
                "-4006|side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=0&quantity=0.001",
                "-4031|side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=60000&quantity=0.001&workingType=INDEX",
                "-5038|side=SELL&positionSide=LONG&type=STOP_MARKET&triggerPrice=60000&quantity=0.001&priceMatch=QUEUE",
                "-4509|side=BUY&positionSide=SHORT&type=STOP_MARKET&triggerPrice=120000&quantity=0.001&timeInForce=GTE_GTC",
                "-1116|side=SELL&positionSide=LONG&type=LIMIT&triggerPrice=60000&price=60000&quantity=0.001",
                "-2022|side=BUY&positionSide=LONG&type=STOP_MARKET&triggerPrice=120000&closePosition=true"
            })
    void algoOrders(int code, String query) {
        assertThat(algo(query).code()).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} {1} {2}?{3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-2013|GET|/fapi/v1/order|symbol=BTCUSDT&origClientOrderId=nobody",
                "-1102|GET|/fapi/v1/order|symbol=BTCUSDT",
                "-2011|DELETE|/fapi/v1/order|symbol=BTCUSDT&orderId=1",
                "-2013|GET|/fapi/v1/algoOrder|clientAlgoId=nobody",
                "-2011|DELETE|/fapi/v1/algoOrder|algoId=1",
                "-1121|POST|/fapi/v1/order|symbol=NOPEUSDT&side=BUY&type=MARKET&quantity=1",
                "-1121|GET|/fapi/v1/openOrders|symbol=NOPEUSDT",
                "-4059|POST|/fapi/v1/positionSide/dual|dualSidePosition=true",
                "-4067|POST|/fapi/v1/positionSide/dual|dualSidePosition=false",
                "-4046|POST|/fapi/v1/marginType|symbol=BTCUSDT&marginType=CROSSED",
                "-4047|POST|/fapi/v1/marginType|symbol=BTCUSDT&marginType=ISOLATED",
                "-4028|POST|/fapi/v1/leverage|symbol=BTCUSDT&leverage=126",
                "-4164|POST|/fapi/v1/order|symbol=ETHUSDT&side=BUY&positionSide=LONG&type=MARKET&quantity=0.001",
                "-1130|POST|/fapi/v1/batchOrders|batchOrders=x",
                "-4082|POST|/fapi/v1/batchOrders|batchOrders=[]",
                "-4082|POST|/fapi/v1/batchOrders|batchOrders=[{},{},{},{},{},{}]",
                "-1102|POST|/fapi/v1/batchOrders|symbol=BTCUSDT",
                "-1102|DELETE|/fapi/v1/batchOrders|symbol=BTCUSDT",
                "-4032|DELETE|/fapi/v1/batchOrders|symbol=BTCUSDT&orderIdList=[1,2,3,4,5,6,7,8,9,10,11]",
                "-1102|PUT|/fapi/v1/order|symbol=BTCUSDT",
                "-1102|PUT|/fapi/v1/order|symbol=BTCUSDT&side=BUY&quantity=1&origClientOrderId=rest",
                "-2013|PUT|/fapi/v1/order|symbol=BTCUSDT&side=BUY&quantity=1&price=90000&origClientOrderId=nobody",
                "-1130|PUT|/fapi/v1/order|symbol=BTCUSDT&side=SELL&quantity=1&price=90000&origClientOrderId=rest",
                "-5047|PUT|/fapi/v1/order|symbol=BTCUSDT&side=BUY&quantity=1&price=90000&origClientOrderId=rest&reduceOnly=true",
                "-1111|PUT|/fapi/v1/order|symbol=BTCUSDT&side=BUY&quantity=0.0011&price=90000&origClientOrderId=rest",
                "-4016|PUT|/fapi/v1/order|symbol=BTCUSDT&side=BUY&quantity=0.001&price=200000&origClientOrderId=rest",
                "-2013|GET|/fapi/v1/openOrder|symbol=BTCUSDT&orderId=1",
                "-1130|GET|/fapi/v1/allOrders|symbol=BTCUSDT&limit=1001",
                "-1127|GET|/fapi/v1/allOrders|symbol=BTCUSDT&startTime=1&endTime=604800002",
                "-1023|GET|/fapi/v1/allOrders|symbol=BTCUSDT&startTime=2&endTime=1",
                "-1102|GET|/fapi/v1/allAlgoOrders|limit=5",
                "-1102|DELETE|/fapi/v1/allOpenOrders|limit=1",
                "-1102|POST|/fapi/v1/countdownCancelAll|symbol=BTCUSDT",
                "-2013|GET|/fapi/v1/orderAmendment|symbol=BTCUSDT&orderId=1",
                "-1121|DELETE|/fapi/v1/algoOpenOrders|symbol=NOPEUSDT",
                "-4116|POST|/fapi/v1/order/test|symbol=BTCUSDT&side=BUY&positionSide=LONG&type=LIMIT&timeInForce=GTC&quantity=0.001&price=90000&newClientOrderId=rest",
                "-5000|POST|/fapi/v1/nothingHere|symbol=BTCUSDT",
                "-5000|PUT|/fapi/v1/openOrders|symbol=BTCUSDT"
            })
    void otherRequests(int code, String method, String path, String query) {
        assertThat(signed(method, path, query).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1121|/fapi/v1/klines?symbol=NOPE&interval=1m",
                "-1120|/fapi/v1/klines?symbol=BTCUSDT&interval=1s",
                "-1130|/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=1501",
                "-4021|/fapi/v1/depth?symbol=BTCUSDT&limit=7",
                "-5000|/fapi/v1/noTicker"
            })
    void publicRequests(int code, String path) {
        assertThat(venue.open("GET", path).code()).isEqualTo(code);
    }

    @Test
    void keysSignaturesAndTimestamps() {
        long now = simulator.clock().instant().toEpochMilli();

        assertThat(venue.send("GET", "/fapi/v3/account?timestamp=1&signature=x", "")
                        .code())
                .isEqualTo(-2014);
        VenueCaller.Answer foreign = venue.send("GET", "/fapi/v3/account?timestamp=1&signature=x", "other");
        assertThat(foreign.code()).isEqualTo(-2015);
        assertThat(foreign.status()).isEqualTo(401);
        assertThat(new VenueCaller(simulator, "wrong")
                        .signed("GET", "/fapi/v3/account")
                        .code())
                .isEqualTo(-1022);
        assertThat(venue.signedAt(now - 5_001, "GET", "/fapi/v3/account").code())
                .isEqualTo(-1021);
        assertThat(venue.signedAt(now + 1_000, "GET", "/fapi/v3/account").code())
                .isEqualTo(-1021);
        assertThat(venue.signedAt(now - 2_001, "GET", "/fapi/v3/account", "recvWindow", "2000")
                        .code())
                .isEqualTo(-1021);
        assertThat(venue.signedAt(now - 4_900, "GET", "/fapi/v3/account").status())
                .isEqualTo(200);
        assertThat(venue.send("GET", "/fapi/v3/account?timestamp=" + now, "sim").code())
                .isEqualTo(-1102);
        assertThat(venue.open("PUT", "/fapi/v1/listenKey").code()).isEqualTo(-1125);
    }
}
