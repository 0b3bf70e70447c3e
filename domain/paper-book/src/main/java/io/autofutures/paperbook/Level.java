package io.autofutures.paperbook;

import java.math.BigDecimal;

/** What may be traded at one price. @param quantity base asset */
public record Level(BigDecimal price, BigDecimal quantity) {}
