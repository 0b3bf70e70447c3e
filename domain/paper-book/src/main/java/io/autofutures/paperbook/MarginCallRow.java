package io.autofutures.paperbook;

import java.math.BigDecimal;

/** A position near its liquidation. */
public record MarginCallRow(PaperPosition position, BigDecimal mark, BigDecimal unrealized, BigDecimal maintenance) {}
