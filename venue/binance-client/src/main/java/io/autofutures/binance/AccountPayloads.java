package io.autofutures.binance;

import io.autofutures.binance.FuturesRest.Account;
import io.autofutures.binance.FuturesRest.Bracket;
import io.autofutures.binance.FuturesRest.Position;
import io.autofutures.binance.FuturesRest.SymbolConfig;
import io.autofutures.model.market.Symbol;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The account as REST writes it. */
final class AccountPayloads {
    private AccountPayloads() {}

    static Account account(JsonNode body) {
        var fields = new Fields(body);
        return new Account(
                fields.decimal("totalWalletBalance"),
                fields.decimalOrZero("totalUnrealizedProfit"),
                fields.decimal("totalMarginBalance"),
                fields.decimal("availableBalance"),
                fields.rows("assets").stream()
                        .map(row -> new Account.Asset(
                                row.text("asset"), row.decimal("walletBalance"), row.decimalOrZero("availableBalance")))
                        .toList());
    }

    static List<Position> positions(JsonNode body) {
        return Fields.rowsOf(body).stream()
                .map(row -> new Position(
                        row.symbol("symbol"),
                        OrderPayloads.positionSide(row, "positionSide"),
                        row.decimal("positionAmt"),
                        row.priceOrNull("entryPrice"),
                        row.priceOrNull("breakEvenPrice"),
                        row.price("markPrice"),
                        row.decimalOrZero("unRealizedProfit"),
                        row.priceOrNull("liquidationPrice"),
                        row.decimalOrZero("isolatedMargin"),
                        Objects.requireNonNullElse(row.instantOrNull("updateTime"), Instant.EPOCH)))
                .toList();
    }

    static SymbolConfig symbolConfig(JsonNode body, Symbol symbol) {
        Fields row = rowOf(body, symbol);
        return new SymbolConfig(
                symbol,
                row.text("marginType").toUpperCase(Locale.ROOT),
                Math.toIntExact(row.number("leverage")),
                row.decimalOrZero("maxNotionalValue"));
    }

    static List<Bracket> brackets(JsonNode body, Symbol symbol) {
        return rowOf(body, symbol).rows("brackets").stream()
                .map(row -> new Bracket(
                        Math.toIntExact(row.number("bracket")),
                        Math.toIntExact(row.number("initialLeverage")),
                        row.decimal("notionalFloor"),
                        row.decimal("notionalCap"),
                        row.decimal("maintMarginRatio"),
                        row.decimalOrZero("cum")))
                .sorted(Comparator.comparing(Bracket::initialLeverage).reversed())
                .toList();
    }

    private static Fields rowOf(JsonNode body, Symbol symbol) {
        return Fields.rowsOf(body).stream()
                .filter(row -> symbol.value().equals(row.textOrNull("symbol")))
                .findFirst()
                .orElseThrow(() -> new PayloadException("no row for " + symbol));
    }
}
