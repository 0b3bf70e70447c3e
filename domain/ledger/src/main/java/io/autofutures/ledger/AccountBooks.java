package io.autofutures.ledger;

import io.autofutures.ledger.lifecycle.OrderBooks;
import io.autofutures.ledger.lifecycle.OrderKey;
import io.autofutures.ledger.position.ExitReason;
import io.autofutures.ledger.position.Fill;
import io.autofutures.ledger.position.Holding;
import io.autofutures.ledger.position.PositionKey;
import io.autofutures.ledger.position.PositionTrack;
import io.autofutures.ledger.posting.Ledger;
import io.autofutures.ledger.posting.LedgerAccount;
import io.autofutures.ledger.posting.Posting;
import io.autofutures.ledger.reconcile.OwnState;
import io.autofutures.ledger.reconcile.VenueSnapshot.Margin;
import io.autofutures.model.account.UserEvent.AccountUpdated;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Everything that is known of one account, and the only ways to change it. Not thread-safe. */
final class AccountBooks {
    /** Asset of the totals; fees in other assets stand in the ledger under their own name. */
    static final String QUOTE = "USDT";

    /** The venue's own defaults, until it says otherwise. */
    private static final Margin DEFAULT_MARGIN = new Margin(20, "CROSSED");

    final OrderBooks orders = new OrderBooks();
    final Ledger ledger = new Ledger();
    final Map<PositionKey, PositionTrack> tracks = new TreeMap<>();
    final Map<Symbol, Price> marks = new HashMap<>();
    final Map<Symbol, Margin> margins = new TreeMap<>();
    /** Executions up to this trade id are in the opening record. */
    final Map<Symbol, Long> settledTrades = new TreeMap<>();

    private final Map<String, Fill> counted = new HashMap<>();
    private final Map<OrderKey, BigDecimal> accounted = new HashMap<>();
    private final Map<OrderKey, List<Fill>> inferred = new HashMap<>();
    private final Set<String> posted = new HashSet<>();

    PositionTrack track(PositionKey key) {
        return tracks.computeIfAbsent(key, absent -> new PositionTrack(absent, QUOTE));
    }

    Margin margin(Symbol symbol) {
        return margins.getOrDefault(symbol, DEFAULT_MARGIN);
    }

    /** Counts an execution once, however often it comes. @return false when it had been counted */
    boolean count(Fill fill) {
        boolean settled =
                fill.tradeId() > 0 && fill.tradeId() <= settledTrades.getOrDefault(fill.symbol(), Long.MIN_VALUE);
        if (settled || counted.putIfAbsent(fill.key(), fill) != null) {
            return false;
        }
        if (!fill.inferred()) {
            makeRoomFor(fill);
        }
        OrderKey order = orderOf(fill);
        String feeAsset = Objects.requireNonNullElse(fill.commissionAsset(), QUOTE);
        ledger.post(Posting.fill(fill.key(), QUOTE, fill.realized(), feeAsset, fill.commission()));
        accounted.merge(order, fill.quantity().value(), BigDecimal::add);
        track(fill.position()).add(fill);
        if (fill.inferred()) {
            inferred.computeIfAbsent(order, absent -> new ArrayList<>()).add(fill);
        }
        return true;
    }

    /** A real execution takes the place of what was inferred for the same part of its order. */
    private void makeRoomFor(Fill real) {
        OrderKey order = orderOf(real);
        BigDecimal to = real.cumulative().value();
        BigDecimal from = to.subtract(real.quantity().value());
        List<Fill> guesses = inferred.getOrDefault(order, List.of());
        for (Fill guess : List.copyOf(guesses)) {
            BigDecimal guessTo = guess.cumulative().value();
            BigDecimal guessFrom = guessTo.subtract(guess.quantity().value());
            if (guessFrom.compareTo(to) >= 0 || guessTo.compareTo(from) <= 0) {
                continue;
            }
            guesses.remove(guess);
            track(guess.position()).remove(guess);
            accounted.merge(order, guess.quantity().value().negate(), BigDecimal::add);
            ledger.post(Posting.fill(
                    guess.key() + "/replaced", QUOTE, guess.realized().negate(), QUOTE, BigDecimal.ZERO));
            countPart(guess, guessFrom, from);
            countPart(guess, to, guessTo);
        }
    }

    private void countPart(Fill guess, BigDecimal from, BigDecimal to) {
        if (to.compareTo(from) > 0) {
            BigDecimal quantity = to.subtract(from);
            BigDecimal realized =
                    guess.realized().multiply(quantity).divide(guess.quantity().value(), 8, RoundingMode.HALF_EVEN);
            count(guessed(guess, new Quantity(quantity), new Quantity(to), realized));
        }
    }

    private static Fill guessed(Fill like, Quantity quantity, Quantity cumulative, BigDecimal realized) {
        return new Fill(
                like.position(),
                like.side(),
                like.orderId(),
                like.clientOrderId(),
                inferredTradeId(like.symbol() + "/" + like.orderId() + "/" + cumulative + "/" + quantity),
                like.at(),
                quantity,
                like.price(),
                cumulative,
                BigDecimal.ZERO,
                QUOTE,
                realized,
                like.maker(),
                true,
                like.exitReason());
    }

    /** What the order shows as executed beyond the executions that were seen, as one execution at its average price. */
    Fill infer(OrderView order, BigDecimal missing, Price fallback) {
        PositionKey key = new PositionKey(order.symbol(), order.positionSide());
        Price price = Objects.requireNonNullElse(order.averagePrice(), fallback);
        Quantity quantity = new Quantity(missing);
        var guess = new Fill(
                key,
                order.side(),
                Long.parseLong(order.venueOrderId()),
                order.clientOrderId(),
                0,
                order.updatedAt(),
                quantity,
                price,
                order.filled(),
                BigDecimal.ZERO,
                QUOTE,
                BigDecimal.ZERO,
                false,
                true,
                exitReason(order));
        return guessed(guess, quantity, order.filled(), expectedProfit(guess));
    }

