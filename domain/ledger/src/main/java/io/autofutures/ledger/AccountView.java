package io.autofutures.ledger;

import io.autofutures.ledger.position.Holding;
import io.autofutures.ledger.position.PositionKey;
import io.autofutures.ledger.position.PositionTrack;
import io.autofutures.ledger.posting.LedgerAccount;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the books into the states that are published, and knows which of them were published last. */
final class AccountView {
    private final AccountId account;
    private final AccountBooks books;
    private final Map<PositionKey, PositionState> published = new HashMap<>();
    private @Nullable AccountState publishedAccount;

    boolean hedgeMode;
    boolean reconciled;
    Instant knownGoodAt = Instant.EPOCH;
    final Set<Symbol> blocked = new TreeSet<>();

    /** Available margin as the venue said, and what our side was then. */
    private BigDecimal available = BigDecimal.ZERO;

    private BigDecimal availableAtWallet = BigDecimal.ZERO;
    private BigDecimal availableAtMargin = BigDecimal.ZERO;

    AccountView(AccountId account, AccountBooks books) {
        this.account = account;
        this.books = books;
    }

    void venueSaysAvailable(BigDecimal amount) {
        available = amount;
        availableAtWallet = books.ledger.of(LedgerAccount.WALLET, AccountBooks.QUOTE);
        availableAtMargin = books.marginUsed();
    }

    /**
     * States that differ from what was published in more than their times. An account whose amounts the venue has not
     * told yet is not among them: zeros would be made up.
     *
     * @param symbol absent for all
     */
    List<Output> changes(@Nullable Symbol symbol, String causationId, Instant at) {
        var out = new ArrayList<Output>();
        for (PositionTrack track : books.tracks.values()) {
            if (symbol == null || track.key().symbol().equals(symbol)) {
                PositionState state = position(track, at);
                PositionState before = published.get(track.key());
                boolean worthIt =
                        before == null ? state.isOpen() || !state.episode().isEmpty() : !same(before, state);
                if (worthIt) {
                    out.add(publish(track.key(), state, causationId));
                }
            }
        }
        AccountState state = account(at);
        if (accountKnown() && (publishedAccount == null || !same(publishedAccount, state))) {
            out.add(publish(state, causationId));
        }
        return out;
    }

    /** Open positions of {@code symbol} anew. */
    List<Output> renewPositions(Symbol symbol, String causationId, Instant at) {
        var out = new ArrayList<Output>();
        for (PositionTrack track : books.tracks.values()) {
            if (track.key().symbol().equals(symbol) && track.open().isPresent()) {
                out.add(publish(track.key(), position(track, at), causationId));
            }
        }
        return out;
    }

    /** Open positions that were last published before {@code limit}, anew. */
    List<Output> renewOlderThan(Instant limit, String causationId, Instant at) {
        var out = new ArrayList<Output>();
        for (PositionTrack track : books.tracks.values()) {
            PositionState before = published.get(track.key());
            if (track.open().isPresent()
                    && (before == null || before.knownGoodAt().isBefore(limit))) {
                out.add(publish(track.key(), position(track, at), causationId));
            }
        }
        return out;
    }

    Output renewAccount(String causationId, Instant at) {
        return publish(account(at), causationId);
    }

    /** The venue has told its amounts, in this life or before. */
    boolean accountKnown() {
        return publishedAccount != null || reconciled;
    }

    Instant accountPublishedFor() {
        return publishedAccount == null ? Instant.MIN : publishedAccount.knownGoodAt();
    }

    private Output publish(PositionKey key, PositionState state, String causationId) {
        published.put(key, state);
        return new Output.PositionChanged(state, causationId, state.lineage());
    }

    private Output publish(AccountState state, String causationId) {
        publishedAccount = state;
        return new Output.AccountChanged(state, causationId);
    }

    void restore(PositionState state) {
        published.put(new PositionKey(state.symbol(), state.positionSide()), state);
    }

    void restore(AccountState state) {
        publishedAccount = state;
        hedgeMode = state.hedgeMode();
        knownGoodAt = state.knownGoodAt();
        blocked.clear();
        blocked.addAll(state.blockedSymbols());
        venueSaysAvailable(state.available());
    }

    List<PositionState> openPositions(Instant at) {
        return books.tracks.values().stream()
                .filter(track -> track.open().isPresent())
                .map(track -> position(track, at))
                .toList();
    }

