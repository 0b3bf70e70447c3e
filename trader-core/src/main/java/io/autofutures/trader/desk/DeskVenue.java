package io.autofutures.trader.desk;

import io.autofutures.binance.FuturesRest;

/** The desk's own line to the venue, with the trading key; not to be shared with the keyless decider. */
public record DeskVenue(FuturesRest rest) {}
