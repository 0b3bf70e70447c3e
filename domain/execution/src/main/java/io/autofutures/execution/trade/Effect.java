package io.autofutures.execution.trade;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request to the venue that a trade's state calls for. Derived from the state, so it can always be derived again. */
public sealed interface Effect {
    String tradeId();

    /** Two effects with the same key are never in flight together. */
    String key();

    /** Isolated margin, and a leverage at which {@code notionalUsdt} is allowed. */
    record PrepareSymbol(String tradeId, Symbol symbol, int leverage, BigDecimal notionalUsdt) implements Effect {
        @Override
        public String key() {
            return "prepare/" + tradeId;
        }
    }

    /** A stop or take-profit. Can only close. @param quantity absent for closePosition */
    record PlaceConditional(
            String tradeId,
            ClientOrderId id,
            int attempt,
            OrderType type,
            Symbol symbol,
            PositionSide positionSide,
            @Nullable Quantity quantity,
            Price trigger)
            implements Effect {
        @Override
        public String key() {
            return "place/" + id;
        }

        public Side side() {
            return positionSide.entrySide().opposite();
        }
    }

    /** The only effect that can open. @param stamp signed as its time @param price absent for a market entry */
    record SendEntry(
            String tradeId,
            ClientOrderId id,
            int attempt,
            Symbol symbol,
            PositionSide positionSide,
            Quantity quantity,
            @Nullable Price price,
            Instant stamp)
            implements Effect {
        @Override
        public String key() {
            return "place/" + id;
        }
    }

    /** @param stamp signed as its time */
    record Cancel(String tradeId, ClientOrderId id, Book book, Symbol symbol, Instant stamp) implements Effect {
        @Override
        public String key() {
            return "cancel/" + id;
        }
    }

    /** Look for the order in the books. */
    record AskOrder(String tradeId, ClientOrderId id, Book book, Symbol symbol) implements Effect {
        @Override
        public String key() {
            return "ask/" + id;
        }
    }

    /** Read the position and close all of it at market. Can only close. */
    record CloseAtMarket(String tradeId, ClientOrderId id, int attempt, Symbol symbol, PositionSide positionSide)
            implements Effect {
        @Override
        public String key() {
            return "place/" + id;
        }
    }

    record ReadPosition(String tradeId, Symbol symbol, PositionSide positionSide) implements Effect {
        @Override
        public String key() {
            return "position/" + tradeId;
        }
    }
}