    private PositionState position(PositionTrack track, Instant at) {
        PositionKey key = track.key();
        Holding held = track.open().orElse(null);
        Episode episode = episode(track);
        var margin = books.margin(key.symbol());
        return new PositionState(
                account,
                key.symbol(),
                key.side(),
                new Quantity(track.size().abs()),
                held == null ? null : held.entryPrice(),
                books.marks.get(key.symbol()),
                books.unrealized(track),
                episode.realized(),
                episode.fees(),
                margin.leverage(),
                margin.type(),
                episode.id(),
                episode.lineage(),
                protection(track),
                episode.openedAt(),
                at,
                knownGoodAt);
    }

    private record Episode(
            String id,
            BigDecimal realized,
            BigDecimal fees,
            @Nullable String lineage,
            @Nullable Instant openedAt) {}

    /** Of the open position, or the last one while it is flat. */
    private Episode episode(PositionTrack track) {
        Holding shown = track.open().or(track::lastClosed).orElse(null);
        if (shown != null) {
            return new Episode(shown.episode(), shown.realized(), shown.fees(), shown.lineage(), shown.openedAt());
        }
        PositionState before = published.get(track.key());
        if (before != null) {
            return new Episode(before.episode(), before.realized(), before.fees(), before.lineage(), before.openedAt());
        }
        return new Episode("", BigDecimal.ZERO, BigDecimal.ZERO, null, null);
    }

    /** Live orders of either book that would take the position off: conditional ones, and resting limits. */
    private List<OrderView> protection(PositionTrack track) {
        PositionKey key = track.key();
        return books.orders.open().stream()
                .filter(order -> order.symbol().equals(key.symbol())
                        && order.positionSide() == key.side()
                        && (order.type().isConditional() || order.type() == OrderType.LIMIT)
                        && closes(track, order))
                .toList();
    }

    private static boolean closes(PositionTrack track, OrderView order) {
        PositionSide side = track.key().side();
        if (side != PositionSide.BOTH) {
            return order.side() == side.entrySide().opposite();
        }
        Side closing = track.size().signum() >= 0 ? Side.SELL : Side.BUY;
        return order.side() == closing && (order.closePosition() || order.reduceOnly());
    }

    AccountState account(Instant at) {
        String asset = AccountBooks.QUOTE;
        BigDecimal wallet = books.ledger.of(LedgerAccount.WALLET, asset);
        BigDecimal usedSince = books.marginUsed().subtract(availableAtMargin);
        BigDecimal free = available.add(wallet).subtract(availableAtWallet).subtract(usedSince);
        return new AccountState(
                account,
                wallet,
                books.ledger.of(LedgerAccount.UNREALIZED, asset),
                books.ledger.equity(asset),
                free.max(BigDecimal.ZERO),
                books.ledger.of(LedgerAccount.REALIZED, asset),
                books.ledger.of(LedgerAccount.FEES, asset),
                books.ledger.of(LedgerAccount.FUNDING, asset),
                books.ledger.of(LedgerAccount.TRANSFERS, asset).add(books.ledger.of(LedgerAccount.ADJUSTMENTS, asset)),
                hedgeMode,
                reconciled,
                List.copyOf(blocked),
                at,
                knownGoodAt);
    }

    private static boolean same(PositionState left, PositionState right) {
        return still(left).equals(still(right));
    }

    private static PositionState still(PositionState state) {
        return new PositionState(
                state.account(),
                state.symbol(),
                state.positionSide(),
                state.quantity(),
                state.entryPrice(),
                state.mark(),
                state.unrealized().stripTrailingZeros(),
                state.realized().stripTrailingZeros(),
                state.fees().stripTrailingZeros(),
                state.leverage(),
                state.marginType(),
                state.episode(),
                state.lineage(),
                state.protection(),
                state.openedAt(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static boolean same(AccountState left, AccountState right) {
        return left.wallet().compareTo(right.wallet()) == 0
                && left.unrealized().compareTo(right.unrealized()) == 0
                && left.available().compareTo(right.available()) == 0
                && left.realized().compareTo(right.realized()) == 0
                && left.fees().compareTo(right.fees()) == 0
                && left.funding().compareTo(right.funding()) == 0
                && left.transfers().compareTo(right.transfers()) == 0
                && left.hedgeMode() == right.hedgeMode()
                && left.reconciled() == right.reconciled()
                && left.blockedSymbols().equals(right.blockedSymbols());
    }
}
