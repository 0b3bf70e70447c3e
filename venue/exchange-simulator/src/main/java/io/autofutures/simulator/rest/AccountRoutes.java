package io.autofutures.simulator.rest;

import io.autofutures.paperbook.Account;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.paperbook.PaperPosition;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The account as a whole: balances, and what holds for every symbol. */
final class AccountRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Venue venue;
    private final PositionList positions;

    AccountRoutes(Venue venue) {
        this.venue = venue;
        this.positions = new PositionList(venue);
    }

    Map<String, Route> routes() {
        return Map.ofEntries(
                Map.entry("GET /fapi/v3/account", Route.signed(5, params -> account())),
                Map.entry("GET /fapi/v2/account", Route.signed(5, params -> accountWithSettings())),
                Map.entry("GET /fapi/v3/balance", Route.signed(5, params -> balance())),
                Map.entry("GET /fapi/v2/balance", Route.signed(5, params -> balance())),
                Map.entry("GET /fapi/v1/accountConfig", Route.signed(5, params -> config(NODES.objectNode()))),
                Map.entry("GET /fapi/v1/positionSide/dual", Route.signed(30, params -> NODES.objectNode()
                        .put("dualSidePosition", venue.read(PaperBook::hedge)))),
                Map.entry("POST /fapi/v1/positionSide/dual", Route.signed(1, this::setMode)),
                Map.entry("GET /fapi/v1/multiAssetsMargin", Route.signed(30, params -> NODES.objectNode()
                        .put("multiAssetsMargin", false))),
                Map.entry("POST /fapi/v1/multiAssetsMargin", Route.signed(1, AccountRoutes::setMultiAssets)),
                Map.entry("GET /fapi/v1/feeBurn", Route.signed(30, params -> NODES.objectNode()
                        .put("feeBurn", false))),
                Map.entry("POST /fapi/v1/feeBurn", Route.signed(1, AccountRoutes::setFeeBurn)),
                Map.entry(
                        "GET /fapi/v1/apiTradingStatus",
                        Route.signed(params -> params.text("symbol").isPresent() ? 1 : 10, this::tradingStatus)));
    }

    private JsonNode account() {
        return venue.read(book -> {
            ObjectNode reply = NODES.objectNode();
            totals(reply, book.account());
            assets(reply, book.account(), false);
            ArrayNode rows = reply.putArray("positions");
            for (PaperPosition position : positions.listed(book, null)) {
                BigDecimal mark = book.quoteOf(position.symbol()).mark();
                BigDecimal notional = position.amount().multiply(mark);
                rows.addObject()
                        .put("symbol", position.symbol().value())
                        .put("positionSide", position.side().name())
                        .put("positionAmt", PositionList.amount(position))
                        .put("unrealizedProfit", Frames.eight(position.unrealized(mark)))
                        .put("isolatedMargin", PositionList.isolatedMargin(position, mark))
                        .put("notional", Frames.eight(notional))
                        .put("isolatedWallet", Frames.eight(position.isolatedWallet()))
                        .put("initialMargin", Frames.eight(positions.initial(book, position)))
                        .put("maintMargin", Frames.eight(book.maintenanceMargin(position)))
                        .put("updateTime", position.updatedAt().toEpochMilli());
            }
            return reply;
        });
    }

    /** The older shape: settings beside the totals, and every symbol's position, held or not. */
    private JsonNode accountWithSettings() {
        ObjectNode reply = config(NODES.objectNode());
        reply.remove("dualSidePosition");
        return venue.read(book -> {
            totals(reply, book.account());
            assets(reply, book.account(), true);
            ArrayNode rows = reply.putArray("positions");
            for (PaperPosition position : positions.all(book, null)) {
                BigDecimal mark = book.quoteOf(position.symbol()).mark();
                int leverage = book.setup(position.symbol()).leverage();
                rows.addObject()
                        .put("symbol", position.symbol().value())
                        .put("initialMargin", Frames.eight(positions.initial(book, position)))
                        .put("maintMargin", Frames.eight(book.maintenanceMargin(position)))
                        .put("unrealizedProfit", Frames.eight(position.unrealized(mark)))
                        .put("positionInitialMargin", Frames.eight(book.initialMargin(position, mark)))
                        .put("openOrderInitialMargin", Frames.eight(book.openOrderMargin(position.key())))
                        .put("leverage", Integer.toString(leverage))
                        .put("isolated", position.isolated())
                        .put("entryPrice", position.entryPrice().toPlainString())
                        .put("breakEvenPrice", position.breakEven().toPlainString())
                        .put(
                                "maxNotional",
                                book.brackets(position.symbol())
                                        .maxNotional(leverage)
                                        .toPlainString())
                        .put(
                                "bidNotional",
                                Frames.eight(book.exposure(position.key()).bids()))
                        .put(
                                "askNotional",
                                Frames.eight(book.exposure(position.key()).asks()))
                        .put("positionSide", position.side().name())
                        .put("positionAmt", PositionList.amount(position))
                        .put("notional", Frames.eight(position.amount().multiply(mark)))
                        .put("isolatedWallet", Frames.eight(position.isolatedWallet()))
                        .put("updateTime", position.updatedAt().toEpochMilli());
            }
            return reply;
        });
    }

    private static void totals(ObjectNode reply, Account account) {
        BigDecimal initial = account.positionMargin().add(account.openOrderMargin());
        reply.put("totalInitialMargin", Frames.eight(initial))
                .put("totalMaintMargin", Frames.eight(account.maintenance()))
                .put("totalWalletBalance", Frames.eight(account.wallet()))
                .put("totalUnrealizedProfit", Frames.eight(account.unrealized()))
                .put("totalMarginBalance", Frames.eight(account.wallet().add(account.unrealized())))
                .put("totalPositionInitialMargin", Frames.eight(account.positionMargin()))
                .put("totalOpenOrderInitialMargin", Frames.eight(account.openOrderMargin()))
                .put("totalCrossWalletBalance", Frames.eight(account.crossWallet()))
                .put("totalCrossUnPnl", Frames.eight(account.crossUnrealized()))
                .put("availableBalance", Frames.eight(account.available()))
                .put("maxWithdrawAmount", Frames.eight(account.withdrawable()));
    }

    private void assets(ObjectNode reply, Account account, boolean withMarginAvailable) {
        ObjectNode row = reply.putArray("assets")
                .addObject()
                .put("asset", "USDT")
                .put("walletBalance", Frames.eight(account.wallet()))
                .put("unrealizedProfit", Frames.eight(account.unrealized()))
                .put("marginBalance", Frames.eight(account.wallet().add(account.unrealized())))
                .put("maintMargin", Frames.eight(account.maintenance()))
                .put("initialMargin", Frames.eight(account.positionMargin().add(account.openOrderMargin())))
                .put("positionInitialMargin", Frames.eight(account.positionMargin()))
                .put("openOrderInitialMargin", Frames.eight(account.openOrderMargin()))
                .put("crossWalletBalance", Frames.eight(account.crossWallet()))
                .put("crossUnPnl", Frames.eight(account.crossUnrealized()))
                .put("availableBalance", Frames.eight(account.available()))
                .put("maxWithdrawAmount", Frames.eight(account.withdrawable()));
        if (withMarginAvailable) {
            row.put("marginAvailable", true);
        }
        row.put("updateTime", venue.now().toEpochMilli());
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
                .put("maxWithdrawAmount", Frames.eight(account.withdrawable()))
                .put("marginAvailable", true)
                .put("updateTime", venue.now().toEpochMilli());
        return rows;
    }

    private ObjectNode config(ObjectNode reply) {
        return reply.put("feeTier", 0)
                .put("canTrade", true)
                .put("canDeposit", true)
                .put("canWithdraw", true)
                .put("dualSidePosition", venue.read(PaperBook::hedge))
                .put("updateTime", 0)
                .put("multiAssetsMargin", false)
                .put("tradeGroupId", -1);
    }

    private JsonNode setMode(Params params) {
        boolean hedge = mandatoryFlag(params, "dualSidePosition");
        boolean ignored = ApiError.orThrow(venue.change((book, at) -> book.setHedge(hedge)));
        return success();
    }

    private static JsonNode setMultiAssets(Params params) {
        if (mandatoryFlag(params, "multiAssetsMargin")) {
            throw ApiError.notSimulated("multi-assets mode; this account margins in USDT alone");
        }
        throw ApiError.of(-4171, "No need to change multi-assets mode.");
    }

    private static JsonNode setFeeBurn(Params params) {
        if (mandatoryFlag(params, "feeBurn")) {
            throw ApiError.notSimulated("fees in BNB; this account holds USDT alone");
        }
        return success();
    }

    static boolean mandatoryFlag(Params params, String name) {
        return switch (params.mandatory(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ApiError.mandatory(name);
        };
    }

    /** No quantitative rule is broken here, so there is nothing to indicate. */
    private JsonNode tradingStatus(Params params) {
        Object ignored = params.instrumentOrAll(venue.instruments());
        ObjectNode reply = NODES.objectNode();
        reply.putObject("indicators");
        return reply.put("updateTime", venue.now().toEpochMilli());
    }

    static ObjectNode success() {
        return NODES.objectNode().put("code", 200).put("msg", "success");
    }
}
