package io.autofutures.simulator.rest;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.PositionSide;
import io.autofutures.paperbook.Bracket;
import io.autofutures.paperbook.Exposure;
import io.autofutures.paperbook.PaperBook;
import io.autofutures.paperbook.PaperPosition;
import io.autofutures.paperbook.PositionKey;
import io.autofutures.paperbook.SymbolSetup;
import io.autofutures.simulator.stream.Frames;
import io.autofutures.simulator.venue.Instrument;
import io.autofutures.simulator.venue.Venue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Positions, and what is set for one symbol: leverage, margin type, margin, brackets, fees. */
final class PositionRoutes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Venue venue;
    private final PositionList positions;

    PositionRoutes(Venue venue) {
        this.venue = venue;
        this.positions = new PositionList(venue);
    }

    Map<String, Route> routes() {
        return Map.ofEntries(
                Map.entry("GET /fapi/v3/positionRisk", Route.signed(5, this::positionRisk)),
                Map.entry("GET /fapi/v2/positionRisk", Route.signed(5, this::positionRiskWithSettings)),
                Map.entry("GET /fapi/v1/adlQuantile", Route.signed(5, this::adlQuantile)),
                Map.entry("POST /fapi/v1/leverage", Route.signed(1, this::setLeverage)),
                Map.entry("POST /fapi/v1/marginType", Route.signed(1, this::setMarginType)),
                Map.entry("POST /fapi/v1/positionMargin", Route.signed(1, this::moveMargin)),
                Map.entry("GET /fapi/v1/symbolConfig", Route.signed(5, this::symbolConfig)),
                Map.entry("GET /fapi/v1/leverageBracket", Route.signed(1, this::leverageBracket)),
                Map.entry("GET /fapi/v1/commissionRate", Route.signed(20, this::commissionRate)));
    }

    private JsonNode positionRisk(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        return venue.read(book -> {
            ArrayNode rows = NODES.arrayNode();
            for (PaperPosition position : positions.listed(book, one)) {
                BigDecimal mark = book.quoteOf(position.symbol()).mark();
                BigDecimal openOrders = book.openOrderMargin(position.key());
                BigDecimal margin = book.initialMargin(position, mark);
                Exposure exposure = book.exposure(position.key());
                rows.addObject()
                        .put("symbol", position.symbol().value())
                        .put("positionSide", position.side().name())
                        .put("positionAmt", PositionList.amount(position))
                        .put("entryPrice", position.entryPrice().toPlainString())
                        .put("breakEvenPrice", position.breakEven().toPlainString())
                        .put("markPrice", Frames.eight(mark))
                        .put("unRealizedProfit", Frames.eight(position.unrealized(mark)))
                        .put("liquidationPrice", liquidation(book, position))
                        .put("isolatedMargin", PositionList.isolatedMargin(position, mark))
                        .put("notional", Frames.eight(position.amount().multiply(mark)))
                        .put("marginAsset", "USDT")
                        .put("isolatedWallet", Frames.eight(position.isolatedWallet()))
                        .put("initialMargin", Frames.eight(margin.add(openOrders)))
                        .put("maintMargin", Frames.eight(book.maintenanceMargin(position)))
                        .put("positionInitialMargin", Frames.eight(margin))
                        .put("openOrderInitialMargin", Frames.eight(openOrders))
                        .put("adl", book.adlRank(position.key()))
                        .put("bidNotional", Frames.eight(exposure.bids()))
                        .put("askNotional", Frames.eight(exposure.asks()))
                        .put("updateTime", position.updatedAt().toEpochMilli());
            }
            return rows;
        });
    }

    /** The older shape: settings in each row, and every symbol, held or not. */
    private JsonNode positionRiskWithSettings(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        return venue.read(book -> {
            ArrayNode rows = NODES.arrayNode();
            for (PaperPosition position : positions.all(book, one)) {
                BigDecimal mark = book.quoteOf(position.symbol()).mark();
                int leverage = book.setup(position.symbol()).leverage();
                rows.addObject()
                        .put("symbol", position.symbol().value())
                        .put("positionAmt", PositionList.amount(position))
                        .put("entryPrice", position.entryPrice().toPlainString())
                        .put("breakEvenPrice", position.breakEven().toPlainString())
                        .put("markPrice", Frames.eight(mark))
                        .put("unRealizedProfit", Frames.eight(position.unrealized(mark)))
                        .put("liquidationPrice", liquidation(book, position))
                        .put("leverage", Integer.toString(leverage))
                        .put("maxNotionalValue", maxNotional(book, position.symbol(), leverage))
                        .put("marginType", position.isolated() ? "isolated" : "cross")
                        .put("isolatedMargin", PositionList.isolatedMargin(position, mark))
                        .put("isAutoAddMargin", "false")
                        .put("positionSide", position.side().name())
                        .put("notional", Frames.eight(position.amount().multiply(mark)))
                        .put("isolatedWallet", Frames.eight(position.isolatedWallet()))
                        .put("updateTime", position.updatedAt().toEpochMilli());
            }
            return rows;
        });
    }

    private static String liquidation(PaperBook book, PaperPosition position) {
        BigDecimal price = book.liquidationPrice(position);
        return price.signum() == 0 ? "0" : price.toPlainString();
    }

    private static String maxNotional(PaperBook book, Symbol symbol, int leverage) {
        return book.brackets(symbol).maxNotional(leverage).toPlainString();
    }

    /** The third entry is named for what the mode and margin type make of it; in hedge mode it says nothing. */
    private JsonNode adlQuantile(Params params) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        return venue.read(book -> {
            ArrayNode rows = NODES.arrayNode();
            List<Symbol> held = positions.listed(book, one).stream()
                    .filter(position -> !position.isFlat())
                    .map(PaperPosition::symbol)
                    .distinct()
                    .toList();
            for (Symbol symbol : held) {
                ObjectNode ranks =
                        rows.addObject().put("symbol", symbol.value()).putObject("adlQuantile");
                boolean isolated = book.setup(symbol).isolated();
                ranks.put("LONG", book.adlRank(new PositionKey(symbol, PositionSide.LONG)))
                        .put("SHORT", book.adlRank(new PositionKey(symbol, PositionSide.SHORT)))
                        .put(
                                book.hedge() && !isolated ? "HEDGE" : "BOTH",
                                book.adlRank(new PositionKey(symbol, PositionSide.BOTH)));
            }
            return rows;
        });
    }

    private JsonNode setLeverage(Params params) {
        Symbol symbol = params.instrument(venue.instruments()).symbol();
        long leverage = params.number("leverage").orElseThrow(() -> ApiError.mandatory("leverage"));
        int bounded = (int) Math.clamp(leverage, 0, 1_000);
        SymbolSetup setup = ApiError.orThrow(venue.change((book, at) -> book.setLeverage(symbol, bounded)));
        String most = venue.read(book -> maxNotional(book, symbol, setup.leverage()));
        return NODES.objectNode()
                .put("leverage", setup.leverage())
                .put("maxNotionalValue", most)
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
        return AccountRoutes.success();
    }

    private JsonNode moveMargin(Params params) {
        Symbol symbol = params.instrument(venue.instruments()).symbol();
        PositionSide side =
                params.word("positionSide", PositionSide.class, PositionSide.BOTH, -4060, "Invalid position side.");
        BigDecimal amount = params.mandatoryDecimal("amount");
        long type = params.number("type").orElseThrow(() -> ApiError.mandatory("type"));
        if (type != 1 && type != 2) {
            throw ApiError.of(-1130, "Data sent for parameter 'type' is not valid.");
        }
        if (venue.read(PaperBook::hedge) == (side == PositionSide.BOTH)) {
            throw ApiError.of(-4061, "Order's position side does not match user's setting.");
        }
        BigDecimal moved = ApiError.orThrow(venue.change((book, at) ->
                book.moveMargin(new PositionKey(symbol, side), type == 1 ? amount : amount.negate(), at)));
        return NODES.objectNode()
                .put("amount", moved)
                .put("code", 200)
                .put("msg", "Successfully modify position margin.")
                .put("type", type);
    }

    private JsonNode symbolConfig(Params params) {
        return each(params, (book, instrument, row) -> {
            SymbolSetup setup = book.setup(instrument.symbol());
            row.put("marginType", setup.isolated() ? "ISOLATED" : "CROSSED")
                    .put("isAutoAddMargin", "false")
                    .put("leverage", setup.leverage())
                    .put("maxNotionalValue", maxNotional(book, instrument.symbol(), setup.leverage()));
        });
    }

    private JsonNode leverageBracket(Params params) {
        return each(params, (book, instrument, row) -> {
            ArrayNode brackets = row.put("notionalCoef", 1.0).putArray("brackets");
            for (Bracket bracket : book.brackets(instrument.symbol()).rows()) {
                brackets.addObject()
                        .put("bracket", bracket.number())
                        .put("initialLeverage", bracket.leverage())
                        .put("notionalCap", bracket.cap())
                        .put("notionalFloor", bracket.floor())
                        .put("maintMarginRatio", bracket.ratio())
                        .put("cum", bracket.cumulative());
            }
        });
    }

    private interface RowFiller {
        void fill(PaperBook book, Instrument instrument, ObjectNode row);
    }

    private JsonNode each(Params params, RowFiller filler) {
        Instrument one = params.instrumentOrAll(venue.instruments());
        return venue.read(book -> {
            ArrayNode rows = NODES.arrayNode();
            for (Instrument instrument : venue.instruments().values()) {
                if (one == null || one.equals(instrument)) {
                    filler.fill(
                            book,
                            instrument,
                            rows.addObject().put("symbol", instrument.symbol().value()));
                }
            }
            return rows;
        });
    }

    private JsonNode commissionRate(Params params) {
        Instrument one = params.instrument(venue.instruments());
        return venue.read(book -> NODES.objectNode()
                .put("symbol", one.symbol().value())
                .put("makerCommissionRate", book.terms().makerFee().toPlainString())
                .put("takerCommissionRate", book.terms().takerFee().toPlainString())
                .put("rpiCommissionRate", book.terms().makerFee().toPlainString()));
    }
}
