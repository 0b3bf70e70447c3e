package io.autofutures.binance;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.account.UserEvent.AccountUpdated;
import io.autofutures.model.account.UserEvent.MarginCalled;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events of the user stream. A kind this version does not know is handed on as such, with its text. */
final class UserFrames {
    private static final Set<String> KNOWN = Set.of(
            "ORDER_TRADE_UPDATE",
            "ALGO_UPDATE",
            "ACCOUNT_UPDATE",
            "ACCOUNT_CONFIG_UPDATE",
            "MARGIN_CALL",
            "listenKeyExpired",
            "TRADE_LITE",
            "CONDITIONAL_ORDER_TRIGGER_REJECT",
            "STRATEGY_UPDATE",
            "GRID_UPDATE");
    private static final Side[] SIDES = Side.values();
    private static final PositionSide[] POSITION_SIDES = PositionSide.values();
    private static final OrderType[] TYPES = OrderType.values();
    private static final OrderStatus[] STATUSES = OrderStatus.values();
    private static final WorkingType[] WORKING_TYPES = WorkingType.values();

    private final AccountId account;

    UserFrames(AccountId account) {
        this.account = account;
    }

    /** Whether an event of this name comes over the user stream. */
    static boolean knows(String type) {
        return KNOWN.contains(type);
    }

    StreamFrame read(String type, FrameFields f) {
        return switch (type) {
            case "ORDER_TRADE_UPDATE" -> new StreamFrame.User(order(f));
            case "ALGO_UPDATE" -> new StreamFrame.User(algo(type, f));
            case "ACCOUNT_UPDATE" -> new StreamFrame.User(accountUpdate(f));
            case "ACCOUNT_CONFIG_UPDATE" -> new StreamFrame.User(config(f));
            case "MARGIN_CALL" -> new StreamFrame.User(marginCall(f));
            case "listenKeyExpired" -> new StreamFrame.ListenKeyExpired(f.instant("E"));
            case "TRADE_LITE" -> new StreamFrame.Notice(tradeLite(f));
            case "CONDITIONAL_ORDER_TRIGGER_REJECT" -> new StreamFrame.Notice(triggerReject(f));
            default -> new StreamFrame.User(unrecognized(type, f));
        };
    }

    private UserEvent order(FrameFields f) {
        FrameFields o = f.object("o");
        String execution = o.text("x");
        OrderType type = o.wordOr(TYPES, "o", OrderType.UNKNOWN);
        Quantity lastFilled = o.quantity("l");
        boolean fill = !lastFilled.isZero() && (execution.equals("TRADE") || execution.equals("CALCULATED"));
        if (fill) {
            requireFill(o);
        }
        return new UserEvent.OrderUpdated(
                account,
                f.instant("E"),
                f.instant("T"),
                o.symbol("s"),
                o.count("i"),
                new ClientOrderId(o.text("c")),
                o.word(SIDES, "S"),
                o.word(POSITION_SIDES, "ps"),
                type,
                o.wordOr(TYPES, "ot", OrderType.UNKNOWN),
                execution,
                status(o),
                o.quantity("q"),
                o.priceOrNull("p"),
                o.priceOrNull("ap"),
                type == OrderType.TRAILING_STOP_MARKET ? null : o.priceOrNull("sp"),
                lastFilled,
                o.priceOrNull("L"),
                o.quantity("z"),
                Math.max(0, o.number("t")),
                o.decimalOrZero("n"),
                o.textOrNull("N"),
                o.decimalOrZero("rp"),
                o.flag("m"),
                o.flag("R"),
                o.flag("cp"),
                o.wordOrNull(WORKING_TYPES, "wt"),
                noneIfZero(o.idOrNull("er")),
                o.textOrNull("M"));
    }

    /** What books money must be said, but for a fee of nothing, which the venue leaves out with its asset. */
    private static void requireFill(FrameFields o) {
        BigDecimal profit = o.decimal("rp");
        Price price = o.statedPrice("L");
        BigDecimal fee = o.decimalOrNull("n");
        boolean asset = !o.isMissing("N");
        if (fee == null && asset || fee != null && fee.signum() != 0 && !asset) {
            throw new PayloadException(
                    "a fill at %s with a profit of %s states its fee (field 'n') or its asset (field 'N') alone"
                            .formatted(price, profit));
        }
    }

