package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.time.Activity;
import io.autofutures.testkit.MutableVenueClock;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the calls besides the path of a trade send. */
class RestCallsTest {
    private static final Instant NOW = Instant.ofEpochMilli(1789478319738L);
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final NewOrder LIMIT = new NewOrder.Limit(
            BTC,
            new ClientOrderId("e-1"),
            Side.BUY,
            PositionSide.LONG,
            Quantity.of("0.01"),
            Price.of("60000.1"),
            "GTX");
    private static final OrderChange CHANGE =
            new OrderChange(BTC, new ClientOrderId("e-1"), Side.BUY, Quantity.of("0.02"), Price.of("60000.2"));

    private final LocalVenue venue = new LocalVenue();
    private final BinanceRest rest = new BinanceRest(RestOptions.of(
            venue.url(),
            ApiCredentials.hmac("key", "secret".toCharArray()),
            new MutableVenueClock(NOW),
            new Activity()));

    @AfterEach
    void stop() {
        rest.close();
        venue.close();
    }

    private void answers(String call, String file) {
        venue.answers(call, 200, Recorded.text(file));
    }

    /** Decoded, without what signing adds. */
    private String asked() {
        String query = URLDecoder.decode(venue.asked.getLast().query(), StandardCharsets.UTF_8);
        return query.replaceAll("&?recvWindow=.*", "");
    }

    @Test
    void statistics() {
        var statistics = rest.statistics();
        answers("GET /fapi/v1/openInterest", "rest/open_interest_prod.json");
        answers("GET /fapi/v1/ticker/24hr", "rest/ticker_24hr_prod.json");
        answers("GET /fapi/v1/fundingInfo", "rest/funding_info_prod.json");
        answers("GET /fapi/v1/fundingRate", "rest/funding_rate_prod.json");
        venue.answers("GET /futures/data/topLongShortPositionRatio", 200, "[]")
                .answers("GET /futures/data/openInterestHist", 200, "[]")
                .answers("GET /futures/data/takerlongshortRatio", 200, "[]");

        assertThat(statistics.openInterest(BTC).orThrow("open interest").contracts())
                .isEqualTo("106312.376");
        assertThat(statistics.ticker24h(BTC).orThrow("ticker").last()).isEqualTo(Price.of("76914.9"));
        assertThat(statistics.fundingTerms().orThrow("terms")).hasSize(1);
        assertThat(statistics.fundingRates(BTC, NOW, null, 2).orThrow("rates")).hasSize(2);
        assertThat(asked()).isEqualTo("symbol=BTCUSDT&startTime=1789478319738&limit=2");
        assertThat(statistics
                        .longShortRatio(LongShortRatio.Of.TOP_POSITIONS, BTC, "5m", null, null, 30)
                        .orThrow("ratio"))
                .isEmpty();
        assertThat(asked()).isEqualTo("symbol=BTCUSDT&period=5m&limit=30");
        assertThat(statistics.openInterestHistory(BTC, "1h", null, null, 5).orThrow("history"))
                .isEmpty();
        assertThat(statistics.takerVolume(BTC, "1h", null, null, 5).orThrow("volume"))
                .isEmpty();
    }

    @Test
    void records() {
        var records = rest.records();
        answers("GET /fapi/v3/balance", "rest/balance_v3_doc.json");
        answers("GET /fapi/v1/accountConfig", "rest/account_config_doc.json");
        answers("GET /fapi/v1/commissionRate", "rest/commission_rate_doc.json");
        answers("GET /fapi/v1/income", "rest/income_doc.json");
        answers("GET /fapi/v1/userTrades", "rest/user_trades_prod.json");
        answers("GET /fapi/v1/forceOrders", "rest/force_orders_doc.json");

        assertThat(records.balances().orThrow("balances")).hasSize(1);
        assertThat(records.accountConfig().orThrow("config").hedgeMode()).isTrue();
        assertThat(records.commissionRate(BTC).orThrow("rate").taker()).isEqualTo("0.0004");
        assertThat(records.income(null, "TRANSFER", null, NOW, 100).orThrow("income"))
                .hasSize(2);
        assertThat(asked()).isEqualTo("incomeType=TRANSFER&endTime=1789478319738&limit=100");
        assertThat(records.trades(BTC, 7L, 1000).orThrow("trades")).hasSize(3);
        assertThat(asked()).isEqualTo("symbol=BTCUSDT&fromId=7&limit=1000");
        assertThat(records.forceOrders(null, Optional.of(AccountRecords.ForceClose.ADL), null, null, 50)
                        .orThrow("forced"))
                .hasSize(2);
        assertThat(asked()).isEqualTo("autoCloseType=ADL&limit=50");
    }

