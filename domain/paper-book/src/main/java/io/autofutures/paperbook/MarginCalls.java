package io.autofutures.paperbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Warns the owner of a position before it is taken over; once, until it was out of danger again. */
final class MarginCalls {
    private final BookState state;
    private final Margins margins;
    private final MarginTerms terms;

    MarginCalls(BookState state, Margins margins, MarginTerms terms) {
        this.state = state;
        this.margins = margins;
        this.terms = terms;
    }

    void check(BookStep step) {
        Map<PositionKey, PaperPosition> endangered = endangered();
        List<PositionKey> over = state.money.called.stream()
                .filter(key -> !endangered.containsKey(key))
                .toList();
        List<PaperPosition> fresh = endangered.values().stream()
                .filter(position -> !state.money.called.contains(position.key()))
                .toList();
        if (!over.isEmpty()) {
            step.tell(new BookEvent.MarginCallsOver(over));
        }
        if (!fresh.isEmpty()) {
            boolean cross = fresh.stream().anyMatch(position -> !position.isolated());
            var rows = new ArrayList<MarginCallRow>();
            for (PaperPosition position : fresh) {
                rows.add(new MarginCallRow(
                        position,
                        margins.mark(position.symbol()),
                        margins.unrealized(position),
                        margins.maintenance(position)));
            }
            step.tell(new BookEvent.MarginCalled(cross ? margins.account().crossWallet() : null, rows));
        }
    }

    private Map<PositionKey, PaperPosition> endangered() {
        var found = new LinkedHashMap<PositionKey, PaperPosition>();
        Account account = margins.account();
        boolean cross = near(account.crossMaintenance(), account.crossEquity());
        state.positions.values().stream()
                .filter(position -> !position.isFlat())
                .filter(position -> position.isolated()
                        ? near(
                                margins.maintenance(position),
                                position.isolatedWallet().add(margins.unrealized(position)))
                        : cross)
                .sorted(Comparator.comparing(PaperPosition::symbol).thenComparing(PaperPosition::side))
                .forEach(position -> found.put(position.key(), position));
        return found;
    }

    private boolean near(BigDecimal maintenance, BigDecimal balance) {
        return maintenance.signum() > 0
                && maintenance.compareTo(balance.multiply(terms.callRatio()).setScale(8, RoundingMode.HALF_UP)) >= 0;
    }
}
