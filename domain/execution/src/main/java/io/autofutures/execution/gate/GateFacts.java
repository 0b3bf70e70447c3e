package io.autofutures.execution.gate;

import io.autofutures.execution.Moment;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.control.Control;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.settings.Settings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the gate looks at besides the proposal and the desk's own fold; read by the shell at one moment.
 *
 * @param account absent before the tracker has published it
 * @param positions every known position of the account, flat ones too
 * @param controls every latch
 * @param rules of the proposal's symbol; absent when the venue does not list it
 * @param mark of the proposal's symbol; absent before the first
 * @param hedgeChecked the venue said that hedge mode is on
 */
public record GateFacts(
        Moment now,
        @Nullable AccountState account,
        List<PositionState> positions,
        List<Control> controls,
        @Nullable SymbolRules rules,
        @Nullable Mark mark,
        Settings settings,
        boolean hedgeChecked) {
    /** @param at venue event time */
    public record Mark(Price price, Instant at) {}
}