    @Test
    void changesAndSwitches() {
        var orders = rest.orders();
        answers("PUT /fapi/v1/order", "rest/order_modify_doc.json");
        answers("DELETE /fapi/v1/allOpenOrders", "rest/cancel_all_doc.json");
        answers("DELETE /fapi/v1/algoOpenOrders", "algo/cancel_all_algo_doc.json");
        answers("POST /fapi/v1/countdownCancelAll", "rest/countdown_cancel_all_doc.json");
        answers("POST /fapi/v1/positionMargin", "rest/modify_position_margin_doc.json");
        answers("DELETE /fapi/v1/listenKey", "rest/listen_key_close_doc.json");
        venue.answers("POST /fapi/v1/marginType", 400, Recorded.text("errors/400_-4046.json"));

        assertThat(orders.change(CHANGE, rest.sendingNow())).isInstanceOf(Reply.Accepted.class);
        assertThat(asked()).isEqualTo("symbol=BTCUSDT&side=BUY&origClientOrderId=e-1&quantity=0.02&price=60000.2");
        assertThat(orders.cancelAll(BTC, rest.sendingNow())).isEqualTo(new Reply.Accepted<>(true));
        assertThat(orders.cancelAllAlgo(BTC, rest.sendingNow())).isEqualTo(new Reply.Accepted<>(true));
        assertThat(orders.cancelAllUnlessCalledAgain(BTC, Duration.ofSeconds(100), rest.sendingNow()))
                .isEqualTo(new Reply.Accepted<>(Duration.ofSeconds(100)));
        assertThat(asked()).isEqualTo("symbol=BTCUSDT&countdownTime=100000");
        assertThat(orders.addMargin(BTC, PositionSide.LONG, new BigDecimal("-5")))
                .isEqualTo(new Reply.Accepted<>(true));
        assertThat(asked()).isEqualTo("symbol=BTCUSDT&positionSide=LONG&amount=5&type=2");
        assertThat(orders.setMarginType(BTC, OrderControl.MarginType.CROSSED)).isEqualTo(new Reply.Accepted<>(true));
        assertThat(orders.deleteListenKey()).isEqualTo(new Reply.Accepted<>(true));
    }

    @Test
    void batchesHaveAnOutcomePerRow() {
        var orders = rest.orders();
        answers("DELETE /fapi/v1/batchOrders", "rest/cancel_multiple_mixed_doc.json");
        venue.answers(
                "POST /fapi/v1/batchOrders",
                200,
                "[{\"code\":-1007,\"msg\":\"Timeout\"},{\"code\":-2019,\"msg\":\"Margin is insufficient.\"},{\"orderId\":1}]");

        var canceled = orders.cancel(BTC, List.of(new ClientOrderId("a"), new ClientOrderId("b")), rest.sendingNow())
                .ifUnknown(Reply.Unknown::raise)
                .orThrow("cancel");
        assertThat(asked()).isEqualTo("symbol=BTCUSDT&origClientOrderIdList=[\"a\",\"b\"]");
        assertThat(canceled.getFirst().map(order -> order.status()))
                .isEqualTo(new Reply.Accepted<>(OrderStatus.CANCELED));
        assertThat(canceled.getLast()).isInstanceOf(Reply.Refused.class);

        var placed = orders.place(Collections.nCopies(3, LIMIT), rest.sendingNow())
                .ifUnknown(Reply.Unknown::raise)
                .orThrow("place");
        assertThat(placed.get(0)).isInstanceOf(Reply.Unknown.class);
        assertThat(placed.get(1)).isInstanceOf(Reply.Refused.class);
        assertThat(placed.get(2)).as("accepted or not, it cannot be read").isInstanceOf(Reply.Unknown.class);
        assertThat(asked())
                .startsWith(
                        "batchOrders=[{\"symbol\":\"BTCUSDT\",\"side\":\"BUY\",\"positionSide\":\"LONG\",\"type\":\"LIMIT\"");

        assertThat(orders.place(List.of(LIMIT), rest.sendingNow()))
                .as("one row asked, three answered: none can be told")
                .isInstanceOf(Reply.Unknown.class);
        assertThatThrownBy(() -> orders.place(Collections.nCopies(6, LIMIT), rest.sendingNow()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 5");
    }
}
