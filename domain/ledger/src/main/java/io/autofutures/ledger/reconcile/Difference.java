package io.autofutures.ledger.reconcile;

import io.autofutures.ledger.position.PositionKey;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.OrderView;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing in which we and the venue disagree. */
public sealed interface Difference {
    /** The symbol whose entries it blocks; empty for the wallet. */
    Optional<Symbol> symbol();

    /** For people: what, ours, the venue's. */
    String describe();

    /** @param own absent when the order was not known here */
    record OrderDiffers(@Nullable OrderView own, OrderView venue) implements Difference {
        @Override
        public Optional<Symbol> symbol() {
            return Optional.of(venue.symbol());
        }

        @Override
        public String describe() {
            return "%s order %s of %s: here %s, at the venue %s"
                    .formatted(
                            venue.book(),
                            venue.clientOrderId(),
                            venue.symbol(),
                            own == null ? "unknown" : state(own),
                            state(venue));
        }

        private static String state(OrderView order) {
            return order.status() + " filled " + order.filled();
        }
    }

    /** Held open here; the venue does not know it. */
    record OrderGone(OrderView own) implements Difference {
        @Override
        public Optional<Symbol> symbol() {
            return Optional.of(own.symbol());
        }

        @Override
        public String describe() {
            return "%s order %s of %s: here %s, unknown to the venue"
                    .formatted(own.book(), own.clientOrderId(), own.symbol(), own.status());
        }
    }

    /** Executed at the venue and not in the ledger. */
    record FillMissed(OrderView order, BigDecimal quantity) implements Difference {
        @Override
        public Optional<Symbol> symbol() {
            return Optional.of(order.symbol());
        }

        @Override
        public String describe() {
            return "order %s of %s: fills of %s were not seen"
                    .formatted(order.clientOrderId(), order.symbol(), quantity.toPlainString());
        }
    }

    record SizeDiffers(PositionKey position, BigDecimal own, BigDecimal venue) implements Difference {
        @Override
        public Optional<Symbol> symbol() {
            return Optional.of(position.symbol());
        }

        @Override
        public String describe() {
            return "position %s: here %s, at the venue %s"
                    .formatted(position, own.toPlainString(), venue.toPlainString());
        }
    }

    record WalletDiffers(String asset, BigDecimal own, BigDecimal venue) implements Difference {
        @Override
        public Optional<Symbol> symbol() {
            return Optional.empty();
        }

        @Override
        public String describe() {
            return "wallet %s: here %s, at the venue %s".formatted(asset, own.toPlainString(), venue.toPlainString());
        }
    }
}
