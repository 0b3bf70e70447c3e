package io.autofutures.binance;

import io.autofutures.binance.FuturesRest.Depth;
import io.autofutures.binance.FuturesRest.PremiumIndex;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Public market data as REST writes it, as far as the path of a trade needs it. */
final class MarketPayloads {
    private static final int VALUES_OF_A_KLINE = 12;

    private MarketPayloads() {}

    static Instant serverTime(JsonNode body) {
        return Fields.of(body).instant("serverTime");
    }

    static List<Kline> klines(JsonNode body, String interval) {
        if (!body.isArray()) {
            throw new PayloadException("expected an array of klines, found " + body.getNodeType());
        }
        var klines = new ArrayList<Kline>(body.size());
        for (JsonNode values : body) {
            var row = new Positions("kline", values, VALUES_OF_A_KLINE);
            var kline = new Kline(
                    interval,
                    Instant.ofEpochMilli(row.number(0)),
                    Instant.ofEpochMilli(row.number(6)),
                    row.price(1),
                    row.price(2),
                    row.price(3),
                    row.price(4),
                    row.decimal(5),
                    row.decimal(7),
                    row.number(8));
            if (!kline.openAt().isBefore(kline.closeAt()) || kline.low().compareTo(kline.high()) > 0) {
                throw new PayloadException("kline of " + kline.openAt() + " ends before it begins, or is upside down");
            }
            klines.add(kline);
        }
        return List.copyOf(klines);
    }

    static PremiumIndex premiumIndex(JsonNode body, Symbol symbol) {
        return Fields.rowsOf(body).stream()
                .filter(candidate -> symbol.value().equals(candidate.text("symbol")))
                .findFirst()
                .map(MarketPayloads::premiumIndex)
                .orElseThrow(() -> new PayloadException("no row for " + symbol));
    }

    static PremiumIndex premiumIndex(Fields row) {
        return new PremiumIndex(
                row.symbol("symbol"),
                row.price("markPrice"),
                row.price("indexPrice"),
                row.decimalOrNull("lastFundingRate"),
                row.instantOrNull("nextFundingTime"),
                row.instant("time"));
    }

    static Depth depth(JsonNode body, Symbol symbol) {
        var fields = Fields.of(body);
        return new Depth(symbol, fields.instant("E"), levels(fields, "bids"), levels(fields, "asks"));
    }

    private static List<Depth.Level> levels(Fields book, String side) {
        JsonNode rows = book.node().path(side);
        if (!rows.isArray()) {
            throw new PayloadException("field '%s' is no array".formatted(side));
        }
        var levels = new ArrayList<Depth.Level>(rows.size());
        for (JsonNode values : rows) {
            var level = new Positions("level of " + side, values, 2);
            levels.add(new Depth.Level(level.price(0), new Quantity(level.decimal(1))));
        }
        return List.copyOf(levels);
    }
}
