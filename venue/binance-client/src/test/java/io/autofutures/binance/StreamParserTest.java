package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreamParserTest {
    private final StreamParser parser = new StreamParser(new AccountId("main"));

    @Test
    void namesEveryRecordedMarketFrame() {
        var kinds = new TreeMap<String, String>();
        for (var file : Recorded.files("market-streams")) {
            List<StreamFrame> frames = parser.market(Recorded.read(file));
            assertThat(frames).hasSize(1);
            kinds.put(file.getFileName().toString(), describe(frames.getFirst()));
        }

        assertThat(kinds)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("ack_subscribe.json", "Acknowledged 1"),
                        Map.entry("combined_aggTrade_btc_testnet.json", "Other aggTrade"),
                        Map.entry("combined_aggTrade_prod_2026_02.json", "Other aggTrade"),
                        Map.entry("combined_bookTicker_testnet.json", "Other bookTicker"),
                        Map.entry("combined_depth0ms_prod_2024_08.json", "Other depthUpdate"),
                        Map.entry("combined_depth100ms_testnet.json", "Other depthUpdate"),
                        Map.entry("combined_forceOrder_sample.json", "Other forceOrder"),
                        Map.entry("combined_kline_1m_open_testnet.json", "KlineUpdated"),
                        Map.entry("combined_markPrice1s_testnet.json", "MarkPriceUpdated"),
                        Map.entry("combined_trade_prod_2024_08.json", "Other trade"),
                        Map.entry("combined_trade_prod_2026_02.json", "Other trade"),
                        Map.entry("error_invalid_request.json", "Rejected 2"),
                        Map.entry("list_subscriptions_reply.json", "Acknowledged 3"),
                        Map.entry("raw_aggTrade_doc.json", "Other aggTrade"),
                        Map.entry("raw_bookTicker_doc.json", "Other bookTicker"),
                        Map.entry("raw_bookTicker_st_ps.json", "Other bookTicker"),
                        Map.entry("raw_contractInfo_doc.json", "Other contractInfo"),
                        Map.entry("raw_depthUpdate_doc.json", "Other depthUpdate"),
                        Map.entry("raw_forceOrder_doc.json", "Other forceOrder"),
                        Map.entry("raw_kline_doc.json", "KlineUpdated"),
                        Map.entry("raw_markPrice_arr_doc.json", "MarkPriceUpdated"),
                        Map.entry("raw_markPrice_doc.json", "MarkPriceUpdated"),
                        Map.entry("raw_miniTicker_doc.json", "Other 24hrMiniTicker"),
                        Map.entry("raw_partialDepth_st.json", "Other depthUpdate"),
                        Map.entry("raw_ticker_doc.json", "Other 24hrTicker"),
                        // what a client sends is no frame of the venue
                        Map.entry("request_subscribe.json", "Unparsable")));
    }

    @Test
    void namesEveryRecordedUserFrame() {
        var kinds = new TreeMap<String, Integer>();
        for (String folder : List.of("user-data", "algo")) {
            for (var file : Recorded.files(folder)) {
                if (folder.equals("algo") && !file.getFileName().toString().contains("algo_update")) {
                    continue; // REST bodies, read by the REST tests
                }
                List<StreamFrame> frames = parser.user(Recorded.read(file));
                assertThat(frames).as(file.toString()).hasSize(1);
                kinds.merge(describe(frames.getFirst()), 1, Integer::sum);
            }
        }

        assertThat(kinds)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "OrderUpdated", 15,
                        "AccountUpdated", 5,
                        "AlgoUpdated", 4,
                        "ConfigUpdated", 1,
                        "MarginCalled", 1,
                        "ListenKeyExpired", 2,
                        "Other TRADE_LITE", 4,
                        "Unrecognized", 2));
    }

    private static String describe(StreamFrame frame) {
        return switch (frame) {
            case StreamFrame.Market(var event) -> event.getClass().getSimpleName();
            case StreamFrame.User(var event) -> event.getClass().getSimpleName();
            case StreamFrame.ListenKeyExpired(var at) -> "ListenKeyExpired";
            case StreamFrame.CoinMargined(var type) -> "CoinMargined " + type;
            case StreamFrame.Other(var type) -> "Other " + type;
            case StreamFrame.Acknowledged(var id) -> "Acknowledged " + id;
            case StreamFrame.Rejected(var code, var message) -> "Rejected " + code;
            case StreamFrame.Unparsable(var reason) -> "Unparsable";
        };
    }

    @Test
    void readsAMarkPrice() {
        assertThat(market("market-streams/combined_markPrice1s_testnet.json", MarkPriceUpdated.class))
                .isEqualTo(new MarkPriceUpdated(
                        new Symbol("BTCUSDT"),
                        Instant.ofEpochMilli(1785048483000L),
                        Price.of("64346.7"),
                        Price.of("64399.61608696"),
                        new BigDecimal("0.00005301"),
                        Instant.ofEpochMilli(1785052800000L)));
    }

    @Test
    void readsAnOpenCandle() {
        var event = market("market-streams/combined_kline_1m_open_testnet.json", KlineUpdated.class);

        assertThat(event.closed()).isFalse();
        assertThat(event.backfilled()).isFalse();
        assertThat(event.eventId()).isEqualTo("kline/BTCUSDT/1m/1785048480000/1785048483771");
        assertThat(event.kline().closeAt()).isEqualTo(Instant.ofEpochMilli(1785048539999L));
        assertThat(event.kline().volume()).isEqualTo("0.0502");
        assertThat(event.kline().quoteVolume()).isEqualTo("3230.204340");
        assertThat(event.kline().trades()).isEqualTo(11);
    }

    @Test
    void deliveryContractHasNoFunding() {
        String frame = """
                {"e":"markPriceUpdate","E":"1785048483000","s":"BTCUSDT_261225","p":"1","i":"","r":"","T":0,"st":1}""";

        assertThat(parser.market(frame)).singleElement().isInstanceOfSatisfying(StreamFrame.Market.class, market -> {
            var mark = (MarkPriceUpdated) market.event();
            assertThat(mark.occurredAt()).isEqualTo(Instant.ofEpochMilli(1785048483000L));
            assertThat(mark.fundingRate()).isNull();
            assertThat(mark.nextFundingAt()).isNull();
        });
    }

    @Test
    void leavesCoinMarginedRowsOut() {
        String frame = """
                [{"e":"markPriceUpdate","E":1,"s":"BTCUSD_PERP","p":"1","r":"","T":0,"st":2},
                 {"e":"markPriceUpdate","E":1,"s":"BTCUSDT","p":"1","r":"","T":0,"st":1}]""";

        assertThat(parser.market(frame)).hasSize(2);
        assertThat(parser.market(frame).getFirst()).isEqualTo(new StreamFrame.CoinMargined("markPriceUpdate"));
    }

    @Test
    void saysWhyAFrameCannotBeRead() {
        assertThat(parser.market("{\"e\":\"markPriceUpdate\",\"E\":1,\"s\":\"BTCUSDT\",\"p\":\"abc\"}"))
                .containsExactly(new StreamFrame.Unparsable("markPriceUpdate: field 'p' is no decimal: 'abc'"));
        assertThat(parser.user("{\"e\":\"ORDER_TRADE_UPDATE\",\"E\":1,\"o\":{}}"))
                .singleElement()
                .isInstanceOf(StreamFrame.Unparsable.class);
        assertThat(parser.user("{\"e\":"))
                .singleElement()
                .isInstanceOfSatisfying(StreamFrame.Unparsable.class, frame -> assertThat(frame.reason())
                        .startsWith("no valid JSON"));
    }

    @Test
    void readsTheFillOfAMarketOrder() {
        var fill = user("user-data/seq_open_3_order_filled.json", UserEvent.OrderUpdated.class);

        assertThat(fill.orderId()).isEqualTo(33878894217L);
        assertThat(fill.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(fill.isFill()).isTrue();
        assertThat(fill.price()).isNull();
        assertThat(fill.averagePrice()).isEqualTo(Price.of("1.1359"));
        assertThat(fill.lastFilled()).isEqualTo(Quantity.of("4.9"));
        assertThat(fill.tradeId()).isEqualTo(1190331610L);
        assertThat(fill.commission()).isEqualTo("0.00000325");
        assertThat(fill.commissionAsset()).isEqualTo("BNB");
        assertThat(fill.expiryReason()).isNull();
    }

    @Test
    void toleratesNullsOfALiquidation() {
        var order = user("user-data/naut_ws_order_update_liquidation.json", UserEvent.OrderUpdated.class);

        assertThat(order.executionType()).isEqualTo("CALCULATED");
        assertThat(order.isFill()).isTrue();
        assertThat(order.triggerPrice()).isNull();
        assertThat(order.clientOrderId().lineage()).isEmpty();
        assertThat(order.realizedProfit()).isEqualTo("-100.00");
    }

    @Test
    void readsAlgoUpdatesBeforeAndAfterTheTrigger() {
        var placed = user("algo/algo_update_new_prod.json", UserEvent.AlgoUpdated.class);
        var finished = user("algo/naut_algo_update_finished.json", UserEvent.AlgoUpdated.class);
        var canceled = user("algo/algo_update_canceled_rm_doc.json", UserEvent.AlgoUpdated.class);

        assertThat(placed.algoId()).isEqualTo(4000001910701524L);
        assertThat(placed.type()).isEqualTo(OrderType.STOP_MARKET);
        assertThat(placed.workingType()).isEqualTo(WorkingType.CONTRACT_PRICE);
        assertThat(placed.filled()).isEqualTo(Quantity.ZERO);
        assertThat(placed.childOrderId()).isNull();
        assertThat(placed.triggerPrice()).isEqualTo(Price.of("1.1637"));
        assertThat(finished.childOrderId()).isEqualTo("88937381063");
        assertThat(finished.filled()).isEqualTo(Quantity.of("38"));
        assertThat(finished.status()).isEqualTo(OrderStatus.FINISHED);
        assertThat(canceled.rejectReason()).isEqualTo("Reduce Only reject");
    }

    @Test
    void readsHedgeRowsOfAnAccountUpdate() {
        var update = user("user-data/account_update_hedge_isolated_doc.json", UserEvent.AccountUpdated.class);

        assertThat(update.balances()).hasSize(2);
        assertThat(update.positions()).hasSize(3);
        var shortRow = update.positions().getLast();
        assertThat(shortRow.positionSide()).isEqualTo(PositionSide.SHORT);
        assertThat(shortRow.amount()).isEqualTo("-10");
        assertThat(shortRow.marginType()).isEqualTo("isolated");
        assertThat(update.positions().getFirst().entryPrice()).isNull();
    }

    private <T> T market(String file, Class<T> type) {
        var frame = (StreamFrame.Market) parser.market(Recorded.text(file)).getFirst();
        return type.cast(frame.event());
    }

    private <T> T user(String file, Class<T> type) {
        var frame = (StreamFrame.User) parser.user(Recorded.text(file)).getFirst();
        return type.cast(frame.event());
    }
}
