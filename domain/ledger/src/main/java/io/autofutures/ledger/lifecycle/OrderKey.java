package io.autofutures.ledger.lifecycle;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.OrderView;

/** Identity of an order at the venue: ids of the two books live apart, client ids may come again after an order ended. */
public record OrderKey(Book book, Symbol symbol, String venueOrderId) {
    public static OrderKey of(OrderView order) {
        return new OrderKey(order.book(), order.symbol(), order.venueOrderId());
    }
}
