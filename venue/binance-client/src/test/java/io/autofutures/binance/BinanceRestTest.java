package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.binance.LocalVenue.Answer;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import io.autofutures.model.time.Activity;
import io.autofutures.testkit.MutableVenueClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BinanceRestTest {
    private static final Instant NOW = Instant.ofEpochMilli(1789478319738L);
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Symbol DOT = new Symbol("DOTUSDT");
    private static final ClientOrderId ID = new ClientOrderId("d0a897fb-5b04-4ac7-b678-2189ad628150");
    private static final NewOrder ENTRY =
            new NewOrder.Market(BTC, new ClientOrderId("e-1"), Side.BUY, PositionSide.LONG, Quantity.of("0.010"));

    private final LocalVenue venue = new LocalVenue();
    private final MutableVenueClock clock = new MutableVenueClock(NOW);
    private final Activity activity = new Activity();
    private final BinanceRest rest = new BinanceRest(
            RestOptions.of(venue.url(), ApiCredentials.hmac("key", "secret".toCharArray()), clock, activity)
                    .withRequestTimeout(Duration.ofSeconds(5)));

    @AfterEach
    void stop() {
        assertThat(activity.read().still()).as("every call has ended").isTrue();
        rest.close();
        venue.close();
    }

    @Test
    void sendsOrdersWithTheMomentTheyWereGivenAndTheSignatureLast() {
        venue.answers("POST /fapi/v1/order", 200, Recorded.text("rest/order_place_result_filled_prod.json"));
        var sending = new Sending(Instant.ofEpochMilli(1000), Duration.ofSeconds(2));

        var placed = rest.place(ENTRY, sending).ifUnknown(Reply.Unknown::raise).orThrow("entry");

        var asked = venue.asked.getFirst();
        assertThat(asked.apiKey()).isEqualTo("key");
        assertThat(asked.query())
                .isEqualTo(
                        "symbol=BTCUSDT&side=BUY&positionSide=LONG&type=MARKET&quantity=0.01&newClientOrderId=e-1"
                                + "&newOrderRespType=RESULT&recvWindow=2000&timestamp=1000&signature="
                                + ApiCredentials.hmac("key", "secret".toCharArray())
                                        .sign(
                                                "symbol=BTCUSDT&side=BUY&positionSide=LONG&type=MARKET&quantity=0.01"
                                                        + "&newClientOrderId=e-1&newOrderRespType=RESULT&recvWindow=2000&timestamp=1000"));
        assertThat(placed.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(placed.venueOrderId()).isEqualTo("33878894217");
        assertThat(placed.averagePrice()).as("no avgPrice since 2026-06-30").isNull();
        assertThat(placed.filled()).isEqualTo(Quantity.of("4.9"));
        assertThat(placed.book()).isEqualTo(Book.PLAIN);
    }

    @Test
    void placesAClosePositionStopWithoutQuantity() {
        venue.answers("POST /fapi/v1/algoOrder", 200, Recorded.text("algo/place_response_prod.json"));
        var stop = new NewAlgoOrder(
                BTC,
                new ClientOrderId("s-1"),
                OrderType.STOP_MARKET,
                Side.SELL,
                PositionSide.LONG,
                null,
                Price.of("60000.10"),
                WorkingType.MARK_PRICE);

        var placed = rest.place(stop, rest.sendingNow())
                .ifUnknown(Reply.Unknown::raise)
                .orThrow("stop");

        assertThat(venue.asked.getFirst().query())
                .startsWith("algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&positionSide=LONG&type=STOP_MARKET"
                        + "&triggerPrice=60000.1&workingType=MARK_PRICE&closePosition=true&clientAlgoId=s-1&recvWindow=2000"
                        + "&timestamp=1789478319738&signature=");
        assertThat(placed.book()).isEqualTo(Book.ALGO);
        assertThat(placed.triggerPrice()).isEqualTo(Price.of("1.1837"));
        assertThat(placed.price()).isNull();
        assertThat(placed.childOrderId()).isNull();
    }

    @Test
    void signsAReadAnewOnceWhenItsTimeIsRefusedButNotAnOrder() {
        String skew = Recorded.text("errors/400_-1021.json");
        venue.answers("GET /fapi/v1/positionSide/dual", 400, skew)
                .answers("GET /fapi/v1/positionSide/dual", 200, Recorded.text("rest/position_mode_get_doc.json"))
                .answers("POST /fapi/v1/order", 400, skew);

        assertThat(rest.hedgeMode()).isEqualTo(new Reply.Accepted<>(true));
        assertThat(rest.place(ENTRY, rest.sendingNow()))
                .isInstanceOfSatisfying(Reply.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(-1021));
        assertThat(venue.asked).hasSize(3);
    }

    @Test
    void anOrderWithoutAnswerIsUnknownAndOneThatNeverLeftIsNot() {
        venue.answers("POST /fapi/v1/order", new Answer(0, "", Map.of(), true));
        assertThat(rest.place(ENTRY, rest.sendingNow())).isInstanceOf(Reply.Unknown.class);

        try (var nobody = new BinanceRest(RestOptions.of(
                URI.create("http://127.0.0.1:1"), ApiCredentials.hmac("k", "s".toCharArray()), clock, activity))) {
            assertThat(nobody.place(ENTRY, nobody.sendingNow())).isInstanceOf(Reply.NotExecuted.class);
        }
    }

    @Test
    void anOrderWhoseAnswerCannotBeReadIsUnknown() {
        venue.answers("POST /fapi/v1/order", 200, "{\"orderId\":1}");

        assertThat(rest.place(ENTRY, rest.sendingNow())).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void alreadySoIsAccepted() {
        venue.answers("POST /fapi/v1/positionSide/dual", 400, Recorded.text("errors/400_-4059.json"))
                .answers("POST /fapi/v1/marginType", 400, Recorded.text("errors/400_-4046.json"));

        assertThat(rest.setHedgeMode(true)).isEqualTo(new Reply.Accepted<>(true));
        assertThat(rest.setIsolated(BTC)).isEqualTo(new Reply.Accepted<>(true));
    }

    @Test
    void keepsSilentAsLongAsTheVenueAsks() {
        venue.answers(
                        "GET /fapi/v3/positionRisk",
                        new Answer(429, Recorded.text("errors/429_-1003.json"), Map.of("Retry-After", "30"), false))
                .answers("GET /fapi/v3/positionRisk", 200, Recorded.text("rest/position_risk_v3_oneway_doc.json"));

        assertThat(rest.positions(null)).isInstanceOf(Reply.NotExecuted.class);
        assertThat(rest.positions(null)).isInstanceOf(Reply.NotExecuted.class);
        assertThat(venue.asked).hasSize(1);
        assertThat(rest.silentUntil()).contains(NOW.plusSeconds(30));

        clock.advance(Duration.ofSeconds(31));

        var position = rest.positions(null).orThrow("positions").getFirst();
        assertThat(position.liquidationPrice()).isNull();
        assertThat(position.entryPrice()).isEqualTo(Price.of("0.385"));
    }

    @Test
    void leavesOutWhatCanWaitWhenWeightIsScarceWhoeverUsedIt() {
        venue.answers(
                        "GET /fapi/v1/premiumIndex",
                        new Answer(
                                200,
                                Recorded.text("rest/premium_index_dated_um.json"),
                                Map.of("x-mbx-used-weight-1m", "1700"),
                                false))
                .answers("DELETE /fapi/v1/order", 200, Recorded.text("rest/order_cancel_doc.json"));

        assertThat(rest.premiumIndex(new Symbol("BTCUSDT_261225"))
                        .orThrow("index")
                        .lastFundingRate())
                .isNull();
        assertThat(rest.weightUsed()).isEqualTo(1700);
        assertThat(rest.depth(BTC, 5)).isInstanceOf(Reply.NotExecuted.class);
        assertThat(rest.cancel(BTC, ID, rest.sendingNow())).isInstanceOf(Reply.Accepted.class);

        clock.advance(Duration.ofSeconds(61));

        assertThat(rest.weightUsed()).isZero();
    }

    @Test
    void spendsNoMoreThanItsShareOnWhatCanWait() {
        venue.answers("GET /fapi/v1/klines", 200, Recorded.text("rest/klines_1m_prod.json"));
        try (var small = new BinanceRest(
                RestOptions.of(venue.url(), null, clock, activity).withWeightShare(0.005))) {
            assertThat(small.klines(BTC, "1m", null, null, 1500)).isInstanceOf(Reply.Accepted.class);
            assertThat(small.klines(BTC, "1m", null, null, 1500)).isInstanceOf(Reply.NotExecuted.class);
        }
    }

    @Test
    void findsAnAlgoOrderInTheOpenOnesFirst() {
        venue.answers("GET /fapi/v1/openAlgoOrders", 200, Recorded.text("algo/open_algo_orders_prod.json"))
                .answers("GET /fapi/v1/algoOrder", 200, Recorded.text("algo/get_algo_order_finished.json"));

        OrderView open = rest.algoOrder(DOT, ID).orThrow("stop");
        OrderView ended = rest.algoOrder(DOT, new ClientOrderId("another")).orThrow("stop");

        assertThat(open.status()).isEqualTo(OrderStatus.NEW);
        assertThat(open.childOrderId()).isNull();
        assertThat(ended.status()).isEqualTo(OrderStatus.FINISHED);
        assertThat(ended.childOrderId()).isEqualTo("974828356187");
        assertThat(ended.filled()).isEqualTo(Quantity.of("0.002"));
        assertThat(ended.averagePrice()).isEqualTo(Price.of("69067.6"));
    }

    @Test
    void readsEveryRecordedShapeOfAnOrder() {
        for (String file : List.of(
                "rest/order_new_doc.json",
                "rest/order_cancel_doc.json",
                "rest/order_query_doc.json",
                "rest/order_query_filled_prod.json",
                "rest/order_query_partially_filled_stp_doc.json",
                "rest/order_modify_doc.json",
                "rest/order_place_result_filled_prod.json")) {
            assertThat(OrderPayloads.plain(new Fields(Wire.parse(Recorded.text(file))))
                            .updatedAt())
                    .as(file)
                    .isAfter(Instant.EPOCH);
        }
        for (String file :
                List.of("rest/all_orders_prod.json", "rest/force_orders_doc.json", "rest/open_orders_doc.json")) {
            assertThat(Fields.rowsOf(Wire.parse(Recorded.text(file)))).as(file).allSatisfy(row -> assertThat(
                            OrderPayloads.plain(row).book())
                    .isEqualTo(Book.PLAIN));
        }
        for (String file : List.of(
                "algo/place_response_doc.json",
                "algo/all_algo_orders_canceled_prod.json",
                "algo/all_algo_orders_finished_btc.json",
                "algo/open_algo_orders_doc.json")) {
            assertThat(Fields.rowsOf(Wire.parse(Recorded.text(file)))).as(file).allSatisfy(row -> assertThat(
                            OrderPayloads.algo(row).createdAt())
                    .isAfter(Instant.EPOCH));
        }
    }

    @Test
    void cancelOfAnAlgoOrderMayCarryItsCodeAsText() {
        venue.answers("DELETE /fapi/v1/algoOrder", 200, Recorded.text("algo/cancel_response_prod.json"));

        assertThat(rest.cancelAlgo(DOT, ID, rest.sendingNow())).isEqualTo(new Reply.Accepted<>(true));
    }

    @Test
    void readsSymbolRules() {
        venue.answers("GET /fapi/v1/exchangeInfo", 200, Recorded.text("rest/exchange_info_btcusdt_prod.json"));

        var rules = rest.exchangeInfo().orThrow("exchangeInfo").getFirst();

        assertThat(rules.tickSize()).isEqualByComparingTo("0.1");
        assertThat(rules.marketMaxQuantity()).isEqualByComparingTo("120");
        assertThat(rules.minNotional()).isEqualByComparingTo("50");
        assertThat(rules.multiplierUp()).isEqualByComparingTo("1.05");
        assertThat(rules.isTrading()).isTrue();
    }

    @Test
    void readsMarketAndAccount() {
        venue.answers("GET /fapi/v1/klines", 200, Recorded.text("rest/klines_1m_prod.json"))
                .answers("GET /fapi/v1/depth", 200, Recorded.text("rest/depth_limit5_prod.json"))
                .answers("GET /fapi/v3/account", 200, Recorded.text("rest/account_v3_single_doc.json"))
                .answers("GET /fapi/v1/symbolConfig", 200, Recorded.text("rest/naut_symbol_config.json"))
                .answers("POST /fapi/v1/leverage", 200, Recorded.text("rest/change_leverage_doc.json"))
                .answers("GET /fapi/v1/leverageBracket", 200, Recorded.text("rest/leverage_brackets_array_doc.json"))
                .answers("GET /fapi/v1/time", 200, Recorded.text("rest/time_prod.json"))
                .answers("POST /fapi/v1/listenKey", 200, Recorded.text("rest/listen_key_doc.json"))
                .answers("PUT /fapi/v1/listenKey", 400, Recorded.text("errors/400_-1125.json"));

        assertThat(rest.klines(BTC, "1m", null, null, 3).orThrow("klines")).hasSize(3);
        assertThat(rest.depth(BTC, 5).orThrow("depth").bids()).hasSize(5);
        assertThat(rest.account().orThrow("account").walletBalance()).isEqualTo("103.12345678");
        assertThat(rest.symbolConfig(BTC).orThrow("config").marginType()).isEqualTo("ISOLATED");
        assertThat(rest.setLeverage(BTC, 21)).isEqualTo(new Reply.Accepted<>(21));
        assertThat(rest.leverageBrackets(new Symbol("ETHUSDT"))
                        .orThrow("brackets")
                        .getFirst()
                        .maintenanceRatio())
                .isEqualByComparingTo("0.0065");
        assertThat(rest.serverTime()).isEqualTo(new Reply.Accepted<>(NOW));
        assertThat(rest.createListenKey()).isEqualTo(new Reply.Accepted<>("REMOVED_LISTEN_KEY"));
        assertThat(rest.keepListenKeyAlive())
                .isInstanceOfSatisfying(Reply.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(-1125));
        assertThat(venue.asked)
                .filteredOn(asked -> asked.path().endsWith("listenKey"))
                .allSatisfy(asked -> {
                    assertThat(asked.query()).isEmpty();
                    assertThat(asked.apiKey()).isEqualTo("key");
                });
    }

    @Test
    void clockFollowsTheVenueByTheMiddleOfTheRequest() {
        var wall = new MutableVenueClock(Instant.ofEpochMilli(10_000));
        try (var synced = SyncedVenueClock.against(
                () -> {
                    wall.advance(Duration.ofMillis(200));
                    return new Reply.Accepted<>(Instant.ofEpochMilli(15_100));
                },
                wall,
                () -> {})) {
            assertThat(synced.offset()).isEqualTo(Duration.ofSeconds(5));
            assertThat(synced.instant()).isEqualTo(Instant.ofEpochMilli(15_200));
            assertThat(synced.known()).isTrue();
        }
    }
}