    private UserEvent algo(String type, FrameFields f) {
        FrameFields o = f.object("o");
        OrderType orderType = o.wordOr(TYPES, "o", OrderType.UNKNOWN);
        Price trigger = o.priceOrNull("tp");
        if (trigger == null && (orderType == OrderType.TRAILING_STOP_MARKET || orderType == OrderType.UNKNOWN)) {
            return unrecognized(type, f); // a trailing stop of somebody else before its activation
        }
        OrderStatus status = status(o);
        boolean closes = o.flag("cp");
        boolean hasChild = status == OrderStatus.TRIGGERED || status == OrderStatus.FINISHED;
        return new UserEvent.AlgoUpdated(
                account,
                f.instant("E"),
                f.instant("T"),
                o.symbol("s"),
                o.count("aid"),
                new ClientOrderId(o.text("caid")),
                o.word(SIDES, "S"),
                o.word(POSITION_SIDES, "ps"),
                orderType,
                status,
                closes ? Quantity.ZERO : o.quantity("q"),
                trigger == null ? o.price("tp") : trigger,
                o.priceOrNull("p"),
                hasChild ? o.quantity("aq") : new Quantity(o.decimalOrZero("aq")),
                o.priceOrNull("ap"),
                o.idOrNull("ai"),
                o.word(WORKING_TYPES, "wt"),
                closes,
                o.flag("R"),
                o.textOrNull("rm"));
    }

    private UserEvent accountUpdate(FrameFields f) {
        FrameFields a = f.object("a");
        String reason = a.text("m");
        boolean balancesOnly = !reason.equals("ORDER"); // funding of a cross position moves no position
        return new AccountUpdated(
                account,
                f.instant("E"),
                f.instant("T"),
                reason,
                a.rows("B", UserFrames::balance),
                balancesOnly && a.isMissing("P") ? List.of() : a.rows("P", UserFrames::position),
                a.symbolOrNull("S"));
    }

    private static AccountUpdated.Balance balance(FrameFields row) {
        return new AccountUpdated.Balance(row.text("a"), row.decimal("wb"), row.decimal("cw"), row.decimal("bc"));
    }

    private static AccountUpdated.PositionRow position(FrameFields row) {
        return new AccountUpdated.PositionRow(
                row.symbol("s"),
                row.word(POSITION_SIDES, "ps"),
                row.decimal("pa"),
                row.statedPrice("ep"),
                row.priceOrNull("bep"),
                row.decimal("cr"),
                row.decimal("up"),
                row.text("mt"),
                row.decimal("iw"));
    }

    private UserEvent config(FrameFields f) {
        if (f.isObject("ai")) {
            return new UserEvent.MultiAssetsChanged(
                    account, f.instant("E"), f.object("ai").flag("j"));
        }
        FrameFields ac = f.object("ac");
        return new UserEvent.ConfigUpdated(account, f.instant("E"), ac.symbol("s"), ac.smallNumber("l"));
    }

    private UserEvent marginCall(FrameFields f) {
        return new MarginCalled(
                account,
                f.instant("E"),
                f.decimalOrNull("cw"),
                f.rows(
                        "p",
                        row -> new MarginCalled.PositionAtRisk(
                                row.symbol("s"),
                                row.word(POSITION_SIDES, "ps"),
                                row.decimal("pa"),
                                row.text("mt"),
                                row.decimal("iw"),
                                row.price("mp"),
                                row.decimal("up"),
                                row.decimal("mm"))));
    }

    private static UserNotice tradeLite(FrameFields f) {
        return new UserNotice.TradeLite(
                f.instant("E"),
                f.instant("T"),
                f.symbol("s"),
                f.count("i"),
                new ClientOrderId(f.text("c")),
                f.word(SIDES, "S"),
                f.quantity("q"),
                f.priceOrNull("p"),
                f.quantity("l"),
                f.price("L"),
                f.count("t"),
                f.flag("m"));
    }

    private static UserNotice triggerReject(FrameFields f) {
        FrameFields or = f.object("or");
        return new UserNotice.TriggerRejected(f.instant("E"), or.symbol("s"), or.count("i"), or.text("r"));
    }

    private UserEvent unrecognized(String type, FrameFields f) {
        return new UserEvent.Unrecognized(account, f.instant("E"), type, f.raw());
    }

    /** NEW_INSURANCE and NEW_ADL of old captures are open liquidation orders. */
    private static OrderStatus status(FrameFields o) {
        return o.text("X").startsWith("NEW_") ? OrderStatus.NEW : o.wordOr(STATUSES, "X", OrderStatus.UNKNOWN);
    }

    private static @Nullable String noneIfZero(@Nullable String code) {
        return "0".equals(code) ? null : code;
    }
}
