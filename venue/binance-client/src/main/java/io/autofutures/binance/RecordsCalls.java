package io.autofutures.binance;

import io.autofutures.binance.FuturesRest.SymbolConfig;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link AccountRecords} over REST. */
final class RecordsCalls implements AccountRecords {
    private static final String USER_TRADES = "/fapi/v1/userTrades";

    private final RestChannel channel;

    RecordsCalls(RestChannel channel) {
        this.channel = channel;
    }

    @Override
    public Answer<List<AssetBalance>> balances() {
        return rows("/fapi/v3/balance", new Query(), 5, RecordsPayloads::balance);
    }

    @Override
    public Answer<AccountConfig> accountConfig() {
        return one("/fapi/v1/accountConfig", new Query(), 5, RecordsPayloads::accountConfig);
    }

    @Override
    public Answer<List<SymbolConfig>> symbolConfigs() {
        return rows("/fapi/v1/symbolConfig", new Query(), 5, AccountPayloads::symbolConfig);
    }

    @Override
    public Answer<List<SymbolBrackets>> leverageBrackets() {
        return rows("/fapi/v1/leverageBracket", new Query(), 1, RecordsPayloads::brackets);
    }

    @Override
    public Answer<CommissionRate> commissionRate(Symbol symbol) {
        return one("/fapi/v1/commissionRate", Query.of("symbol", symbol), 20, RecordsPayloads::commissionRate);
    }

    @Override
    public Answer<List<Income>> income(
            @Nullable Symbol symbol, @Nullable String type, @Nullable Instant from, @Nullable Instant to, int limit) {
        var query = new Query()
                .and("symbol", symbol)
                .and("incomeType", type)
                .between(from, to)
                .and("limit", limit);
        return rows("/fapi/v1/income", query, 30, RecordsPayloads::income);
    }

    @Override
    public Answer<List<AccountTrade>> trades(Symbol symbol, @Nullable Long fromTradeId, int limit) {
        var query = Query.of("symbol", symbol).and("fromId", fromTradeId).and("limit", limit);
        return rows(USER_TRADES, query, 5, RecordsPayloads::trade);
    }

    @Override
    public Answer<List<AccountTrade>> trades(Symbol symbol, Instant from, Instant to, int limit) {
        var query = Query.of("symbol", symbol).between(from, to).and("limit", limit);
        return rows(USER_TRADES, query, 5, RecordsPayloads::trade);
    }

    @Override
    public Answer<List<OrderView>> forceOrders(
            @Nullable Symbol symbol,
            Optional<ForceClose> kind,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit) {
        var query = new Query()
                .and("symbol", symbol)
                .and("autoCloseType", kind.orElse(null))
                .between(from, to)
                .and("limit", limit);
        return rows("/fapi/v1/forceOrders", query, symbol == null ? 50 : 20, OrderPayloads::plain);
    }

    @Override
    public Answer<List<AdlQuantile>> adlQuantiles(@Nullable Symbol symbol) {
        return rows("/fapi/v1/adlQuantile", new Query().and("symbol", symbol), 5, RecordsPayloads::adlQuantile);
    }

    @Override
    public Answer<List<RateLimit>> orderRateLimits() {
        return channel.ask(RestRequest.read("/fapi/v1/rateLimit/order", new Query(), 1), SymbolPayloads::rateLimits);
    }

    @Override
    public Answer<Boolean> multiAssetsMargin() {
        return channel.ask(
                RestRequest.read("/fapi/v1/multiAssetsMargin", new Query(), 30), RecordsPayloads::multiAssetsMargin);
    }

    private <T> Answer<T> one(String path, Query query, int weight, Function<Fields, T> row) {
        return channel.ask(RestRequest.read(path, query, weight), StatisticsPayloads.one(row));
    }

    private <T> Answer<List<T>> rows(String path, Query query, int weight, Function<Fields, T> row) {
        return channel.ask(RestRequest.read(path, query, weight), StatisticsPayloads.rows(row));
    }
}
