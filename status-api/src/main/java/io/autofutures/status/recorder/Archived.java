package io.autofutures.status.recorder;

import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.trade.EvaluationRecord;

/** What stands in the archive of one symbol. */
public sealed interface Archived {
    /** A mark price, a closed candle, or a gap mark. */
    record Happened(MarketEvent event) implements Archived {}

    /** From the next event on the symbol was judged by these. */
    record SettingsTaken(EvaluationRecord.SettingsTaken settings) implements Archived {}
}
