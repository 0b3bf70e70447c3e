package io.autofutures.ledger;

import io.autofutures.ledger.lifecycle.OrderSights;
import io.autofutures.ledger.position.ExitReason;
import io.autofutures.ledger.position.Fill;
import io.autofutures.ledger.position.Holding;
import io.autofutures.ledger.position.PositionKey;
import io.autofutures.ledger.position.PositionTrack;
import io.autofutures.ledger.posting.Ledger;
import io.autofutures.ledger.posting.LedgerAccount;
import io.autofutures.ledger.reconcile.Comparison;
import io.autofutures.ledger.reconcile.Difference;
import io.autofutures.ledger.reconcile.VenueSnapshot;
import io.autofutures.ledger.reconcile.VenueSnapshot.Margin;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One account as a fold: user events, comparisons with the venue and marks in, facts and states out. Events may come in
 * any order and any number of times. Not thread-safe; owned by the thread that has the account.
 */
public final class TrackerCore {
    private final AccountId account;
    private final AccountBooks books = new AccountBooks();
    private final AccountView view;
    private final Map<Symbol, Instant> markedAt = new HashMap<>();
    private @Nullable LocalDate openedOn;
    private boolean streamGood;
    private Instant lastStamp = Instant.EPOCH;
    private long version;

    public TrackerCore(AccountId account) {
        this.account = account;
        this.view = new AccountView(account, books);
    }

    /** Folds one event of the user stream. */
    public List<Output> on(UserEvent event) {
        version++;
        return switch (event) {
            case UserEvent.OrderUpdated order -> ordered(order);
            case UserEvent.AlgoUpdated algo -> seen(OrderSights.of(algo), algo);
            case UserEvent.AccountUpdated update -> updated(update);
            case UserEvent.ConfigUpdated config -> {
                Margin before = books.margin(config.symbol());
                books.margins.put(config.symbol(), new Margin(config.leverage(), before.type()));
                yield view.changes(config.symbol(), event.eventId(), event.occurredAt());
            }
            case UserEvent.StreamInterrupted interrupted -> doubted(interrupted);
            case UserEvent.StreamResumed resumed -> doubted(resumed);
            case UserEvent.MultiAssetsChanged unused -> List.of();
            case UserEvent.MarginCalled unused -> List.of();
            case UserEvent.Unrecognized unused -> List.of();
        };
    }

    /** Events may be missing: nothing is known to be good until the next clean comparison. */
    private List<Output> doubted(UserEvent event) {
        streamGood = false;
        view.reconciled = false;
        return view.changes(null, event.eventId(), event.occurredAt());
    }

    private List<Output> ordered(UserEvent.OrderUpdated event) {
        var out = new ArrayList<Output>();
        out.addAll(facts(books.orders.apply(OrderSights.of(event)), event.eventId(), event.occurredAt()));
        if (event.isFill() && event.lastPrice() != null) {
            var fill = new Fill(
                    new PositionKey(event.symbol(), event.positionSide()),
                    event.side(),
                    event.orderId(),
                    event.clientOrderId(),
                    event.tradeId(),
                    event.transactedAt(),
                    event.lastFilled(),
                    event.lastPrice(),
                    event.filled(),
                    event.commission(),
                    event.commissionAsset(),
                    event.realizedProfit(),
                    event.maker(),
                    false,
                    exitReason(event));
            out.addAll(filled(fill, event.eventId()));
        }
        out.addAll(view.changes(event.symbol(), event.eventId(), event.occurredAt()));
        return out;
    }

    private ExitReason exitReason(UserEvent.OrderUpdated event) {
        OrderType own = event.originalType().isConditional() || event.originalType() == OrderType.LIQUIDATION
                ? event.originalType()
                : event.type();
        OrderType type = books.orders
                .algoOf(event.symbol(), event.clientOrderId())
                .map(OrderView::type)
                .orElse(own);
        return ExitReason.of(event.clientOrderId(), type);
    }

