package io.autofutures.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonTest {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Instant AT = Instant.ofEpochMilli(1_723_161_256_322L);

    @Test
    void writesDecimalsAsPlainStringsAndTimesAsMilliseconds() {
        JsonNode json = Json.mapper()
                .valueToTree(new MarketEvent.MarkPriceUpdated(
                        BTC, AT, Price.of("0.0000001"), null, new BigDecimal("1E-7"), null));

        assertThat(json.toString())
                .isEqualTo("{\"kind\":\"mark-price-updated\",\"symbol\":\"BTCUSDT\",\"occurredAt\":1723161256322,"
                        + "\"mark\":\"0.0000001\",\"fundingRate\":\"0.0000001\"}");
    }

    @Test
    void readsBackWhatItWroteForEachSealedFamily() {
        var kline = new Kline(
                "1m",
                AT,
                AT.plusMillis(59_999),
                Price.of("1"),
                Price.of("2"),
                Price.of("1"),
                Price.of("1.5"),
                new BigDecimal("274004"),
                null,
                12);
        MarketEvent market = new MarketEvent.KlineUpdated(BTC, AT, kline, true, false);
        UserEvent user = fill();
        var advice = new Advice(
                Direction.LONG,
                new BigDecimal("0.6"),
                OrderType.MARKET,
                null,
                Price.of("9"),
                List.of(new Advice.TakeProfit(Price.of("12"), new BigDecimal("100"))),
                5,
                BigDecimal.ONE,
                "why",
                Map.of("rsi", "71"));
        var proposal = new Proposal(
                "p-aaaaaaaaaaaaaaaaaaaa",
                new AccountId("main"),
                BTC,
                "t-aaaaaaaaaaaaaaaaaaaa",
                AT,
                AT,
                AT,
                AT,
                "rules/1",
                "00",
                Json.mapper().createObjectNode().put("x", "1"),
                null,
                "raw",
                new Proposal.Advised(advice));

        assertThat(reread(market, MarketEvent.class)).isEqualTo(market);
        assertThat(reread(user, UserEvent.class)).isEqualTo(user);
        assertThat(reread(proposal, Proposal.class)).isEqualTo(proposal);
    }

    @Test
    void derivedQuestionsAreNotWritten() {
        assertThat(Json.mapper().valueToTree(fill()).has("fill")).isFalse();
        assertThat(fieldNames(PositionState.class)).doesNotContain("open", "protected");
    }

    @Test
    void readersIgnoreFieldsOfLaterVersions() {
        var read = Json.mapper()
                .readValue(
                        "{\"kind\":\"gap-opened\",\"symbol\":\"BTCUSDT\",\"occurredAt\":1,\"reason\":\"r\",\"later\":{}}",
                        MarketEvent.class);

        assertThat(read).isEqualTo(new MarketEvent.GapOpened(BTC, Instant.ofEpochMilli(1), "r"));
    }

    private static List<String> fieldNames(Class<?> type) {
        var json = Json.mapper()
                .valueToTree(new PositionState(
                        new AccountId("main"),
                        BTC,
                        PositionSide.LONG,
                        Quantity.of("1"),
                        Price.of("1"),
                        null,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        5,
                        "isolated",
                        "e",
                        null,
                        List.of(),
                        null,
                        AT,
                        AT));
        assertThat(type).isEqualTo(PositionState.class);
        return json.propertyNames().stream().toList();
    }

    private static UserEvent.OrderUpdated fill() {
        return new UserEvent.OrderUpdated(
                new AccountId("main"),
                AT,
                AT,
                BTC,
                8_389_765_739_703_625_592L,
                new ClientOrderId("web_1"),
                Side.BUY,
                PositionSide.LONG,
                OrderType.MARKET,
                OrderType.MARKET,
                "TRADE",
                OrderStatus.FILLED,
                Quantity.of("0.10"),
                null,
                Price.of("61800.30"),
                null,
                Quantity.of("0.10"),
                Price.of("61800.30"),
                Quantity.of("0.10"),
                7,
                new BigDecimal("0.02"),
                "USDT",
                BigDecimal.ZERO,
                false,
                false,
                false,
                null,
                null,
                null);
    }

    private static <T> T reread(T value, Class<T> type) {
        return Json.mapper().readValue(Json.mapper().writerFor(type).writeValueAsBytes(value), type);
    }
}
