package io.autofutures.binance;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderView;
import io.autofutures.testkit.payload.NeverWrong;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each recorded REST body, damaged in every small way, is read right or refused, never misread. */
class RestNeverWrongTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");

    /** Every recorded REST body and who reads it. */
    private static final Map<String, Function<JsonNode, ?>> READERS = readers();

    private static Map<String, Function<JsonNode, ?>> readers() {
        var readers = new TreeMap<String, Function<JsonNode, ?>>();
        put(
                readers,
                OrderPayloads::plainRows,
                List.of(
                        "rest/all_orders_doc",
                        "rest/all_orders_prod",
                        "rest/force_orders_doc",
                        "rest/open_orders_doc",
                        "rest/order_cancel_doc",
                        "rest/order_modify_doc",
                        "rest/order_new_doc",
                        "rest/order_place_result_filled_prod",
                        "rest/order_query_doc",
                        "rest/order_query_filled_prod",
                        "rest/order_query_partially_filled_stp_doc"));
        put(
                readers,
                OrderPayloads::algoRows,
                List.of(
                        "algo/all_algo_orders_canceled_prod",
                        "algo/all_algo_orders_finished_btc",
                        "algo/get_algo_order_finished",
                        "algo/open_algo_orders_doc",
                        "algo/open_algo_orders_prod",
                        "algo/place_response_doc",
                        "algo/place_response_prod"));
        put(
                readers,
                OrderPayloads::done,
                List.of(
                        "algo/cancel_all_algo_doc",
                        "algo/cancel_response_prod",
                        "rest/cancel_all_doc",
                        "rest/change_margin_type_doc",
                        "rest/modify_position_margin_doc"));
        put(
                readers,
                AccountPayloads::positions,
                List.of("rest/position_risk_v3_oneway_doc", "rest/naut_position_risk_v2"));
        put(
                readers,
                StatisticsPayloads.rows(RecordsPayloads::trade),
                List.of("rest/naut_user_trades", "rest/user_trades_doc", "rest/user_trades_prod"));
        put(
                readers,
                StatisticsPayloads.rows(AccountPayloads::symbolConfig),
                List.of("rest/naut_symbol_config", "rest/symbol_config_doc"));
        put(
                readers,
                StatisticsPayloads.rows(MarketPayloads::premiumIndex),
                List.of("rest/premium_index_dated_um", "rest/premium_index_prod"));
        put(
                readers,
                RestNeverWrongTest::exchangeInfo,
                List.of(
                        "rest/exchange_info_btcusdt_prod",
                        "rest/exchange_info_doc",
                        "rest/naut_exchange_info_testnet_2022"));
        readers.put("rest/account_config_doc", StatisticsPayloads.one(RecordsPayloads::accountConfig));
        readers.put("rest/account_v3_single_doc", AccountPayloads::account);
        readers.put("rest/agg_trades_prod", StatisticsPayloads.rows(StatisticsPayloads::aggregateTrade));
        readers.put("rest/balance_v3_doc", StatisticsPayloads.rows(RecordsPayloads::balance));
        readers.put("rest/book_ticker_prod", StatisticsPayloads.one(StatisticsPayloads::bestPrices));
        readers.put("rest/cancel_multiple_mixed_doc", RestNeverWrongTest::batch);
        readers.put("rest/change_leverage_doc", AccountPayloads::leverage);
        readers.put("rest/commission_rate_doc", StatisticsPayloads.one(RecordsPayloads::commissionRate));
        readers.put("rest/countdown_cancel_all_doc", OrderPayloads::countdown);
        readers.put("rest/depth_limit5_prod", body -> MarketPayloads.depth(body, BTC));
        readers.put("rest/funding_info_prod", StatisticsPayloads.rows(StatisticsPayloads::fundingTerms));
        readers.put("rest/funding_rate_prod", StatisticsPayloads.rows(StatisticsPayloads::fundingRate));
        readers.put("rest/income_doc", StatisticsPayloads.rows(RecordsPayloads::income));
        readers.put("rest/klines_1m_prod", body -> MarketPayloads.klines(body, "1m"));
        readers.put("rest/leverage_brackets_array_doc", StatisticsPayloads.rows(RecordsPayloads::brackets));
        readers.put("rest/listen_key_close_doc", JsonNode::isObject);
        readers.put("rest/listen_key_doc", AccountPayloads::listenKey);
        readers.put("rest/multi_assets_mode_doc", RecordsPayloads::multiAssetsMargin);
        readers.put("rest/open_interest_prod", StatisticsPayloads.one(StatisticsPayloads::openInterest));
        readers.put("rest/order_rate_limit_doc", SymbolPayloads::rateLimits);
        readers.put("rest/ping", JsonNode::isObject);
        readers.put("rest/position_adl_quantile_doc", StatisticsPayloads.rows(RecordsPayloads::adlQuantile));
        readers.put("rest/position_mode_get_doc", AccountPayloads::hedgeMode);
        readers.put("rest/ticker_24hr_prod", StatisticsPayloads.one(StatisticsPayloads::ticker24h));
        readers.put("rest/ticker_price_v2_prod", StatisticsPayloads.one(StatisticsPayloads::lastPrice));
        readers.put("rest/time_prod", MarketPayloads::serverTime);
        return readers;
    }

    private static void put(
            Map<String, Function<JsonNode, ?>> readers, Function<JsonNode, ?> reader, List<String> files) {
        files.forEach(file -> readers.put(file, reader));
    }

    /** A symbol that cannot be read is left out and reported, which for the reader of one symbol is an error. */
    private static ExchangeInfo exchangeInfo(JsonNode body) {
        ExchangeInfo info = SymbolPayloads.exchangeInfo(body);
        if (!info.unreadable().isEmpty()) {
            throw new PayloadException(info.unreadable().getFirst().reason());
        }
        return info;
    }

    /** A row whose outcome cannot be told is unknown, which is no wrong value. */
    private static List<Reply<OrderView>> batch(JsonNode body) {
        var replies = BatchPayloads.rows(body, 2);
        replies.forEach(reply -> {
            if (reply instanceof Reply.Unknown<OrderView>(String reason)) {
                throw new PayloadException(reason);
            }
        });
        return replies;
    }

    static Stream<String> files() {
        return READERS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isNeverMisread(String file) {
        NeverWrong.reading(
                        Recorded.text(file + ".json"),
                        text -> READERS.get(file).apply(Wire.parse(text)),
                        PayloadException.class)
                // replies to placing and changing have no time of creation either
                .mayStandIn("time", ".createdAt")
                // an order that nobody can say more of than its code
                .mayStandIn("msg", ".message")
                // text of the venue for people
                .mayStandIn("info", ".info")
                .mayBeBlamedOnTheKind("orderId")
                .mayBeBlamedOnTheKind("OrderType")
                .verify();
    }

    @Test
    void leavesNoRecordedBodyOut() {
        var recorded = Stream.of("rest", "algo")
                .flatMap(folder -> Recorded.files(folder).stream()
                        .map(path ->
                                folder + "/" + path.getFileName().toString().replace(".json", "")))
                .filter(name -> !name.contains("algo_update"))
                .toList();

        Assertions.assertThat(READERS.keySet()).containsExactlyInAnyOrderElementsOf(recorded);
    }
}
