package io.autofutures.paperbook;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.autofutures.model.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened in the book; each carries the whole new value, so that the state is the fold of them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(BookEvent.WalletSet.class),
    @JsonSubTypes.Type(BookEvent.ModeChanged.class),
    @JsonSubTypes.Type(BookEvent.SetupChanged.class),
    @JsonSubTypes.Type(BookEvent.OrderPlaced.class),
    @JsonSubTypes.Type(BookEvent.AccountMoved.class),
    @JsonSubTypes.Type(BookEvent.OrderTraded.class),
    @JsonSubTypes.Type(BookEvent.OrderEnded.class),
    @JsonSubTypes.Type(BookEvent.OrderAmended.class),
    @JsonSubTypes.Type(BookEvent.AlgoChanged.class),
    @JsonSubTypes.Type(BookEvent.AlgoFollowed.class),
    @JsonSubTypes.Type(BookEvent.CountdownSet.class),
    @JsonSubTypes.Type(BookEvent.IdsReserved.class),
    @JsonSubTypes.Type(BookEvent.Transferred.class),
    @JsonSubTypes.Type(BookEvent.ForceClosed.class),
    @JsonSubTypes.Type(BookEvent.Funded.class),
    @JsonSubTypes.Type(BookEvent.InsuranceCleared.class),
    @JsonSubTypes.Type(BookEvent.MarginMoved.class),
    @JsonSubTypes.Type(BookEvent.MarginCalled.class),
    @JsonSubTypes.Type(BookEvent.MarginCallsOver.class),
    @JsonSubTypes.Type(BookEvent.MoneyKept.class)
})
public sealed interface BookEvent {
    /** @param balance quote currency, profits and fees of the past included */
    @JsonTypeName("wallet-set")
    record WalletSet(BigDecimal balance) implements BookEvent {}

    @JsonTypeName("mode-changed")
    record ModeChanged(boolean hedge) implements BookEvent {}

    /** @param leverageChanged false when only the margin type did */
    @JsonTypeName("setup-changed")
    record SetupChanged(SymbolSetup setup, boolean leverageChanged) implements BookEvent {}

    @JsonTypeName("order-placed")
    record OrderPlaced(PaperOrder order) implements BookEvent {}

    /** Wallet and position after a fill. @param orderId whose fill @param crossWallet wallet less isolated margins */
    @JsonTypeName("account-moved")
    record AccountMoved(long orderId, BigDecimal wallet, BigDecimal crossWallet, PaperPosition position)
            implements BookEvent {}

    @JsonTypeName("order-traded")
    record OrderTraded(PaperOrder order, Fill fill) implements BookEvent {}

    /** Canceled or expired. @param expiry venue field {@code er}, "0" for none */
    @JsonTypeName("order-ended")
    record OrderEnded(PaperOrder order, String expiry) implements BookEvent {}

    /** @param modifyId the caller's */
    @JsonTypeName("order-amended")
    record OrderAmended(
            PaperOrder order, Amendment amendment, @Nullable String modifyId) implements BookEvent {}

    @JsonTypeName("algo-changed")
    record AlgoChanged(PaperAlgo algo) implements BookEvent {}

    /** A trailing stop saw a further price; nobody is told. */
    @JsonTypeName("algo-followed")
    record AlgoFollowed(PaperAlgo algo) implements BookEvent {}

    /** All plain orders of the symbol are to be canceled then. @param deadline absent: no longer */
    @JsonTypeName("countdown-set")
    record CountdownSet(Symbol symbol, @Nullable Instant deadline) implements BookEvent {}

    /** Ids below these are used. */
    @JsonTypeName("ids-reserved")
    record IdsReserved(long nextOrderId, long nextAlgoId, long nextTradeId) implements BookEvent {}

    /** A deposit, or a withdrawal when negative. @param wallet after it */
    @JsonTypeName("transferred")
    record Transferred(BigDecimal amount, BigDecimal wallet, BigDecimal crossWallet, Instant at) implements BookEvent {}

    /** The venue closed a position, or a part of it, by an order of its own. */
    @JsonTypeName("force-closed")
    record ForceClosed(PaperOrder order, Fill fill, ForcedOrder.Kind cause) implements BookEvent {}

    /** @param position after it @param amount negative when paid @param rate fraction of notional */
    @JsonTypeName("funded")
    record Funded(
            PaperPosition position,
            BigDecimal amount,
            BigDecimal rate,
            BigDecimal wallet,
            BigDecimal crossWallet,
            Instant at)
            implements BookEvent {}

    /** Settles a liquidation with the insurance fund. @param amount positive when the fund made a loss good */
    @JsonTypeName("insurance-cleared")
    record InsuranceCleared(Symbol symbol, BigDecimal amount, BigDecimal wallet, BigDecimal crossWallet, Instant at)
            implements BookEvent {}

    /** Margin between an isolated position and the rest of the wallet. @param amount positive into the position */
    @JsonTypeName("margin-moved")
    record MarginMoved(PaperPosition position, BigDecimal amount, BigDecimal wallet, BigDecimal crossWallet)
            implements BookEvent {}

    /** @param crossWallet absent when only isolated positions are in danger */
    @JsonTypeName("margin-called")
    record MarginCalled(@Nullable BigDecimal crossWallet, List<MarginCallRow> rows) implements BookEvent {}

    /** These positions are out of danger, or gone; they would be called again. */
    @JsonTypeName("margin-calls-over")
    record MarginCallsOver(List<PositionKey> positions) implements BookEvent {}

    /** What the past left behind, oldest first. */
    @JsonTypeName("money-kept")
    record MoneyKept(
            List<Trade> trades,
            List<Income> incomes,
            List<ForcedOrder> forced,
            List<MarginChange> marginChanges,
            List<PositionKey> called,
            Map<VenueAccount, BigDecimal> ledger,
            long nextTranId)
            implements BookEvent {}
}
