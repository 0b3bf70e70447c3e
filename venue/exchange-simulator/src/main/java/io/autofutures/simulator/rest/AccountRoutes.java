package io.autofutures.simulator.rest;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.paperbook.Account;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.paperbook.PaperOrder;
import io.autofutures.paperbook.PaperPosition;
import io.autofutures.paperbook.PositionKey;
import io.autofutures.paperbook.SymbolSetup;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.stream.UserFrames;
import io.autofutures.simulator.venue.Instrument;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Account, positions and their settings. */
final class AccountRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Enough for a demo account; real ones grow with leverage brackets. */
    private static final String MAX_NOTIONAL = "50000000";

    private static final BigDecimal MAINTENANCE = new BigDecimal("0.004");

    private final Venue venue;

    AccountRoutes(Venue venue) {
        this.venue = venue;
    }

    Map<String, Route> routes() {
        return Map.ofEntries(
                Map.entry("GET /fapi/v3/account", Route.signed(5, params -> account())),
                Map.entry("GET /fapi/v3/balance", Route.signed(5, params -> balance())),
                Map.entry("GET /fapi/v3/positionRisk", Route.signed(5, this::positionRisk)),
                Map.entry("GET /fapi/v1/positionSide/dual", Route.signed(30, params -> NODES.objectNode()
                        .put("dualSidePosition", venue.read(PaperBook::hedge)))),
                Map.entry("POST /fapi/v1/positionSide/dual", Route.signed(1, this::setMode)),
                Map.entry("POST /fapi/v1/leverage", Route.signed(1, this::setLeverage)),
                Map.entry("POST /fapi/v1/marginType", Route.signed(1, this::setMarginType)),
                Map.entry("GET /fapi/v1/symbolConfig", Route.signed(5, this::symbolConfig)),
                Map.entry("GET /fapi/v1/leverageBracket", Route.signed(1, this::leverageBracket)));
    }

    private JsonNode account() {
        return venue.read(book -> {
            Account account = book.account();
            String maintenance = Frames.eight(maintenance(book));
            BigDecimal initial = account.positionMargin().add(account.openOrderMargin());
            ObjectNode reply = NODES.objectNode()
                    .put("totalInitialMargin", Frames.eight(initial))
                    .put("totalMaintMargin", maintenance)
                    .put("totalWalletBalance", Frames.eight(account.wallet()))
                    .put("totalUnrealizedProfit", Frames.eight(account.unrealized()))
                    .put("totalMarginBalance", Frames.eight(account.wallet().add(account.unrealized())))
                    .put("totalPositionInitialMargin", Frames.eight(account.positionMargin()))
                    .put("totalOpenOrderInitialMargin", Frames.eight(account.openOrderMargin()))
                    .put("totalCrossWalletBalance", Frames.eight(account.crossWallet()))
                    .put("totalCrossUnPnl", Frames.eight(account.crossUnrealized()))
                    .put("availableBalance", Frames.eight(account.available()))
                    .put("maxWithdrawAmount", Frames.eight(account.available()));
            reply.putArray("assets")
                    .addObject()
                    .put("asset", "USDT")
                    .put("walletBalance", Frames.eight(account.wallet()))
                    .put("unrealizedProfit", Frames.eight(account.unrealized()))
                    .put("marginBalance", Frames.eight(account.wallet().add(account.unrealized())))
                    .put("maintMargin", maintenance)
                    .put("initialMargin", Frames.eight(initial))
                    .put("positionInitialMargin", Frames.eight(account.positionMargin()))
                    .put("openOrderInitialMargin", Frames.eight(account.openOrderMargin()))
                    .put("crossWalletBalance", Frames.eight(account.crossWallet()))
                    .put("crossUnPnl", Frames.eight(account.crossUnrealized()))
                    .put("availableBalance", Frames.eight(account.available()))
                    .put("maxWithdrawAmount", Frames.eight(account.available()))
                    .put("updateTime", venue.now().toEpochMilli());
            ArrayNode positions = reply.putArray("positions");
            for (PaperPosition position : listed(book, null)) {
                BigDecimal mark = book.quoteOf(position.symbol()).mark();
                BigDecimal notional = position.amount().multiply(mark);
                positions
                        .addObject()
                        .put("symbol", position.symbol().value())
                        .put("positionSide", position.side().name())
                        .put("positionAmt", position.amount().toPlainString())
                        .put("unrealizedProfit", Frames.eight(position.unrealized(mark)))
                        .put("isolatedMargin", isolatedMargin(position, mark))
                        .put("notional", Frames.eight(notional))
                        .put("isolatedWallet", Frames.eight(position.isolatedWallet()))
                        .put("initialMargin", Frames.eight(book.initialMargin(position, mark)))
                        .put("maintMargin", Frames.eight(notional.abs().multiply(MAINTENANCE)))
                        .put("updateTime", position.updatedAt().toEpochMilli());
            }
            return reply;
        });
    }

    private static BigDecimal maintenance(PaperBook book) {
        return book.positions().stream()
                .map(position -> position.amount()
                        .abs()
                        .multiply(book.quoteOf(position.symbol()).mark())
                        .multiply(MAINTENANCE))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String isolatedMargin(PaperPosition position, BigDecimal mark) {
        return position.isolated() && !position.isFlat()
                ? Frames.eight(position.isolatedWallet().add(position.unrealized(mark)))
                : "0";
    }

    private JsonNode balance() {
        Account account = venue.read(PaperBook::account);
        ArrayNode rows = NODES.arrayNode();
        rows.addObject()
                .put("accountAlias", "simu")
                .put("asset", "USDT")
                .put("balance", Frames.eight(account.wallet()))
                .put("crossWalletBalance", Frames.eight(account.crossWallet()))
                .put("crossUnPnl", Frames.eight(account.crossUnrealized()))
                .put("availableBalance", Frames.eight(account.available()))
                .put("maxWithdrawAmount", Frames.eight(account.available()))
                .put("marginAvailable", true)
                .put("updateTime", venue.now().toEpochMilli());
        return rows;
    }

    private JsonNode positionRisk(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        return venue.read(book -> {
            ArrayNode rows = NODES.arrayNode();
            for (PaperPosition position : listed(book, one)) {
                BigDecimal mark = book.quoteOf(position.symbol()).mark();
                BigDecimal notional = position.amount().multiply(mark);
                BigDecimal margin = book.initialMargin(position, mark);
                List<PaperOrder> resting = book.openOrders().stream()
                        .filter(order -> order.positionKey().equals(position.key()))
                        .toList();
                rows.addObject()
                        .put("symbol", position.symbol().value())
                        .put("positionSide", position.side().name())
                        .put("positionAmt", position.amount().toPlainString())
                        .put("entryPrice", position.entryPrice().toPlainString())
                        .put("breakEvenPrice", UserFrames.breakEven(position).toPlainString())
                        .put("markPrice", Frames.eight(mark))
                        .put("unRealizedProfit", Frames.eight(position.unrealized(mark)))
                        .put("liquidationPrice", "0")
                        .put("isolatedMargin", isolatedMargin(position, mark))
                        .put("notional", Frames.eight(notional))
                        .put("marginAsset", "USDT")
                        .put("isolatedWallet", Frames.eight(position.isolatedWallet()))
                        .put("initialMargin", Frames.eight(margin))
                        .put("maintMargin", Frames.eight(notional.abs().multiply(MAINTENANCE)))
                        .put("positionInitialMargin", Frames.eight(margin))
                        .put("openOrderInitialMargin", "0")
                        .put("adl", 0)
                        .put("bidNotional", notional(resting, Side.BUY))
                        .put("askNotional", notional(resting, Side.SELL))
                        .put("updateTime", position.updatedAt().toEpochMilli());
            }
            return rows;
        });
    }

    private static String notional(List<PaperOrder> resting, Side side) {
        return Frames.eight(resting.stream()
                .filter(order -> order.side() == side)
                .map(order -> order.remaining().multiply(order.price()))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Only what has a position or open orders, as v3 does. */
    private List<PaperPosition> listed(PaperBook book, @Nullable Instrument one) {
        var keys = new TreeSet<PositionKey>(
                java.util.Comparator.comparing(PositionKey::symbol).thenComparing(PositionKey::side));
        book.positions().stream().filter(position -> !position.isFlat()).forEach(position -> keys.add(position.key()));
        book.openOrders().forEach(order -> keys.add(order.positionKey()));
        book.openAlgos().forEach(algo -> keys.add(algo.positionKey()));
        Instant now = venue.now();
        return keys.stream()
                .filter(key -> one == null || key.symbol().equals(one.symbol()))
                .filter(key -> book.hedge() != (key.side() == PositionSide.BOTH))
                .map(key -> book.position(key, now))
                .toList();
    }

    private JsonNode setMode(Params params) {
        boolean hedge =
                switch (params.mandatory("dualSidePosition")) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw ApiError.mandatory("dualSidePosition");
                };
        boolean ignored = ApiError.orThrow(venue.change((book, at) -> book.setHedge(hedge)));
        return success();
    }

    private JsonNode setLeverage(Params params) {
        Symbol symbol = params.instrument(venue.instruments()).symbol();
        long leverage = params.number("leverage").orElseThrow(() -> ApiError.mandatory("leverage"));
        int bounded = (int) Math.clamp(leverage, 0, 1_000);
        SymbolSetup setup = ApiError.orThrow(venue.change((book, at) -> book.setLeverage(symbol, bounded)));
        return NODES.objectNode()
                .put("leverage", setup.leverage())
                .put("maxNotionalValue", MAX_NOTIONAL)
                .put("symbol", symbol.value());
    }

    private JsonNode setMarginType(Params params) {
        Symbol symbol = params.instrument(venue.instruments()).symbol();
        boolean isolated =
                switch (params.mandatory("marginType")) {
                    case "ISOLATED" -> true;
                    case "CROSSED" -> false;
                    default -> throw ApiError.mandatory("marginType");
                };
        SymbolSetup ignored = ApiError.orThrow(venue.change((book, at) -> book.setIsolated(symbol, isolated)));
        return success();
    }

    private static ObjectNode success() {
        return NODES.objectNode().put("code", 200).put("msg", "success");
    }

    private JsonNode symbolConfig(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        ArrayNode rows = NODES.arrayNode();
        for (Instrument instrument : venue.instruments().values()) {
            if (one == null || one.equals(instrument)) {
                SymbolSetup setup = venue.read(book -> book.setup(instrument.symbol()));
                rows.addObject()
                        .put("symbol", instrument.symbol().value())
                        .put("marginType", setup.isolated() ? "ISOLATED" : "CROSSED")
                        .put("isAutoAddMargin", false)
                        .put("leverage", setup.leverage())
                        .put("maxNotionalValue", MAX_NOTIONAL);
            }
        }
        return rows;
    }

    private JsonNode leverageBracket(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        ArrayNode rows = NODES.arrayNode();
        for (Instrument instrument : venue.instruments().values()) {
            if (one == null || one.equals(instrument)) {
                ObjectNode row = rows.addObject()
                        .put("symbol", instrument.symbol().value())
                        .put("notionalCoef", 1.0);
                ArrayNode brackets = row.putArray("brackets");
                bracket(brackets, 1, 125, 0, 300_000, "0.004", 0);
                bracket(brackets, 2, 100, 300_000, 800_000, "0.005", 300);
                bracket(brackets, 3, 75, 800_000, 3_000_000, "0.0065", 1_500);
                bracket(brackets, 4, 50, 3_000_000, 12_000_000, "0.01", 12_000);
                bracket(brackets, 5, 20, 12_000_000, 50_000_000, "0.025", 192_000);
            }
        }
        return rows;
    }

    private static void bracket(
            ArrayNode brackets, int number, int leverage, long floor, long cap, String ratio, long cumulative) {
        brackets.addObject()
                .put("bracket", number)
                .put("initialLeverage", leverage)
                .put("notionalCap", cap)
                .put("notionalFloor", floor)
                .put("maintMarginRatio", new BigDecimal(ratio))
                .put("cum", cumulative);
    }
}