    private List<Output> seen(OrderView order, UserEvent.AlgoUpdated event) {
        var out = new ArrayList<Output>();
        out.addAll(facts(books.orders.apply(order), event.eventId(), event.occurredAt()));
        out.addAll(view.changes(event.symbol(), event.eventId(), event.occurredAt()));
        return out;
    }

    private List<Output> facts(List<OrderView> changed, String causationId, Instant at) {
        var out = new ArrayList<Output>();
        for (OrderView order : changed) {
            String id = "%s/%s-%s".formatted(causationId, order.book(), order.venueOrderId());
            out.add(new Output.Fact(
                    new OrderEvent.OrderChanged(account, at, id, order), causationId, lineage(order.clientOrderId())));
        }
        return out;
    }

    private List<Output> filled(Fill fill, String causationId) {
        if (!books.count(fill)) {
            return List.of();
        }
        var out = new ArrayList<Output>();
        var event = new OrderEvent.OrderFilled(
                account,
                fill.at(),
                "%s/fill-%d".formatted(causationId, fill.tradeId()),
                fill.symbol(),
                fill.clientOrderId(),
                fill.orderId(),
                fill.tradeId(),
                fill.side(),
                fill.position().side(),
                fill.quantity(),
                fill.price(),
                fill.cumulative(),
                fill.commission(),
                fill.commissionAsset(),
                fill.realized(),
                fill.maker(),
                fill.inferred());
        out.add(new Output.Fact(event, causationId, lineage(fill.clientOrderId())));
        PositionTrack track = books.track(fill.position());
        for (PositionTrack.Closed closed : track.newlyClosed()) {
            out.add(closed(track, closed, causationId));
        }
        if (!books.holds(fill.symbol())) {
            books.marks.remove(fill.symbol()); // by the next position it would be an old one
            markedAt.remove(fill.symbol());
        }
        books.revalue(causationId);
        return out;
    }

    private Output closed(PositionTrack track, PositionTrack.Closed closed, String causationId) {
        Holding held = closed.holding();
        BigDecimal funding = track.funding(held, closed.last().at());
        var event = new OrderEvent.PositionClosed(
                account,
                closed.last().at(),
                "closed/%s/%s".formatted(account, held.episode()),
                held.episode(),
                track.key().symbol(),
                track.key().side(),
                new Quantity(held.entered()),
                held.averageEntry(),
                held.averageExit(),
                closed.last().exitReason().name(),
                closed.last().clientOrderId(),
                held.realized(),
                held.fees(),
                funding,
                held.realized().subtract(held.fees()).add(funding),
                held.openedAt());
        return new Output.Fact(event, causationId, held.lineage());
    }

    private List<Output> updated(UserEvent.AccountUpdated event) {
        var out = new ArrayList<Output>();
        for (UserEvent.AccountUpdated.PositionRow row : event.positions()) {
            String type = row.marginType().equalsIgnoreCase("isolated") ? "ISOLATED" : "CROSSED";
            books.margins.put(
                    row.symbol(), new Margin(books.margin(row.symbol()).leverage(), type));
        }
        LedgerAccount source = source(event.reason());
        if (source != null) {
            for (UserEvent.AccountUpdated.Balance balance : event.balances()) {
                String id = event.eventId() + "/" + balance.asset();
                if (balance.change().signum() != 0 && books.move(id, source, balance.asset(), balance.change())) {
                    out.add(new Output.Fact(
                            new OrderEvent.BalanceMoved(
                                    account,
                                    event.transactedAt(),
                                    id,
                                    balance.asset(),
                                    event.reason(),
                                    balance.change(),
                                    balance.wallet()),
                            event.eventId(),
                            null));
                    if (source == LedgerAccount.FUNDING) {
                        books.funded(event)
                                .ifPresent(track -> track.addFunding(event.transactedAt(), balance.change()));
                    }
                }
            }
        }
        out.addAll(view.changes(null, event.eventId(), event.occurredAt()));
        return out;
    }

