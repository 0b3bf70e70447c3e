package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.LotFilter;
import io.autofutures.model.market.PercentPrice;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.PriceFilter;
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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What stands in the recorded and documented REST bodies, value by value. */
class RestPayloadsTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Symbol ETH = new Symbol("ETHUSDT");
    private static final Symbol DOT = new Symbol("DOTUSDT");

    private static <T> T read(String file, Function<JsonNode, T> reader) {
        return reader.apply(Wire.parse(Recorded.text("rest/" + file)));
    }

    private static <T> List<T> rows(String file, Function<Fields, T> row) {
        return read(file, StatisticsPayloads.rows(row));
    }

    private static <T> T one(String file, Function<Fields, T> row) {
        return read(file, StatisticsPayloads.one(row));
    }

    private static BigDecimal d(String text) {
        return new BigDecimal(text);
    }

    private static Instant ms(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    @Test
    void marketOfNow() {
        assertThat(read("time_prod.json", MarketPayloads::serverTime)).isEqualTo(ms(1789478319738L));
        assertThat((Object) read("ping.json", body -> body.isObject() && body.isEmpty()))
                .isEqualTo(true);
        assertThat(one("open_interest_prod.json", StatisticsPayloads::openInterest))
                .isEqualTo(new OpenInterest(BTC, d("106312.376"), ms(1789478297197L)));
        assertThat(one("ticker_price_v2_prod.json", StatisticsPayloads::lastPrice))
                .isEqualTo(new LastPrice(DOT, Price.of("1.1356"), ms(1789837683381L)));
        assertThat(one("book_ticker_prod.json", StatisticsPayloads::bestPrices))
                .isEqualTo(new BestPrices(
                        BTC,
                        Price.of("76914.9"),
                        Quantity.of("4.218"),
                        Price.of("76915"),
                        Quantity.of("6.128"),
                        ms(1789478303376L)));
        assertThat((Object) read("premium_index_prod.json", body -> MarketPayloads.premiumIndex(body, BTC)))
                .isEqualTo(new FuturesRest.PremiumIndex(
                        BTC,
                        Price.of("76916.95122464"),
                        Price.of("76959.67847826"),
                        d("0.00008972"),
                        ms(1789488000000L),
                        ms(1789478303000L)));
        var dated = new Symbol("BTCUSDT_261225");
        assertThat((Object) read("premium_index_dated_um.json", body -> MarketPayloads.premiumIndex(body, dated)))
                .isEqualTo(new FuturesRest.PremiumIndex(
                        dated, Price.of("77316.1"), Price.of("76959.67847826"), null, null, ms(1789478303000L)));
    }

    @Test
    void tickerOfADay() {
        assertThat(one("ticker_24hr_prod.json", StatisticsPayloads::ticker24h))
                .isEqualTo(new Ticker24h(
                        BTC,
                        d("-885.10"),
                        d("-1.138"),
                        Price.of("78027.43"),
                        Price.of("76914.9"),
                        Price.of("77800"),
                        Price.of("79570.9"),
                        Price.of("76667.3"),
                        d("169924.020"),
                        d("13258734360.38"),
                        ms(1789391880000L),
                        ms(1789478298702L),
                        3466091));
    }

    @Test
    void candlesBookAndTrades() {
        List<Kline> klines = read("klines_1m_prod.json", body -> MarketPayloads.klines(body, "1m"));
        assertThat(klines).hasSize(3);
        assertThat(klines.getFirst())
                .isEqualTo(new Kline(
                        "1m",
                        ms(1789478160000L),
                        ms(1789478219999L),
                        Price.of("76936.2"),
                        Price.of("76965.5"),
                        Price.of("76936.1"),
                        Price.of("76965.4"),
                        d("20.680"),
                        d("1591436.27140"),
                        878));
        var depth = read("depth_limit5_prod.json", body -> MarketPayloads.depth(body, BTC));
        assertThat(depth.at()).isEqualTo(ms(1789478303560L));
        assertThat(depth.bids().getFirst())
                .isEqualTo(new FuturesRest.Depth.Level(Price.of("76914.9"), Quantity.of("5.878")));
        assertThat(depth.asks().getLast())
                .isEqualTo(new FuturesRest.Depth.Level(Price.of("76915.8"), Quantity.of("0.002")));
        assertThat(rows("agg_trades_prod.json", StatisticsPayloads::aggregateTrade))
                .containsExactly(
                        new AggregateTrade(
                                3450415493L,
                                Price.of("76906"),
                                Quantity.of("0.004"),
                                8079747315L,
                                8079747315L,
                                ms(1789478330891L),
                                false),
                        new AggregateTrade(
                                3450415494L,
                                Price.of("76905.9"),
                                Quantity.of("0.003"),
                                8079747316L,
                                8079747316L,
                                ms(1789478330948L),
                                true));
    }

    @Test
    void funding() {
        assertThat(rows("funding_info_prod.json", StatisticsPayloads::fundingTerms))
                .containsExactly(new FundingTerms(
                        new Symbol("GTCUSDT"), d("0.02000000"), d("-0.02000000"), Duration.ofHours(8)));
        assertThat(rows("funding_rate_prod.json", StatisticsPayloads::fundingRate))
                .containsExactly(
                        new FundingRate(BTC, ms(1789430400000L), d("0.00003563"), Price.of("78178.3")),
                        new FundingRate(BTC, ms(1789459200005L), d("0.00006188"), Price.of("76907.97183333")));
    }

    /** Shapes of the venue's documents; no capture is at hand. */
    @Test
    void statisticsOfPeriods() {
        assertThat(StatisticsPayloads.rows(StatisticsPayloads::openInterestPoint)
                        .apply(Wire.parse("[{\"symbol\":\"BTCUSDT\",\"sumOpenInterest\":\"20403.63700000\","
                                + "\"sumOpenInterestValue\":\"150570784.07809979\",\"timestamp\":\"1583127900000\"}]")))
                .containsExactly(
                        new OpenInterestPoint(BTC, d("20403.63700000"), d("150570784.07809979"), ms(1583127900000L)));
        assertThat(
                        StatisticsPayloads.rows(StatisticsPayloads::longShortRatio)
                                .apply(
                                        Wire.parse(
                                                "[{\"symbol\":\"BTCUSDT\",\"longShortRatio\":\"0.1960\","
                                                        + "\"longAccount\":\"0.6622\",\"shortAccount\":\"0.3378\",\"timestamp\":1583139600000}]")))
                .containsExactly(new LongShortRatio(BTC, d("0.1960"), d("0.6622"), d("0.3378"), ms(1583139600000L)));
        assertThat(StatisticsPayloads.rows(StatisticsPayloads::takerVolume)
                        .apply(Wire.parse("[{\"buySellRatio\":\"1.5586\",\"buyVol\":\"387.3300\","
                                + "\"sellVol\":\"248.5030\",\"timestamp\":1585614900000}]")))
                .containsExactly(new TakerVolume(d("1.5586"), d("387.3300"), d("248.5030"), ms(1585614900000L)));
    }

    @Test
    void account() {
        var account = read("account_v3_single_doc.json", AccountPayloads::account);
        assertThat(account.marginBalance()).isEqualTo("103.12345678");
        assertThat(account.assets())
                .containsExactly(
                        new FuturesRest.Account.Asset("USDT", d("23.72469206"), d("23.72469206")),
                        new FuturesRest.Account.Asset("USDC", d("103.12345678"), d("126.72469206")));
        assertThat(rows("balance_v3_doc.json", RecordsPayloads::balance))
                .containsExactly(new AssetBalance(
                        "USDT",
                        d("122607.35137903"),
                        d("23.72469206"),
                        d("0.00000000"),
                        d("23.72469206"),
                        d("23.72469206"),
                        true,
                        ms(1617939110373L)));
        assertThat(read("position_risk_v3_oneway_doc.json", AccountPayloads::positions))
                .containsExactly(new FuturesRest.Position(
                        new Symbol("ADAUSDT"),
                        PositionSide.BOTH,
                        d("30"),
                        Price.of("0.385"),
                        Price.of("0.385077"),
                        Price.of("0.4104759"),
                        d("0.76427700"),
                        null,
                        d("0"),
                        ms(1720736417660L)));
        assertThat(read("naut_position_risk_v2.json", AccountPayloads::positions)
                        .getFirst()
                        .liquidationPrice())
                .isEqualTo(Price.of("45000"));
        assertThat(one("account_config_doc.json", RecordsPayloads::accountConfig))
                .isEqualTo(new AccountConfig(0, true, true, true, true, false));
        assertThat(read("multi_assets_mode_doc.json", RecordsPayloads::multiAssetsMargin))
                .isTrue();
        assertThat(read("position_mode_get_doc.json", AccountPayloads::hedgeMode))
                .isTrue();
        assertThat(rows("position_adl_quantile_doc.json", RecordsPayloads::adlQuantile))
                .containsExactly(new AdlQuantile(ETH, 3, 3, null), new AdlQuantile(BTC, 1, 2, 0));
    }

    @Test
    void terms() {
        assertThat(rows("symbol_config_doc.json", AccountPayloads::symbolConfig))
                .containsExactly(new FuturesRest.SymbolConfig(BTC, "CROSSED", 21, d("1000000")));
        assertThat(rows("naut_symbol_config.json", AccountPayloads::symbolConfig))
                .containsExactly(
                        new FuturesRest.SymbolConfig(ETH, "CROSSED", 20, d("1000000")),
                        new FuturesRest.SymbolConfig(BTC, "ISOLATED", 25, d("2000000")));
        assertThat(rows("leverage_brackets_array_doc.json", RecordsPayloads::brackets))
                .containsExactly(new SymbolBrackets(
                        ETH,
                        d("1.5"),
                        List.of(new FuturesRest.Bracket(1, 75, d("0"), d("10000"), d("0.0065"), d("0")))));
        assertThat(one("commission_rate_doc.json", RecordsPayloads::commissionRate))
                .isEqualTo(new CommissionRate(BTC, d("0.0002"), d("0.0004")));
        assertThat(read("order_rate_limit_doc.json", SymbolPayloads::rateLimits))
                .containsExactly(
                        new RateLimit("ORDERS", Duration.ofSeconds(10), 10000),
                        new RateLimit("ORDERS", Duration.ofMinutes(1), 20000));
    }

    @Test
    void records() {
        assertThat(rows("income_doc.json", RecordsPayloads::income))
                .containsExactly(
                        new Income(
                                null,
                                "TRANSFER",
                                d("-0.37500000"),
                                "USDT",
                                "TRANSFER",
                                ms(1570608000000L),
                                9689322392L,
                                null),
                        new Income(
                                BTC,
                                "COMMISSION",
                                d("-0.01000000"),
                                "USDT",
                                "COMMISSION",
                                ms(1570636800000L),
                                9689322392L,
                                2059192L));
        assertThat(rows("user_trades_prod.json", RecordsPayloads::trade))
                .hasSize(3)
                .element(1)
                .isEqualTo(new AccountTrade(
                        DOT,
                        1189522421L,
                        33866374373L,
                        Side.SELL,
                        PositionSide.BOTH,
                        Price.of("1.1358"),
                        Quantity.of("5.3"),
                        d("6.0197400"),
                        d("-0.00052999"),
                        d("0.00000362"),
                        "BNB",
                        false,
                        ms(1789735344545L)));
        assertThat(rows("naut_user_trades.json", RecordsPayloads::trade))
                .extracting(AccountTrade::realizedProfit)
                .containsExactly(d("0"), d("-0.00325000"));
        assertThat(rows("user_trades_doc.json", RecordsPayloads::trade))
                .singleElement()
                .satisfies(trade -> {
                    assertThat(trade.positionSide()).isEqualTo(PositionSide.SHORT);
                    assertThat(trade.commission()).isEqualTo("-0.07819010");
                });
    }

    @Test
    void forcedOrders() {
        assertThat(rows("force_orders_doc.json", OrderPayloads::plain))
                .extracting(
                        OrderView::clientOrderId, OrderView::averagePrice, OrderView::positionSide, OrderView::filled)
                .containsExactly(
                        tuple(
                                new ClientOrderId("autoclose-1596107620040000020"),
                                Price.of("10913.21"),
                                PositionSide.BOTH,
                                Quantity.of("0.001")),
                        tuple(
                                new ClientOrderId("adl_autoclose"),
                                Price.of("10979.82"),
                                PositionSide.SHORT,
                                Quantity.of("0.001")));
    }

    @Test
    void ordersOfEveryEndpoint() {
        assertThat((Object) read("order_place_result_filled_prod.json", OrderPayloads::plain))
                .isEqualTo(filled(null, 1789837689736L));
        assertThat((Object) read("order_query_filled_prod.json", OrderPayloads::plain))
                .isEqualTo(filled(Price.of("1.1359"), 1789837689736L));
        assertThat(rows("all_orders_prod.json", OrderPayloads::plain))
                .extracting(OrderView::status, OrderView::price, OrderView::averagePrice, OrderView::createdAt)
                .containsExactly(
                        tuple(OrderStatus.CANCELED, Price.of("0.7863"), null, ms(1789733764293L)),
                        tuple(OrderStatus.FILLED, null, Price.of("1.1359"), ms(1789837689736L)));
        assertThat((Object) read("order_query_partially_filled_stp_doc.json", OrderPayloads::plain))
                .isEqualTo(new OrderView(
                        Book.PLAIN,
                        BTC,
                        new ClientOrderId("testTaker1"),
                        "292864712",
                        OrderType.LIMIT,
                        Side.SELL,
                        PositionSide.BOTH,
                        OrderStatus.PARTIALLY_FILLED,
                        Quantity.of("2"),
                        Quantity.of("1"),
                        Price.of("20002"),
                        Price.of("20000"),
                        null,
                        WorkingType.CONTRACT_PRICE,
                        false,
                        false,
                        null,
                        null,
                        null,
                        ms(1692849639460L),
                        ms(1692849639460L)));
        for (String file : List.of("order_query_doc.json", "open_orders_doc.json", "all_orders_doc.json")) {
            assertThat(rows(file, OrderPayloads::plain))
                    .as(file)
                    .containsExactly(old("abc", "1917641", OrderStatus.NEW, "0.4", 1579276756075L));
        }
        assertThat((Object) read("order_new_doc.json", OrderPayloads::plain))
                .isEqualTo(old("testOrder", "22542179", OrderStatus.NEW, "10", 1566818724722L));
        assertThat((Object) read("order_cancel_doc.json", OrderPayloads::plain))
                .isEqualTo(old("myOrder1", "283194212", OrderStatus.CANCELED, "11", 1571110484038L));
        OrderView modified = read("order_modify_doc.json", OrderPayloads::plain);
        assertThat(modified.venueOrderId()).isEqualTo("20072994037");
        assertThat(modified.price()).isEqualTo(Price.of("30005"));
        assertThat(modified.updatedAt()).isEqualTo(ms(1629182711600L));
    }

    private static OrderView filled(@Nullable Price average, long at) {
        return new OrderView(
                Book.PLAIN,
                DOT,
                new ClientOrderId("6e8f8d89-5b04-4ede-88bb-52b7d8b2b0d2"),
                "33878894217",
                OrderType.MARKET,
                Side.BUY,
                PositionSide.BOTH,
                OrderStatus.FILLED,
                Quantity.of("4.9"),
                Quantity.of("4.9"),
                average,
                null,
                null,
                WorkingType.CONTRACT_PRICE,
                false,
                false,
                null,
                null,
                null,
                ms(at),
                ms(at));
    }

    /** A trailing stop from before the algo service, as the documents show it on every endpoint. */
    private static OrderView old(String client, String id, OrderStatus status, String quantity, long at) {
        return new OrderView(
                Book.PLAIN,
                BTC,
                new ClientOrderId(client),
                id,
                OrderType.TRAILING_STOP_MARKET,
                Side.BUY,
                PositionSide.SHORT,
                status,
                Quantity.of(quantity),
                Quantity.ZERO,
                null,
                null,
                Price.of("9300"),
                WorkingType.CONTRACT_PRICE,
                false,
                false,
                null,
                null,
                null,
                ms(at),
                ms(at));
    }

    @Test
    void batchOfMixedOutcomes() {
        List<Reply<OrderView>> replies = read("cancel_multiple_mixed_doc.json", body -> BatchPayloads.rows(body, 2));

        assertThat(replies)
                .containsExactly(
                        new Reply.Accepted<>(old("myOrder1", "283194212", OrderStatus.CANCELED, "11", 1571110484038L)),
                        new Reply.Refused<>(-2011, "Unknown order sent.", false));
    }

    @Test
    void switches() {
        assertThat(read("cancel_all_doc.json", OrderPayloads::done)).isTrue();
        assertThat(read("change_margin_type_doc.json", OrderPayloads::done)).isTrue();
        assertThat(read("modify_position_margin_doc.json", OrderPayloads::done)).isTrue();
        assertThat(read("change_leverage_doc.json", AccountPayloads::leverage)).isEqualTo(21);
        assertThat(read("countdown_cancel_all_doc.json", OrderPayloads::countdown))
                .isEqualTo(Duration.ofSeconds(100));
        assertThat(read("listen_key_doc.json", AccountPayloads::listenKey)).isEqualTo("REMOVED_LISTEN_KEY");
        assertThat((Object) read("listen_key_close_doc.json", body -> body.isObject() && body.isEmpty()))
                .isEqualTo(true);
    }

    @Test
    void symbolRules() {
        var info = read("exchange_info_btcusdt_prod.json", SymbolPayloads::exchangeInfo);
        assertThat(info.unreadable()).isEmpty();
        assertThat(info.rateLimits())
                .containsExactly(
                        new RateLimit("REQUEST_WEIGHT", Duration.ofMinutes(1), 2400),
                        new RateLimit("ORDERS", Duration.ofMinutes(1), 1200),
                        new RateLimit("ORDERS", Duration.ofSeconds(10), 300));
        var btc = info.symbols().getFirst();
        assertThat(btc.prices()).isEqualTo(new PriceFilter(d("0.10"), d("556.80"), d("4529764")));
        assertThat(btc.lot()).isEqualTo(new LotFilter(d("0.001"), d("0.001"), d("1000")));
        assertThat(btc.marketLot()).isEqualTo(new LotFilter(d("0.001"), d("0.001"), d("120")));
        assertThat(btc.minNotional()).isEqualTo("50");
        assertThat(btc.band()).isEqualTo(new PercentPrice(d("1.0500"), d("0.9500")));
        assertThat(btc.terms().maxOrders()).isEqualTo(200);
        assertThat(btc.terms().marketTakeBound()).isEqualTo("0.05");
        assertThat(btc.terms().orderTypes()).hasSize(7);

        var old = read("exchange_info_doc.json", SymbolPayloads::exchangeInfo)
                .symbols()
                .getFirst();
        assertThat(old.symbol()).isEqualTo(new Symbol("BLZUSDT"));
        assertThat(old.marketLot().max()).isEqualTo("590119");
        assertThat(old.terms().orderTypes()).contains("STOP_MARKET");

        var testnet = read("naut_exchange_info_testnet_2022.json", SymbolPayloads::exchangeInfo);
        assertThat(testnet.symbols())
                .extracting(rules -> rules.symbol().value())
                .startsWith("BTCUSDT", "ETHUSDT");
        assertThat(testnet.symbols().getFirst().band().down()).isEqualTo("0.5454");
        assertThat(testnet.unreadable()).isEmpty();
    }
}
