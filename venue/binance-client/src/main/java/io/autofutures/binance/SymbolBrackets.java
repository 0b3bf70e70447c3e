package io.autofutures.binance;

import io.autofutures.binance.FuturesRest.Bracket;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param notionalCoefficient multiplier of the brackets for this account; absent where it is one
 * @param brackets largest leverage first
 */
public record SymbolBrackets(Symbol symbol, @Nullable BigDecimal notionalCoefficient, List<Bracket> brackets) {}
