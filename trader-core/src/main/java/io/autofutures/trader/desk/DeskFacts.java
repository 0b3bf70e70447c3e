package io.autofutures.trader.desk;

import io.autofutures.execution.Moment;
import io.autofutures.execution.gate.GateFacts;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.control.Control;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.trade.Proposal;
import io.autofutures.transport.Table;
import java.util.List;
import java.util.function.Supplier;

/** What the gate reads besides the desk's own fold: tables, marks, symbol rules, settings. */
final class DeskFacts {
    private final AccountId accountId;
    private final Table<AccountState> accounts;
    private final Table<PositionState> positions;
    private final Table<Control> controls;
    private final Marks marks;
    private final VenueSetup setup;
    private final Supplier<Settings> settings;

    DeskFacts(
            AccountId accountId,
            Table<AccountState> accounts,
            Table<PositionState> positions,
            Table<Control> controls,
            Marks marks,
            VenueSetup setup,
            Supplier<Settings> settings) {
        this.accountId = accountId;
        this.accounts = accounts;
        this.positions = positions;
        this.controls = controls;
        this.marks = marks;
        this.setup = setup;
        this.settings = settings;
    }

    GateFacts at(Moment now, Proposal proposal) {
        List<PositionState> held = positions.all().values().stream()
                .filter(position -> position.account().equals(accountId))
                .toList();
        return new GateFacts(
                now,
                accounts.get(accountId.value()).orElse(null),
                held,
                List.copyOf(controls.all().values()),
                setup.rules(proposal.symbol()).orElse(null),
                marks.forProposal(proposal),
                settings.get(),
                setup.hedgeChecked());
    }
}
