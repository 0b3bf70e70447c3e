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
import org.junit.jupiter.api.Test;

class StreamParserTest {
    private final StreamParser parser = new StreamParser(new AccountId("main"));

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

    @Test
    void unknownKindsAreKept() {
        String index = "{\"e\":\"compositeIndex\",\"E\":1,\"s\":\"DEFIUSDT\",\"p\":\"554\"}";

        assertThat(parser.market("{\"stream\":\"defiusdt@compositeIndex\", \"data\" : " + index + " }"))
                .containsExactly(new StreamFrame.Unknown("compositeIndex", index));
        assertThat(parser.user(index))
                .containsExactly(new StreamFrame.User(new UserEvent.Unrecognized(
                        new AccountId("main"), Instant.ofEpochMilli(1), "compositeIndex", index)));
    }

    @Test
    void readsSymbolsOfAnyScript() {
        String frame = "{\"e\":\"markPriceUpdate\",\"E\":1,\"s\":\"%s\",\"p\":\"1\",\"r\":\"-0.01\",\"T\":2}";

        var plain = parser.market(frame.formatted("币安人生USDT"));
        assertThat(plain).singleElement().isInstanceOfSatisfying(StreamFrame.Market.class, market -> {
            assertThat(market.event().symbol()).isEqualTo(new Symbol("币安人生USDT"));
            assertThat(((MarkPriceUpdated) market.event()).fundingRate()).isEqualTo("-0.01");
        });
        assertThat(parser.market(frame.formatted("\\u5e01\\u5b89\\u4eba\\u751fUSDT")))
                .isEqualTo(plain);
    }

    @Test
    void filtersEveryContractButOurs() {
        assertThat(parser.user("{\"e\":\"ORDER_TRADE_UPDATE\",\"E\":1,\"T\":1,\"o\":{\"s\":\"BTCUSD_PERP\",\"st\":2}}"))
                .containsExactly(new StreamFrame.CoinMargined("ORDER_TRADE_UPDATE"));
        assertThat(parser.market("[{\"e\":\"24hrTicker\",\"st\":\"2\"}]"))
                .containsExactly(new StreamFrame.CoinMargined("24hrTicker"));
    }

    @Test
    void readsCandlesOfAContractType() {
        String frame = """
                {"e":"continuous_kline","E":1607443058651,"ps":"BTCUSDT","ct":"PERPETUAL","k":{"t":1607443020000,\
                "T":1607443079999,"i":"1m","f":116467658886,"L":116468012423,"o":"18787.00","c":"18804.04","h":"18804.04",\
                "l":"18786.54","v":"197.664","n":543,"x":true,"q":"3715253.19494","V":"184.769","Q":"3472925.84746","B":"0"}}""";

        assertThat(parser.market(frame)).singleElement().isInstanceOfSatisfying(StreamFrame.Data.class, data -> {
            var candle = (MarketData.ContinuousKline) data.data();
            assertThat(candle.pair()).isEqualTo("BTCUSDT");
            assertThat(candle.contractType()).isEqualTo("PERPETUAL");
            assertThat(candle.closed()).isTrue();
            assertThat(candle.kline().low()).isEqualTo(Price.of("18786.54"));
            assertThat(candle.kline().trades()).isEqualTo(543);
        });
    }

    @Test
    void readsTheMultiAssetsSwitch() {
        assertThat(parser.user("{\"e\":\"ACCOUNT_CONFIG_UPDATE\",\"E\":7,\"T\":7,\"ai\":{\"j\":true}}"))
                .containsExactly(new StreamFrame.User(
                        new UserEvent.MultiAssetsChanged(new AccountId("main"), Instant.ofEpochMilli(7), true)));
    }

    @Test
    void oneBadRowDoesNotSpoilTheOthers() {
        String frame = """
                [{"e":"markPriceUpdate","E":1,"s":"A","p":"1"}, 7, {"e":"markPriceUpdate","E":1,"s":"B","p":"x"},
                 {"e":"24hrMiniTicker","E":1,"s":"C","c":"1","o":"1","h":"1","l":"1","v":"0","q":"0"}]""";

        assertThat(parser.market(frame))
                .extracting(found -> found.getClass().getSimpleName())
                .containsExactly("Market", "Unparsable", "Unparsable", "Data");
    }

    @Test
    void aFillMustSayWhatItEarnedAndCost() {
        String fill = Recorded.text("user-data/seq_open_3_order_filled.json");

        assertThat(parser.user(fill.replace("\"N\":\"BNB\",", "")))
                .singleElement()
                .isInstanceOf(StreamFrame.Unparsable.class);
        // without a commission the venue sends neither
        assertThat(parser.user(fill.replace("\"n\":\"0.00000325\",\"N\":\"BNB\",", "")))
                .singleElement()
                .isInstanceOfSatisfying(StreamFrame.User.class, frame -> assertThat(
                                ((UserEvent.OrderUpdated) frame.event()).commission())
                        .isZero());
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
