package io.autofutures.binance;

import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;

/** Events of {@code /market} that are used; the others are named and left. */
final class MarketFrames {
    private MarketFrames() {}

    static StreamFrame read(Fields f) {
        String type = f.text("e");
        return switch (type) {
            case "markPriceUpdate" -> new StreamFrame.Market(markPrice(f));
            case "kline" -> new StreamFrame.Market(kline(f));
            default -> new StreamFrame.Other(type);
        };
    }

    private static MarketEvent markPrice(Fields f) {
        return new MarketEvent.MarkPriceUpdated(
                f.symbol("s"),
                f.instant("E"),
                f.price("p"),
                f.priceOrNull("i"),
                f.decimalOrNull("r"),
                f.instantOrNull("T"));
    }

    private static MarketEvent kline(Fields f) {
        Fields k = f.object("k");
        var kline = new Kline(
                k.text("i"),
                k.instant("t"),
                k.instant("T"),
                k.price("o"),
                k.price("h"),
                k.price("l"),
                k.price("c"),
                k.decimal("v"),
                k.decimalOrNull("q"),
                k.numberOr("n", 0));
        return new MarketEvent.KlineUpdated(f.symbol("s"), f.instant("E"), kline, k.flag("x"), false);
    }
}
