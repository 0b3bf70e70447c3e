package io.autofutures.status.projector;

import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.status.view.MarketItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Of the market only closed candles and the last price are kept. Prices are the bulk of all records and only the latest
 * matters, so they gather here and are written with the next transaction, each symbol once.
 */
final class Market {
    private static final String CANDLE = "merge into candles t using (values (cast(? as varchar), cast(? as bigint),"
            + " cast(? as varchar))) v (symbol, open_at, doc) on t.symbol = v.symbol and t.open_at = v.open_at"
            + " when not matched then insert (symbol, open_at, doc) values (v.symbol, v.open_at, v.doc)";

    private final JdbcTemplate jdbc;
    private final Map<String, MarketItem> latest = new HashMap<>();
    private final Set<String> stored = new HashSet<>();
    private final Set<String> unwritten = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private final List<Object[]> candles = new ArrayList<>();
    private volatile @Nullable Instant newest;

    Market(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        jdbc.query("select symbol, mark, last_price, occurred_at from last_prices", row -> {
            var item = new MarketItem(
                    row.getString(1), row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4)));
            latest.put(item.symbol(), item);
            stored.add(item.symbol());
            seen(item.occurredAt());
        });
    }

    /** Needs no transaction of its own: a price that the next one replaces. */
    static boolean isLight(Object value) {
        return value instanceof MarketEvent event
                && !(event instanceof MarketEvent.KlineUpdated candle && candle.closed());
    }

    /** A batch begins; candles of an undone one are forgotten, they come again. */
    void begin() {
        told.clear();
        candles.clear();
    }

    void on(MarketEvent event) {
        switch (event) {
            case MarketEvent.MarkPriceUpdated mark -> price(event, mark.mark().toString(), null);
            case MarketEvent.KlineUpdated candle -> {
                if (!candle.backfilled()) {
                    price(event, null, candle.kline().close().toString());
                }
                if (candle.closed()) {
                    keep(candle, candle.kline());
                }
            }
            case MarketEvent.GapOpened _, MarketEvent.GapClosed _ -> {}
        }
    }

    private void price(MarketEvent event, @Nullable String mark, @Nullable String last) {
        String symbol = event.symbol().value();
        MarketItem before = latest.get(symbol);
        Instant at = event.occurredAt();
        if (before != null && before.occurredAt().isAfter(at)) {
            at = before.occurredAt();
        }
        latest.put(
                symbol,
                new MarketItem(
                        symbol,
                        mark != null || before == null ? mark : before.mark(),
                        last != null || before == null ? last : before.last(),
                        at));
        unwritten.add(symbol);
        told.add(symbol);
        seen(at);
    }

    private void seen(Instant at) {
        Instant before = newest;
        if (before == null || at.isAfter(before)) {
            newest = at;
        }
    }

    private void keep(MarketEvent.KlineUpdated event, Kline kline) {
        candles.add(new Object[] {
            event.symbol().value(), kline.openAt().toEpochMilli(), Json.mapper().writeValueAsString(kline)
        });
    }

    /** Writes what has gathered, in the transaction of the caller. */
    void save() {
        if (!candles.isEmpty()) {
            jdbc.batchUpdate(CANDLE, candles);
        }
        List<@Nullable Object[]> updates = new ArrayList<>();
        List<@Nullable Object[]> inserts = new ArrayList<>();
        for (String symbol : unwritten) {
            MarketItem item = latest.get(symbol);
            if (item != null) {
                @Nullable
                Object[] row = {item.mark(), item.last(), item.occurredAt().toEpochMilli(), symbol};
                (stored.contains(symbol) ? updates : inserts).add(row);
            }
        }
        if (!updates.isEmpty()) {
            jdbc.batchUpdate(
                    "update last_prices set mark = ?, last_price = ?, occurred_at = ? where symbol = ?", updates);
        }
        if (!inserts.isEmpty()) {
            jdbc.batchUpdate(
                    "insert into last_prices (mark, last_price, occurred_at, symbol) values (?, ?, ?, ?)", inserts);
        }
    }

    /** The transaction is committed. */
    void saved() {
        stored.addAll(unwritten);
        unwritten.clear();
    }

    /** The prices that this batch brought, one of each symbol. */
    Collection<MarketItem> prices() {
        List<MarketItem> prices = new ArrayList<>();
        for (String symbol : told) {
            MarketItem item = latest.get(symbol);
            if (item != null) {
                prices.add(item);
            }
        }
        return prices;
    }

    /** Event time of the newest market event, written or not; absent before the first. */
    @Nullable
    Instant newest() {
        return newest;
    }
}