    /** Where a change of the wallet comes from; absent where fills or nothing at all account for it. */
    private static @Nullable LedgerAccount source(String reason) {
        return switch (reason) {
            case "ORDER", "MARGIN_TRANSFER", "MARGIN_TYPE_CHANGE" -> null;
            case "FUNDING_FEE" -> LedgerAccount.FUNDING;
            case "ADJUSTMENT", "INSURANCE_CLEAR", "RECONCILED" -> LedgerAccount.ADJUSTMENTS;
            default -> LedgerAccount.TRANSFERS;
        };
    }

    /** Revalues what is held of the mark's symbol, at most once a second of venue time. */
    public List<Output> on(MarkPriceUpdated mark) {
        Instant last = markedAt.getOrDefault(mark.symbol(), Instant.MIN);
        if (!books.holds(mark.symbol()) || mark.occurredAt().getEpochSecond() <= last.getEpochSecond()) {
            return List.of();
        }
        markedAt.put(mark.symbol(), mark.occurredAt());
        books.marks.put(mark.symbol(), mark.mark());
        books.revalue(mark.eventId());
        know(mark.occurredAt());
        var out = new ArrayList<>(view.renewPositions(mark.symbol(), mark.eventId(), mark.occurredAt()));
        boolean due =
                view.accountPublishedFor().getEpochSecond() < mark.occurredAt().getEpochSecond();
        if (view.accountKnown() && due) {
            out.add(view.renewAccount(mark.eventId(), mark.occurredAt()));
        }
        return out;
    }

    /** Says again, while all is well, that it is; and opens the books of a new UTC day. Called each second. */
    public List<Output> renew(Instant now) {
        if (!good()) {
            return List.of();
        }
        know(now);
        String causationId = "renewed/%s/%d".formatted(account, now.toEpochMilli());
        var out = new ArrayList<>(view.renewOlderThan(now.minusSeconds(1), causationId, now));
        if (view.accountPublishedFor().getEpochSecond() < now.getEpochSecond()) {
            out.add(view.renewAccount(causationId, now));
        }
        if (!now.atZone(ZoneOffset.UTC).toLocalDate().equals(openedOn)) {
            out.add(open(causationId, now));
        }
        return out;
    }

    private void know(Instant now) {
        if (good() && now.isAfter(view.knownGoodAt)) {
            view.knownGoodAt = now;
        }
    }

    /** What the venue says otherwise than we do; changes nothing. */
    public List<Difference> compare(VenueSnapshot venue) {
        return Comparison.compare(books.own(), venue);
    }

    /**
     * Makes the venue's word ours. Where both agreed, the account counts as reconciled and blocked symbols are free again;
     * else symbols with a difference stay blocked until a later comparison is clean. The first snapshot of an account is
     * its opening, not a difference.
     */
    public List<Output> settle(VenueSnapshot venue) {
        boolean first = openedOn == null;
        Instant at = stamp(venue.takenAt());
        String id = "reconciled/%s/%d".formatted(account, at.toEpochMilli());
        List<Difference> differences = compare(venue);
        var adoption = new Adoption(account, books, venue, id, first);
        var out = new ArrayList<Output>();
        adoption.orders(differences).forEach(changed -> out.addAll(facts(changed, id, at)));
        for (Fill fill : adoption.missedFills(differences)) {
            out.addAll(filled(fill, id));
        }
        out.addAll(adoption.positions());
        out.addAll(adoption.wallets());
        books.margins.putAll(venue.margins());
        books.revalue(id);
        view.hedgeMode = venue.hedgeMode();
        view.venueSaysAvailable(venue.available());
        boolean clean = first || differences.isEmpty();
        boolean wasClean = view.reconciled && view.blocked.isEmpty();
        var blocked = new TreeSet<Symbol>();
        if (!clean) {
            differences.forEach(difference -> difference.symbol().ifPresent(blocked::add));
        }
        view.blocked.clear();
        view.blocked.addAll(blocked);
        view.reconciled = clean;
        streamGood = true;
        if (clean && venue.takenAt().isAfter(view.knownGoodAt)) {
            view.knownGoodAt = venue.takenAt();
        }
        if (!clean || !wasClean) {
            List<String> words = clean
                    ? List.of()
                    : differences.stream().map(Difference::describe).toList();
            out.add(new Output.Fact(new OrderEvent.Reconciled(account, at, id, words, List.copyOf(blocked)), id, null));
        }
        out.addAll(view.changes(null, id, at));
        if (!clean || !at.atZone(ZoneOffset.UTC).toLocalDate().equals(openedOn)) {
            out.add(open(id, at));
        }
        return out;
    }

