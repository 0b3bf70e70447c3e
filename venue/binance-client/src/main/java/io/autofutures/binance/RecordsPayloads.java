package io.autofutures.binance;

import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The account's records as REST writes them. */
final class RecordsPayloads {
    private RecordsPayloads() {}

    static AssetBalance balance(Fields f) {
        return new AssetBalance(
                f.text("asset"),
                f.decimal("balance"),
                f.decimal("crossWalletBalance"),
                f.decimal("crossUnPnl"),
                f.decimal("availableBalance"),
                f.decimal("maxWithdrawAmount"),
                f.flag("marginAvailable"),
                f.instant("updateTime"));
    }

    static AccountConfig accountConfig(Fields f) {
        return new AccountConfig(
                f.integer("feeTier"),
                f.flag("canTrade"),
                f.flag("canDeposit"),
                f.flag("canWithdraw"),
                f.flag("dualSidePosition"),
                f.flag("multiAssetsMargin"));
    }

    static SymbolBrackets brackets(Fields f) {
        return new SymbolBrackets(f.symbol("symbol"), f.decimalOrNull("notionalCoef"), AccountPayloads.brackets(f));
    }

    static CommissionRate commissionRate(Fields f) {
        return new CommissionRate(
                f.symbol("symbol"), f.decimal("makerCommissionRate"), f.decimal("takerCommissionRate"));
    }

    static Income income(Fields f) {
        return new Income(
                f.missing("symbol") ? null : f.symbol("symbol"),
                f.text("incomeType"),
                f.decimal("income"),
                f.text("asset"),
                Objects.requireNonNullElse(f.textOrNull("info"), ""),
                f.instant("time"),
                f.number("tranId"),
                f.numberOrNull("tradeId"));
    }

    static AccountTrade trade(Fields f) {
        return new AccountTrade(
                f.symbol("symbol"),
                f.number("id"),
                f.number("orderId"),
                f.word(Side.class, "side"),
                f.word(PositionSide.class, "positionSide"),
                f.price("price"),
                f.quantity("qty"),
                f.decimal("quoteQty"),
                f.decimal("realizedPnl"),
                f.decimal("commission"),
                f.text("commissionAsset"),
                f.flag("maker"),
                f.instant("time"));
    }

    static AdlQuantile adlQuantile(Fields f) {
        Fields places = f.object("adlQuantile");
        return new AdlQuantile(
                f.symbol("symbol"), place(places, "LONG"), place(places, "SHORT"), place(places, "BOTH"));
    }

    private static @Nullable Integer place(Fields places, String side) {
        return places.missing(side) ? null : Integer.valueOf(places.integer(side));
    }

    static boolean multiAssetsMargin(JsonNode body) {
        return Fields.of(body).flag("multiAssetsMargin");
    }
}
