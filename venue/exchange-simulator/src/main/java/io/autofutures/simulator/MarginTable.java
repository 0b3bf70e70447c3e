package io.autofutures.simulator;

import io.autofutures.model.market.Symbol;
import io.autofutures.paperbook.Brackets;
import io.autofutures.paperbook.MarginTerms;
import io.autofutures.paperbook.SymbolMargin;
import io.autofutures.simulator.venue.Instrument;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Margin terms of the traded symbols: built-in brackets, the liquidation fee of exchangeInfo. */
final class MarginTable {
    private MarginTable() {}

    static MarginTerms of(Map<Symbol, Instrument> instruments) {
        var table = new HashMap<Symbol, SymbolMargin>();
        instruments.forEach((symbol, instrument) -> {
            SymbolMargin standard = SymbolMargin.standard(symbol);
            String fee = instrument.row().path("liquidationFee").asString("");
            boolean given = fee.matches("0(\\.\\d{1,12})?");
            table.put(
                    symbol,
                    new SymbolMargin(
                            Brackets.standard(symbol), given ? new BigDecimal(fee) : standard.liquidationFee()));
        });
        return MarginTerms.standard().withSymbols(symbol -> table.getOrDefault(symbol, SymbolMargin.standard(symbol)));
    }
}
