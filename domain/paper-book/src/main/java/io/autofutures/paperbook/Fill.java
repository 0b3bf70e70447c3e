package io.autofutures.paperbook;

import java.math.BigDecimal;

/** One execution. @param fee quote currency @param realized profit of the part that closed, before the fee */
public record Fill(
        long tradeId, BigDecimal price, BigDecimal quantity, BigDecimal fee, BigDecimal realized, boolean maker) {}
