package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.order.WorkingType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Conditional orders in the three shapes of their replies. */
class AlgoPayloadsTest {
    private static List<OrderView> rows(String file) {
        return OrderPayloads.algoRows(Wire.parse(Recorded.text("algo/" + file)));
    }

    @Test
    void placedOpenAndCanceledAreOneOrder() {
        assertThat(rows("place_response_prod.json")).containsExactly(dot(OrderStatus.NEW, 1789819033056L));
        assertThat(rows("open_algo_orders_prod.json")).containsExactly(dot(OrderStatus.NEW, 1789819033056L));
        assertThat(rows("all_algo_orders_canceled_prod.json"))
                .containsExactly(dot(OrderStatus.CANCELED, 1789819033966L));
    }

    @Test
    void finishedIsToldByItsChild() {
        OrderView finished = new OrderView(
                Book.ALGO,
                new Symbol("BTCUSDT"),
                new ClientOrderId("x-yHjDKm8h7cd1bf4f-9ce3-4d55-b9f"),
                "1000001270850379",
                OrderType.STOP_MARKET,
                Side.BUY,
                PositionSide.BOTH,
                OrderStatus.FINISHED,
                Quantity.of("0.002"),
                Quantity.of("0.002"),
                Price.of("69067.6"),
                null,
                Price.of("69080.2"),
                WorkingType.CONTRACT_PRICE,
                false,
                true,
                null,
                "974828356187",
                null,
                Instant.ofEpochMilli(1775461924247L),
                Instant.ofEpochMilli(1775461936135L));

        assertThat(rows("get_algo_order_finished.json")).containsExactly(finished);
        assertThat(rows("all_algo_orders_finished_btc.json")).containsExactly(finished);
    }

    @Test
    void takeProfitsOfTheDocuments() {
        for (String file : List.of("place_response_doc.json", "open_algo_orders_doc.json")) {
            assertThat(rows(file)).as(file).singleElement().satisfies(order -> {
                assertThat(order.type()).isEqualTo(OrderType.TAKE_PROFIT);
                assertThat(order.side()).isEqualTo(Side.SELL);
                assertThat(order.price()).isEqualTo(Price.of("750"));
                assertThat(order.triggerPrice()).isEqualTo(Price.of("750"));
                assertThat(order.quantity()).isEqualTo(Quantity.of("0.01"));
                assertThat(order.childOrderId()).isNull();
            });
        }
        assertThat(rows("place_response_doc.json").getFirst().venueOrderId()).isEqualTo("2146760");
        assertThat(rows("open_algo_orders_doc.json").getFirst().updatedAt())
                .isEqualTo(Instant.ofEpochMilli(1750514941540L));
    }

    @Test
    void cancelingSaysItsCodeAsTextOrNumber() {
        assertThat(OrderPayloads.done(Wire.parse(Recorded.text("algo/cancel_response_prod.json"))))
                .isTrue();
        assertThat(OrderPayloads.done(Wire.parse(Recorded.text("algo/cancel_all_algo_doc.json"))))
                .isTrue();
    }

    @Test
    void aFinishedOrderWithoutItsQuantityIsNotTakenForUnfilled() {
        String without = Recorded.text("algo/get_algo_order_finished.json").replace("\"actualQty\"", "\"elsewhere\"");

        assertThatThrownBy(() -> OrderPayloads.algo(Wire.parse(without)))
                .isInstanceOf(PayloadException.class)
                .hasMessage("field 'actualQty' is missing");
    }

    private static OrderView dot(OrderStatus status, long updated) {
        @Nullable Price none = null;
        return new OrderView(
                Book.ALGO,
                new Symbol("DOTUSDT"),
                new ClientOrderId("d0a897fb-5b04-4ac7-b678-2189ad628150"),
                "4000001910058351",
                OrderType.STOP_MARKET,
                Side.BUY,
                PositionSide.BOTH,
                status,
                Quantity.of("4.9"),
                Quantity.ZERO,
                none,
                none,
                Price.of("1.1837"),
                WorkingType.CONTRACT_PRICE,
                false,
                false,
                null,
                null,
                null,
                Instant.ofEpochMilli(1789819033056L),
                Instant.ofEpochMilli(updated));
    }
}
