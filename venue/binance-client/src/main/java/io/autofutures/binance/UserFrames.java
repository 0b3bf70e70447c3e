package io.autofutures.binance;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.account.UserEvent.AccountUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Events of the user stream. A kind this version does not know is handed on as such, with its text. */
final class UserFrames {
    private final AccountId account;

    UserFrames(AccountId account) {
        this.account = account;
    }

    StreamFrame read(Fields f) {
        String type = f.text("e");
        return switch (type) {
            case "ORDER_TRADE_UPDATE" -> new StreamFrame.User(order(f));
            case "ALGO_UPDATE" -> new StreamFrame.User(algo(f));
            case "ACCOUNT_UPDATE" -> new StreamFrame.User(accountUpdate(f));
            case "ACCOUNT_CONFIG_UPDATE" -> new StreamFrame.User(config(f));
            case "MARGIN_CALL" ->
                new StreamFrame.User(new UserEvent.MarginCalled(
                        account, f.instant("E"), f.node().path("p").toString()));
            case "listenKeyExpired" -> new StreamFrame.ListenKeyExpired(f.instant("E"));
            case "TRADE_LITE" -> new StreamFrame.Other(type); // a hint only: the same trade comes as ORDER_TRADE_UPDATE
            default -> new StreamFrame.User(unrecognized(f));
        };
    }

    private UserEvent order(Fields f) {
        Fields o = f.object("o");
        boolean closes = o.flag("cp");
        return new UserEvent.OrderUpdated(
                account,
                f.instant("E"),
                transactedAt(f, o),
                o.symbol("s"),
                o.number("i"),
                new ClientOrderId(o.text("c")),
                o.word(Side.class, "S"),
                OrderPayloads.positionSide(o, "ps"),
                OrderPayloads.type(o, "o"),
                OrderPayloads.type(o, o.textOrNull("ot") == null ? "o" : "ot"),
                o.text("x"),
                OrderPayloads.status(o, "X"),
                o.quantityOrZero("q"),
                o.priceOrNull("p"),
                o.priceOrNull("ap"),
                o.priceOrNull("sp"),
                o.quantityOrZero("l"),
                o.priceOrNull("L"),
                o.quantityOrZero("z"),
                Math.max(0, o.numberOr("t", 0)),
                o.decimalOrZero("n"),
                o.textOrNull("N"),
                o.decimalOrZero("rp"),
                o.flag("m"),
                o.flag("R"),
                closes,
                o.wordOr(WorkingType.class, "wt", null),
                noneIfZero(o.textOrNull("er")));
    }

    private UserEvent algo(Fields f) {
        Fields o = f.object("o");
        Price trigger = o.priceOrNull("tp");
        if (trigger == null) {
            return unrecognized(f); // a trailing stop of somebody else before its activation
        }
        boolean closes = o.flag("cp");
        return new UserEvent.AlgoUpdated(
                account,
                f.instant("E"),
                transactedAt(f, o),
                o.symbol("s"),
                o.number("aid"),
                new ClientOrderId(o.text("caid")),
                o.word(Side.class, "S"),
                OrderPayloads.positionSide(o, "ps"),
                OrderPayloads.type(o, "o"),
                OrderPayloads.status(o, "X"),
                closes ? Quantity.ZERO : o.quantityOrZero("q"),
                trigger,
                o.priceOrNull("p"),
                o.quantityOrZero("aq"),
                o.priceOrNull("ap"),
                o.textOrNull("ai"),
                Objects.requireNonNullElse(
                        o.wordOr(WorkingType.class, "wt", WorkingType.CONTRACT_PRICE), WorkingType.CONTRACT_PRICE),
                closes,
                o.flag("R"),
                o.textOrNull("rm"));
    }

    private UserEvent accountUpdate(Fields f) {
        Fields a = f.object("a");
        return new AccountUpdated(
                account,
                f.instant("E"),
                transactedAt(f, a),
                a.text("m"),
                a.rows("B").stream()
                        .map(row -> new AccountUpdated.Balance(
                                row.text("a"), row.decimal("wb"), row.decimalOrZero("cw"), row.decimalOrZero("bc")))
                        .toList(),
                a.rows("P").stream()
                        .map(row -> new AccountUpdated.PositionRow(
                                row.symbol("s"),
                                OrderPayloads.positionSide(row, "ps"),
                                row.decimal("pa"),
                                row.priceOrNull("ep"),
                                row.priceOrNull("bep"),
                                row.decimalOrZero("cr"),
                                row.decimalOrZero("up"),
                                Objects.requireNonNullElse(row.textOrNull("mt"), ""),
                                row.decimalOrZero("iw")))
                        .toList());
    }

    private UserEvent config(Fields f) {
        if (!f.node().path("ac").isObject()) {
            return unrecognized(f); // multi-assets mode of the account
        }
        Fields ac = f.object("ac");
        return new UserEvent.ConfigUpdated(account, f.instant("E"), ac.symbol("s"), Math.toIntExact(ac.number("l")));
    }

    private UserEvent unrecognized(Fields f) {
        return new UserEvent.Unrecognized(
                account, f.instant("E"), f.text("e"), f.node().toString());
    }

    private static Instant transactedAt(Fields frame, Fields body) {
        return !frame.missing("T") ? frame.instant("T") : !body.missing("T") ? body.instant("T") : frame.instant("E");
    }

    private static @Nullable String noneIfZero(@Nullable String code) {
        return "0".equals(code) ? null : code;
    }
}
