package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.binance.LocalVenue.Answer;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import io.autofutures.model.time.Activity;
import io.autofutures.testkit.MutableVenueClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the venue says about limits in its replies, and what is then still sent. */
class VenueLimitsTest {
    private static final Instant NOW = Instant.ofEpochMilli(1789478319738L);
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final NewOrder ENTRY =
            new NewOrder.Market(BTC, new ClientOrderId("e-1"), Side.BUY, PositionSide.LONG, Quantity.of("0.010"));
    private static final NewAlgoOrder STOP = new NewAlgoOrder(
            BTC,
            new ClientOrderId("s-1"),
            OrderType.STOP_MARKET,
            Side.SELL,
            PositionSide.LONG,
            null,
            Price.of("60000"),
            WorkingType.MARK_PRICE);

    private final LocalVenue venue = new LocalVenue();
    private final MutableVenueClock clock = new MutableVenueClock(NOW);
    private final BinanceRest rest = new BinanceRest(
            RestOptions.of(venue.url(), ApiCredentials.hmac("key", "secret".toCharArray()), clock, new Activity()));

    @AfterEach
    void stop() {
        rest.close();
        venue.close();
    }

    @Test
    void theOrderCountsOfTheAccountHoldEntriesBackAndLeaveStopsTheRest() {
        venue.answers(
                        "POST /fapi/v1/order",
                        new Answer(
                                200,
                                Recorded.text("rest/order_place_result_filled_prod.json"),
                                Map.of("X-MBX-ORDER-COUNT-10S", "250", "x-mbx-order-count-1m", "260"),
                                false))
                .answers("POST /fapi/v1/algoOrder", 200, Recorded.text("algo/place_response_prod.json"));

        assertThat(rest.place(ENTRY, rest.sendingNow())).isInstanceOf(Reply.Accepted.class);
        assertThat(rest.place(ENTRY, rest.sendingNow())).isInstanceOf(Reply.NotExecuted.class);
        assertThat(rest.place(STOP, rest.sendingNow())).isInstanceOf(Reply.Accepted.class);

        clock.advance(Duration.ofSeconds(11));
        assertThat(rest.place(ENTRY, rest.sendingNow())).isInstanceOf(Reply.Accepted.class);
    }

    @Test
    void aBanLastsUntilTheMomentInItsTextWhenThatIsLater() {
        long until = NOW.plusSeconds(180).toEpochMilli();
        venue.answers(
                "GET /fapi/v1/time",
                new Answer(
                        418,
                        "{\"code\":-1003,\"msg\":\"Way too many requests; IP(1.2.3.4) banned until %d. Please use the websocket.\"}"
                                .formatted(until),
                        Map.of("Retry-After", "60"),
                        false));

        assertThat((Object) rest.serverTime()).isInstanceOf(Reply.NotExecuted.class);

        assertThat(rest.silence())
                .hasValueSatisfying(silence -> assertThat(silence.until()).isEqualTo(NOW.plusSeconds(180)));
        assertThat(rest.place(STOP, rest.sendingNow())).isInstanceOf(Reply.NotExecuted.class);
        assertThat(venue.asked).hasSize(1);
    }

    @Test
    void tooManyOrdersStopsOrdersAndNotReads() {
        venue.answers(
                        "POST /fapi/v1/order",
                        new Answer(429, "{\"code\":-1015,\"msg\":\"Too many new orders.\"}", Map.of(), false))
                .answers("GET /fapi/v1/time", 200, Recorded.text("rest/time_prod.json"));

        assertThat(rest.place(ENTRY, rest.sendingNow())).isInstanceOf(Reply.Refused.class);
        assertThat(rest.place(STOP, rest.sendingNow())).isInstanceOf(Reply.NotExecuted.class);
        assertThat((Object) rest.serverTime()).isInstanceOf(Reply.Accepted.class);
        assertThat(rest.silence()).isEmpty();
    }

    @Test
    void limitsComeFromExchangeInfo() {
        String info = Recorded.text("rest/exchange_info_btcusdt_prod.json")
                .replace(
                        "\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":2400",
                        "\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":20");
        venue.answers("GET /fapi/v1/exchangeInfo", 200, info)
                .answers("GET /fapi/v1/depth", 200, Recorded.text("rest/depth_limit5_prod.json"));

        assertThat((Object) rest.depth(BTC, 1000)).isInstanceOf(Reply.Accepted.class);
        assertThat((Object) rest.exchangeInfo()).isInstanceOf(Reply.Accepted.class);
        assertThat((Object) rest.depth(BTC, 5)).isInstanceOf(Reply.NotExecuted.class);
    }

    @Test
    void signsWithEd25519AndEncodesTheSignatureForTheAddress() {
        var vectors = Wire.parse(Recorded.text("signing/vectors.json")).get("ed25519");
        var credentials = ApiCredentials.ed25519(
                "key", vectors.get("privateKeyPkcs8Base64").asString().toCharArray());
        venue.answers("POST /fapi/v1/order", 200, Recorded.text("rest/order_place_result_filled_prod.json"));

        try (var signing = new BinanceRest(RestOptions.of(venue.url(), credentials, clock, new Activity()))) {
            assertThat(signing.place(ENTRY, signing.sendingNow())).isInstanceOf(Reply.Accepted.class);
        }

        String query = venue.asked.getFirst().query();
        int at = query.indexOf("&signature=");
        assertThat(query.substring(at + "&signature=".length()))
                .isEqualTo(Query.encode(credentials.sign(query.substring(0, at))))
                .endsWith("%3D%3D")
                .doesNotContain("+", "/", "=");
    }
}
