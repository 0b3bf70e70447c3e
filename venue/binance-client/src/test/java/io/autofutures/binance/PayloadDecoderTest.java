package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.testkit.payload.NeverWrong;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class PayloadDecoderTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private final PayloadDecoder decoder = new PayloadDecoder();

    @Test
    void tellsAnOrder() {
        assertThat(decoder.decode(null, Recorded.text("rest/order_query_filled_prod.json")))
                .containsExactly("{\"type\":\"order\",\"book\":\"PLAIN\",\"symbol\":\"DOTUSDT\","
                        + "\"clientOrderId\":\"6e8f8d89-5b04-4ede-88bb-52b7d8b2b0d2\",\"venueOrderId\":\"33878894217\","
                        + "\"orderType\":\"MARKET\",\"side\":\"BUY\",\"positionSide\":\"BOTH\",\"status\":\"FILLED\","
                        + "\"quantity\":\"4.9\",\"filled\":\"4.9\",\"averagePrice\":\"1.1359\","
                        + "\"workingType\":\"CONTRACT_PRICE\",\"closePosition\":false,\"reduceOnly\":false,"
                        + "\"createdAt\":1789837689736,\"updatedAt\":1789837689736}");
    }

    @Test
    void tellsTheRowsOfABatchApart() {
        assertThat(decoder.decode(PayloadDecoder.Kind.REST, Recorded.text("rest/cancel_multiple_mixed_doc.json")))
                .satisfiesExactly(
                        order -> assertThat(order).startsWith("{\"type\":\"order\""), error -> assertThat(error)
                                .isEqualTo("{\"type\":\"error\",\"code\":-2011,\"message\":\"Unknown order sent.\","
                                        + "\"outcome\":\"refused\",\"meaning\":\"ORDER_STATE\",\"retry\":false}"));
    }

    @Test
    void takesConditionalOrdersAsFrameAndAsBody() {
        assertThat(decoder.decode(PayloadDecoder.Kind.ALGO, Recorded.text("algo/algo_update_new_prod.json")))
                .singleElement()
                .asString()
                .startsWith("{\"type\":\"algo-updated\"");
        assertThat(decoder.decode(PayloadDecoder.Kind.ALGO, Recorded.text("algo/open_algo_orders_prod.json")))
                .singleElement()
                .asString()
                .startsWith("{\"type\":\"algo-order\",\"book\":\"ALGO\"");
    }

    @Test
    void opensTheEnvelopeOfTheWebsocketApi() {
        assertThat(decoder.decode(null, Recorded.text("ws-api/order_place_response_doc.json")))
                .singleElement()
                .asString()
                .startsWith("{\"type\":\"order\"");
        assertThat(decoder.decode(null, Recorded.text("ws-api/order_rejected_400.json")))
                .singleElement()
                .asString()
                .contains("\"code\":-2019");
    }

    private static boolean tellsNothing(String line) {
        return line.startsWith("{\"type\":\"unknown\"") || line.equals("{\"type\":\"empty\"}");
    }

    static Stream<Path> bodies() {
        return Stream.of("rest", "errors", "algo")
                .flatMap(folder -> Recorded.files(folder).stream())
                .filter(file -> !file.getFileName().toString().contains("algo_update"));
    }

    /** A body that is no longer recognized is said to be unknown, which is no wrong value. */
    @ParameterizedTest
    @MethodSource("bodies")
    void neverMisreadsADamagedBody(Path file) {
        NeverWrong.reading(
                        Recorded.read(file),
                        text -> {
                            List<String> decoded = decoder.decode(null, text);
                            return decoded.stream().anyMatch(PayloadDecoderTest::tellsNothing)
                                    ? Optional.empty()
                                    : decoded.stream()
                                            .map(line -> MAPPER.readValue(line, java.util.Map.class))
                                            .toList();
                        },
                        IllegalArgumentException.class)
                // replies to placing and changing have no time of creation either
                .mayStandIn("time", ".createdAt")
                .mayStandIn("info", ".info")
                // a text without a code leaves the outcome open
                .mayStandIn("code", ".type", ".outcome", ".message", ".code", ".meaning", ".retry")
                // the text decides where the venue has no code for it
                .mayStandIn("msg", ".outcome", ".type", ".message")
                .mayBeBlamedOnTheKind("orderId")
                .mayBeBlamedOnTheKind("code")
                .mayBeBlamedOnTheKind("OrderType")
                .verify();
    }
}
