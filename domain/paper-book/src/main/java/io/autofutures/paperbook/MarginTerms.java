package io.autofutures.paperbook;

import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * How the venue secures itself.
 *
 * @param symbols brackets and liquidation fee of each symbol
 * @param insuranceFund what the fund holds at the beginning; a loss beyond what it holds is deleveraged instead
 * @param callRatio maintenance margin over margin balance from which a margin call is sent, 0 to 1
 * @param historyLimit how many trades, and how many income records, are kept
 */
public record MarginTerms(
        Function<Symbol, SymbolMargin> symbols, BigDecimal insuranceFund, BigDecimal callRatio, int historyLimit) {
    /** Built-in brackets, a fund of ten million, calls at 80 %, 5000 records. */
    public static MarginTerms standard() {
        return new MarginTerms(SymbolMargin::standard, new BigDecimal("10000000"), new BigDecimal("0.8"), 5_000);
    }

    public MarginTerms withSymbols(Function<Symbol, SymbolMargin> table) {
        return new MarginTerms(table, insuranceFund, callRatio, historyLimit);
    }

    public MarginTerms withInsuranceFund(BigDecimal fund) {
        return new MarginTerms(symbols, fund, callRatio, historyLimit);
    }

    Brackets brackets(Symbol symbol) {
        return symbols.apply(symbol).brackets();
    }
}
