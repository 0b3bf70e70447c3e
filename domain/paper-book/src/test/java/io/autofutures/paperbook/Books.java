package io.autofutures.paperbook;

import io.autofutures.model.market.ContractTerms;
import io.autofutures.model.market.LotFilter;
import io.autofutures.model.market.PercentPrice;
import io.autofutures.model.market.PriceFilter;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Books and requests to start from. */
final class Books {
    static final Symbol X = new Symbol("XUSDT");
    static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");
    static final BigDecimal INITIAL = new BigDecimal("10000");

    private Books() {}

    static SymbolRules rules() {
        return new SymbolRules(
                X,
                ContractTerms.perpetual(),
                new PriceFilter(new BigDecimal("0.5"), new BigDecimal("0.5"), new BigDecimal("100000")),
                new LotFilter(new BigDecimal("0.1"), new BigDecimal("0.1"), new BigDecimal("1000")),
                new LotFilter(new BigDecimal("0.2"), new BigDecimal("0.2"), new BigDecimal("500")),
                new BigDecimal("5"),
                new PercentPrice(new BigDecimal("1.05"), new BigDecimal("0.95")));
    }

    static PaperBook oneWay(BookTerms terms) {
        var book = new PaperBook(terms, Map.of(X, rules()));
        book.apply(new BookEvent.WalletSet(INITIAL));
        book.quote(X, quote("100"));
        return book;
    }

    static PaperBook hedge() {
        return hedge(BookTerms.standard());
    }

    static PaperBook hedge(BookTerms terms) {
        PaperBook book = oneWay(terms);
        done(book.setHedge(true));
        return book;
    }

    /** Half a spread of one tick. */
    static Quote quote(String last) {
        var price = new BigDecimal(last);
        return new Quote(price, price, price.subtract(new BigDecimal("0.5")), price.add(new BigDecimal("0.5")));
    }

    static List<BookEvent> price(PaperBook book, String last) {
        return book.onPrice(X, quote(last), AT);
    }

    static OrderRequest market(String id, Side side, PositionSide positionSide, String quantity) {
        return new OrderRequest(
                X,
                id,
                side,
                positionSide,
                OrderType.MARKET,
                TimeInForce.GTC,
                new BigDecimal(quantity),
                null,
                false,
                OrderOptions.PLAIN);
    }

    static OrderRequest limit(
            String id, Side side, PositionSide positionSide, String quantity, String price, String life) {
        return new OrderRequest(
                X,
                id,
                side,
                positionSide,
                OrderType.LIMIT,
                TimeInForce.valueOf(life),
                new BigDecimal(quantity),
                new BigDecimal(price),
                false,
                OrderOptions.PLAIN);
    }

    static AlgoRequest closing(String id, OrderType type, Side side, PositionSide positionSide, String trigger) {
        return new AlgoRequest(
                X,
                id,
                type,
                side,
                positionSide,
                TimeInForce.GTC,
                null,
                true,
                false,
                new BigDecimal(trigger),
                null,
                WorkingType.MARK_PRICE,
                false,
                null,
                OrderOptions.PLAIN);
    }

    static AlgoRequest stop(String id, Side side, PositionSide positionSide, String quantity, String trigger) {
        return new AlgoRequest(
                X,
                id,
                OrderType.STOP_MARKET,
                side,
                positionSide,
                TimeInForce.GTC,
                new BigDecimal(quantity),
                false,
                false,
                new BigDecimal(trigger),
                null,
                WorkingType.MARK_PRICE,
                false,
                null,
                OrderOptions.PLAIN);
    }

    static OrderRequest with(OrderRequest request, OrderOptions options) {
        return new OrderRequest(
                request.symbol(),
                request.clientOrderId(),
                request.side(),
                request.positionSide(),
                request.type(),
                request.timeInForce(),
                request.quantity(),
                options.priceMatch() == PriceMatch.NONE ? request.price() : null,
                request.reduceOnly(),
                options);
    }

    static OrderOptions mode(SelfTradePrevention mode) {
        return new OrderOptions(PriceMatch.NONE, mode, null);
    }

    /** A quantity order of any conditional type, watching the last price. @param price and trailing: where it has them */
    static AlgoRequest algo(
            String id,
            OrderType type,
            Side side,
            PositionSide positionSide,
            String quantity,
            @Nullable String trigger,
            @Nullable String price,
            @Nullable TrailingTerms trailing) {
        return new AlgoRequest(
                X,
                id,
                type,
                side,
                positionSide,
                TimeInForce.GTC,
                new BigDecimal(quantity),
                false,
                false,
                trigger == null ? null : new BigDecimal(trigger),
                price == null ? null : new BigDecimal(price),
                WorkingType.CONTRACT_PRICE,
                false,
                trailing,
                OrderOptions.PLAIN);
    }

    /** One word an event. */
    static List<String> kinds(List<BookEvent> events) {
        return events.stream()
                .map(event -> switch (event) {
                    case BookEvent.AlgoChanged(PaperAlgo algo) -> "Algo/" + algo.status();
                    case BookEvent.OrderEnded(PaperOrder order, String expiry) ->
                        "Ended/" + order.clientOrderId() + "/" + order.status() + "/" + expiry;
                    default -> event.getClass().getSimpleName();
                })
                .toList();
    }

    static <T> Outcome.Done<T> done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done;
            case Outcome.Refused<T> refused -> throw new AssertionError("refused: " + refused);
        };
    }

    static int code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused ? refused.code() : 0;
    }
}
