package io.autofutures.simulator;

import io.autofutures.model.market.Symbol;
import io.autofutures.paperbook.Brackets;
import io.autofutures.paperbook.MarginTerms;
import io.autofutures.paperbook.SymbolMargin;
import io.autofutures.simulator.venue.BracketFile;
import io.autofutures.simulator.venue.Instrument;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Margin terms of the traded symbols: brackets of the file, else built-in ones; the liquidation fee of exchangeInfo. */
final class MarginTable {
    private MarginTable() {}

    static MarginTerms of(Map<Symbol, Instrument> instruments, @Nullable Path file) {
        Map<Symbol, Brackets> given = file == null ? Map.of() : BracketFile.read(file);
        var table = new HashMap<Symbol, SymbolMargin>();
        instruments.forEach((symbol, instrument) -> {
            SymbolMargin standard = SymbolMargin.standard(symbol);
            String fee = instrument.row().path("liquidationFee").asString("");
            boolean known = fee.matches("0(\\.\\d{1,12})?");
            table.put(
                    symbol,
                    new SymbolMargin(
                            given.getOrDefault(symbol, standard.brackets()),
                            known ? new BigDecimal(fee) : standard.liquidationFee()));
        });
        return MarginTerms.standard().withSymbols(symbol -> table.getOrDefault(symbol, SymbolMargin.standard(symbol)));
    }
}
