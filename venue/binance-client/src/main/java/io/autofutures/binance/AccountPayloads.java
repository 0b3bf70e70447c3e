package io.autofutures.binance;

import io.autofutures.binance.FuturesRest.Account;
import io.autofutures.binance.FuturesRest.Bracket;
import io.autofutures.binance.FuturesRest.Position;
import io.autofutures.binance.FuturesRest.SymbolConfig;
import io.autofutures.model.market.Symbol;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The account as REST writes it, as far as the path of a trade needs it. */
final class AccountPayloads {
    private AccountPayloads() {}

    static Account account(JsonNode body) {
        var fields = Fields.of(body);
        return new Account(
                fields.decimal("totalWalletBalance"),
                fields.decimal("totalUnrealizedProfit"),
                fields.decimal("totalMarginBalance"),
                fields.decimal("availableBalance"),
                fields.rows("assets").stream()
                        .map(row -> new Account.Asset(
                                row.text("asset"), row.decimal("walletBalance"), row.decimal("availableBalance")))
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
                        row.decimal("unRealizedProfit"),
                        row.priceOrNull("liquidationPrice"),
                        row.decimal("isolatedMargin"),
                        row.instant("updateTime")))
                .toList();
    }

    static SymbolConfig symbolConfig(JsonNode body, Symbol symbol) {
        return symbolConfig(rowOf(body, symbol));
    }

    static SymbolConfig symbolConfig(Fields row) {
        return new SymbolConfig(
                row.symbol("symbol"),
                row.text("marginType").toUpperCase(Locale.ROOT),
                row.integer("leverage"),
                row.decimal("maxNotionalValue"));
    }

    static List<Bracket> brackets(JsonNode body, Symbol symbol) {
        return brackets(rowOf(body, symbol));
    }

    static List<Bracket> brackets(Fields row) {
        return row.rows("brackets").stream()
                .map(bracket -> new Bracket(
                        bracket.integer("bracket"),
                        bracket.integer("initialLeverage"),
                        bracket.decimal("notionalFloor"),
                        bracket.decimal("notionalCap"),
                        bracket.decimal("maintMarginRatio"),
                        bracket.decimal("cum")))
                .sorted(Comparator.comparing(Bracket::initialLeverage).reversed())
                .toList();
    }

    static boolean hedgeMode(JsonNode body) {
        return Fields.of(body).flag("dualSidePosition");
    }

    static int leverage(JsonNode body) {
        return Fields.of(body).integer("leverage");
    }

    static String listenKey(JsonNode body) {
        return Fields.of(body).text("listenKey");
    }

    private static Fields rowOf(JsonNode body, Symbol symbol) {
        return Fields.rowsOf(body).stream()
                .filter(row -> symbol.value().equals(row.text("symbol")))
                .findFirst()
                .orElseThrow(() -> new PayloadException("no row for " + symbol));
    }
}