    /** Two comparisons in one instant of venue time are two events all the same. */
    private Instant stamp(Instant takenAt) {
        Instant at = takenAt.isAfter(lastStamp) ? takenAt : lastStamp.plusMillis(1);
        lastStamp = at;
        return at;
    }

    private Output open(String causationId, Instant at) {
        lastStamp = lastStamp.isAfter(at) ? lastStamp : at;
        openedOn = at.atZone(ZoneOffset.UTC).toLocalDate();
        books.settle(at);
        return new Output.Fact(OpeningRecord.write(account, books, view.openPositions(at), at), causationId, null);
    }

    /** The position mode as the venue has it now. */
    public List<Output> hedgeMode(boolean hedge, Instant at) {
        view.hedgeMode = hedge;
        return view.changes(null, "position-mode/%s/%d".formatted(account, at.toEpochMilli()), at);
    }

    /** Folds what was published before, in the order of the log; says nothing. */
    public void restore(OrderEvent event) {
        switch (event) {
            case OrderEvent.Opened opened -> {
                OpeningRecord.read(books, opened);
                lastStamp = opened.occurredAt();
                openedOn = opened.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
            }
            case OrderEvent.OrderChanged changed -> {
                OrderView order = changed.order();
                books.orders.apply(order);
            }
            case OrderEvent.OrderFilled filled -> books.count(Adoption.fillOf(filled, books));
            case OrderEvent.PositionClosed closed -> {
                PositionTrack track = books.track(new PositionKey(closed.symbol(), closed.positionSide()));
                track.markReported(closed.episode());
            }
            case OrderEvent.BalanceMoved moved -> {
                LedgerAccount source = source(moved.reason());
                if (source != null) {
                    books.move(moved.eventId(), source, moved.asset(), moved.change());
                }
            }
            case OrderEvent.Reconciled compared -> stamp(compared.occurredAt());
        }
    }

    public void restore(PositionState state) {
        books.margins.put(state.symbol(), new Margin(state.leverage(), state.marginType()));
        if (state.mark() != null && state.isOpen()) {
            books.marks.put(state.symbol(), state.mark());
        }
        view.restore(state);
    }

    /** After everything else: a comparison must come before anything is known to be good. */
    public void restore(AccountState state) {
        books.revalue("restored");
        view.restore(state);
        view.reconciled = false;
    }

    /** Grows with each user event: two equal readings enclose a consistent cut. */
    public long version() {
        return version;
    }

    /** An opening record exists. */
    public boolean opened() {
        return openedOn != null;
    }

    /** User stream and comparison with the venue are good. */
    public boolean good() {
        return streamGood && view.reconciled && openedOn != null;
    }

    public boolean hedgeMode() {
        return view.hedgeMode;
    }

    public List<OrderView> openOrders() {
        return books.orders.open();
    }

    /** Symbols with an open position. */
    public Set<Symbol> held() {
        var symbols = new TreeSet<Symbol>();
        books.tracks.values().stream()
                .filter(track -> track.open().isPresent())
                .forEach(track -> symbols.add(track.key().symbol()));
        return symbols;
    }

    public AccountState accountState(Instant at) {
        return view.account(at);
    }

    public List<PositionState> openPositions(Instant at) {
        return view.openPositions(at);
    }

    public List<OrderView> orders() {
        return books.orders.all();
    }

    /** For inspection; posting to it from outside breaks the fold. */
    public Ledger ledger() {
        return books.ledger;
    }

    private static @Nullable String lineage(ClientOrderId id) {
        return id.lineage().map(Lineage::value).orElse(null);
    }
}