    private BigDecimal expectedProfit(Fill fill) {
        PositionTrack track = track(fill.position());
        if (track.open().isEmpty()) {
            return BigDecimal.ZERO;
        }
        Holding held = track.open().get();
        boolean closes =
                switch (fill.position().side()) {
                    case LONG, SHORT -> fill.side() != fill.position().side().entrySide();
                    case BOTH -> (held.size().signum() > 0) == (fill.side() == Side.SELL);
                };
        if (!closes) {
            return BigDecimal.ZERO;
        }
        BigDecimal share = fill.quantity().value().min(held.size().abs());
        return held.unrealized(fill.position().side(), fill.price())
                .multiply(share)
                .divide(held.size().abs(), 8, RoundingMode.HALF_EVEN);
    }

    ExitReason exitReason(OrderView order) {
        return ExitReason.of(
                order.clientOrderId(),
                orders.algoOf(order.symbol(), order.clientOrderId())
                        .map(OrderView::type)
                        .orElse(order.type()));
    }

    /** Negative, so that it can never be mistaken for one of the venue's; the same for the same part of an order. */
    private static long inferredTradeId(String part) {
        long hash = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < part.length(); i++) {
            hash = (hash ^ part.charAt(i)) * 0x100000001b3L;
        }
        return -(hash >>> 1) - 1;
    }

    /** Books a change of the wallet once. @return false when it had been booked */
    boolean move(String id, LedgerAccount source, String asset, BigDecimal change) {
        if (!posted.add(id)) {
            return false;
        }
        ledger.post(Posting.wallet(id, source, asset, change));
        return true;
    }

    /**
     * The position a funding fee belongs to. Under cross margin the venue names the symbol alone: with both sides of it
     * open nobody can tell, and the fee stays with the account.
     */
    Optional<PositionTrack> funded(AccountUpdated event) {
        if (event.positions().size() == 1) {
            var row = event.positions().getFirst();
            return Optional.of(track(new PositionKey(row.symbol(), row.positionSide())));
        }
        List<PositionTrack> open = tracks.values().stream()
                .filter(track -> track.key().symbol().equals(event.cause())
                        && track.open().isPresent())
                .toList();
        return open.size() == 1 ? Optional.of(open.getFirst()) : Optional.empty();
    }

    /** Books the open positions at their latest marks; a position without a mark counts as worth its entry. */
    void revalue(String id) {
        BigDecimal sum = BigDecimal.ZERO;
        for (PositionTrack track : tracks.values()) {
            sum = sum.add(unrealized(track));
        }
        ledger.revalue(id, QUOTE, sum);
    }

    BigDecimal unrealized(PositionTrack track) {
        Price mark = marks.get(track.key().symbol());
        return mark == null
                ? BigDecimal.ZERO
                : track.open()
                        .map(held -> held.unrealized(track.key().side(), mark))
                        .orElse(BigDecimal.ZERO);
    }

    /** Initial margin of the open positions at their entry, quote currency. */
    BigDecimal marginUsed() {
        BigDecimal sum = BigDecimal.ZERO;
        for (PositionTrack track : tracks.values()) {
            if (track.open().isPresent()) {
                Holding held = track.open().get();
                BigDecimal leverage =
                        BigDecimal.valueOf(margin(track.key().symbol()).leverage());
                sum = sum.add(held.size().abs().multiply(held.average()).divide(leverage, 8, RoundingMode.CEILING));
            }
        }
        return sum;
    }

    boolean holds(Symbol symbol) {
        return tracks.values().stream()
                .anyMatch(track ->
                        track.key().symbol().equals(symbol) && track.open().isPresent());
    }

    /** The order's executions up to now are part of an adopted or opening state. */
    void takeAsAccounted(OrderView order) {
        if (order.book() == Book.PLAIN) {
            accounted.merge(OrderKey.of(order), order.filled().value(), BigDecimal::max);
        }
    }

    OwnState own() {
        var sizes = new TreeMap<PositionKey, BigDecimal>();
        var lastFillAt = new HashMap<PositionKey, Instant>();
        tracks.forEach((key, track) -> {
            sizes.put(key, track.size().subtract(track.unmatched()));
            lastFillAt.put(key, track.lastFillAt());
        });
        var wallets = new TreeMap<String, BigDecimal>();
        ledger.assets().forEach(asset -> wallets.put(asset, ledger.of(LedgerAccount.WALLET, asset)));
        return new OwnState(orders.all(), sizes, lastFillAt, Map.copyOf(accounted), wallets);
    }

    /** Keys of what was counted, for comparison in tests and for the opening record. */
    Map<String, Fill> counted() {
        return counted;
    }

    /** Drops what an opening record at {@code at} makes superfluous. */
    void settle(Instant at) {
        counted.values().forEach(fill -> {
            if (fill.tradeId() > 0) {
                settledTrades.merge(fill.symbol(), fill.tradeId(), Math::max);
            }
        });
        counted.values().removeIf(fill -> fill.at().isBefore(at.minusSeconds(86_400)));
        inferred.values()
                .forEach(guesses -> guesses.removeIf(guess -> guess.at().isBefore(at.minusSeconds(86_400))));
        orders.forgetEndedBefore(at.minusSeconds(600));
        accounted.keySet().removeIf(key -> orders.get(key).isEmpty());
    }

    private static OrderKey orderOf(Fill fill) {
        return new OrderKey(Book.PLAIN, fill.symbol(), Long.toString(fill.orderId()));
    }
}
