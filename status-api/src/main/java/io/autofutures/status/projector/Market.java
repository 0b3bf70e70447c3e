package io.autofutures.status.projector;

import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.status.view.MarketItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Of the market only closed candles and the last price are kept; a batch writes each symbol's price once. */
final class Market {
    private static final String CANDLE = "merge into candles t using (values (cast(? as varchar), cast(? as bigint),"
            + " cast(? as varchar))) v (symbol, open_at, doc) on t.symbol = v.symbol and t.open_at = v.open_at"
            + " when not matched then insert (symbol, open_at, doc) values (v.symbol, v.open_at, v.doc)";

    private final JdbcTemplate jdbc;
    private final Map<String, MarketItem> known = new HashMap<>();
    private final Map<String, MarketItem> fresh = new LinkedHashMap<>();
    private final List<Object[]> candles = new ArrayList<>();

    Market(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        jdbc.query("select symbol, mark, last_price, occurred_at from last_prices", row -> {
            var item = new MarketItem(
                    row.getString(1), row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4)));
            known.put(item.symbol(), item);
        });
    }

    void clear() {
        fresh.clear();
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
        MarketItem before = fresh.getOrDefault(symbol, known.get(symbol));
        Instant at = event.occurredAt();
        if (before != null && before.occurredAt().isAfter(at)) {
            at = before.occurredAt();
        }
        fresh.put(
                symbol,
                new MarketItem(
                        symbol,
                        mark != null || before == null ? mark : before.mark(),
                        last != null || before == null ? last : before.last(),
                        at));
    }

    private void keep(MarketEvent.KlineUpdated event, Kline kline) {
        candles.add(new Object[] {
            event.symbol().value(), kline.openAt().toEpochMilli(), Json.mapper().writeValueAsString(kline)
        });
    }

    /** Writes what the batch brought, in the transaction of the caller. */
    void save() {
        if (!candles.isEmpty()) {
            jdbc.batchUpdate(CANDLE, candles);
        }
        List<@Nullable Object[]> updates = new ArrayList<>();
        List<@Nullable Object[]> inserts = new ArrayList<>();
        for (MarketItem item : fresh.values()) {
            @Nullable
            Object[] row = {item.mark(), item.last(), item.occurredAt().toEpochMilli(), item.symbol()};
            (known.containsKey(item.symbol()) ? updates : inserts).add(row);
        }
        jdbc.batchUpdate("update last_prices set mark = ?, last_price = ?, occurred_at = ? where symbol = ?", updates);
        jdbc.batchUpdate(
                "insert into last_prices (mark, last_price, occurred_at, symbol) values (?, ?, ?, ?)", inserts);
    }

    /** The committed prices of the batch. */
    Collection<MarketItem> prices() {
        known.putAll(fresh);
        return List.copyOf(fresh.values());
    }
}
