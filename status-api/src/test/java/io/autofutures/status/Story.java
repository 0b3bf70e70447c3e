package io.autofutures.status;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.control.ServiceStatus;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.json.Json;
import io.autofutures.model.market.Kline;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.Price;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.Book;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.WorkingType;
import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Advice;
import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.model.trade.TradePlan;
import io.autofutures.model.trade.TradeStep;
import io.autofutures.model.trade.Trigger;
import io.autofutures.transport.Origin;
import io.autofutures.transport.Outgoing;
import io.autofutures.transport.Transport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the other services would publish: valid records of one account, made by the production constructors. */
public final class Story {
    public static final AccountId ACCOUNT = new AccountId("main");
    public static final Instant START = Instant.parse("2022-12-13T13:30:00Z");

    private final Transport transport;
    private final List<CompletableFuture<?>> sent = new ArrayList<>();

    public Story(Transport transport) {
        this.transport = transport;
    }

    /** Waits until everything that was told is acknowledged. */
    public void told() {
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        sent.clear();
    }

    public <T> void publish(Topic<T> topic, T value, Instant at) {
        var origin = new Origin(topic.key().apply(value) + "/" + at.toEpochMilli(), "story", "story", at, null, null);
        sent.add(transport.publish(Outgoing.of(topic, value, origin)));
    }

    public static Lineage lineage(String symbol, int n) {
        return Lineage.derive("story", symbol, Integer.toString(n));
    }

    public Lineage trigger(String symbol, int n, Instant at, String price) {
        Lineage lineage = lineage(symbol, n);
        publish(
                Topics.TRIGGERS,
                new Trigger(
                        lineage.triggerId(),
                        new Symbol(symbol),
                        "classic",
                        n % 2 == 0 ? "kline" : "mark",
                        at,
                        Price.of(price),
                        n % 2 == 0
                                ? Map.of("rangePct", "0.8214", "threshold", "0.4", "volumeRatio", "5.31")
                                : Map.of("deltaPct", "-0.312", "threshold", "0.25", "windowSec", "10"),
                        List.of("mark/" + symbol + "/" + at.toEpochMilli())),
                at);
        return lineage;
    }

    public void noTrade(Lineage lineage, String symbol, Instant at, String code, String detail) {
        proposal(lineage, symbol, at, new Proposal.NoTrade(code, detail));
    }

    public Advice advised(Lineage lineage, String symbol, Instant at, Direction direction, BigDecimal price) {
        BigDecimal stop = away(price, direction == Direction.LONG ? "-0.012" : "0.012");
        BigDecimal target = away(price, direction == Direction.LONG ? "0.021" : "-0.021");
        var advice = new Advice(
                direction,
                new BigDecimal("0.72"),
                OrderType.MARKET,
                null,
                new Price(stop),
                List.of(new Advice.TakeProfit(new Price(target), new BigDecimal("100"))),
                5,
                new BigDecimal("1.0"),
                "Momentum and volume agree: RSI 71 with a range four times its average; the stop stands behind the last"
                        + " swing. <b>Text of a model is only ever text.</b>",
                new LinkedHashMap<>(Map.of("rsi14", "71.3", "atr14", "0.0021", "emaSlope", "0.0004")));
        proposal(lineage, symbol, at, new Proposal.Advised(advice));
        return advice;
    }

    private void proposal(Lineage lineage, String symbol, Instant at, Proposal.Outcome outcome) {
        var input = Json.mapper()
                .createObjectNode()
                .put("symbol", symbol)
                .put("mark", "0.3081")
                .put("rsi14", "71.3")
                .put("candles", 250);
        publish(
                Topics.PROPOSALS,
                new Proposal(
                        lineage.proposalId(),
                        ACCOUNT,
                        new Symbol(symbol),
                        lineage.triggerId(),
                        at,
                        at.plusMillis(150),
                        at.plusMillis(300),
                        at.plusSeconds(30),
                        "rules/1",
                        "ab".repeat(32),
                        input,
                        null,
                        "{\"direction\":\"LONG\",\"confidence\":0.72}",
                        outcome),
                at);
    }

    public void refused(Lineage lineage, String symbol, Instant at, String rule) {
        publish(
                Topics.DECISIONS,
                new Decision(
                        lineage.decisionId(),
                        lineage.proposalId(),
                        ACCOUNT,
                        new Symbol(symbol),
                        at,
                        false,
                        rule,
                        List.of(
                                new Decision.GateCheck(
                                        "fresh", true, Map.of("value", "0.4", "limit", "30"), "0.4 s old"),
                                new Decision.GateCheck(
                                        rule,
                                        false,
                                        Map.of("value", "3", "limit", "3"),
                                        "3 positions are open, 3 allowed")),
                        null),
                at);
    }

    public TradePlan approved(
            Lineage lineage, String symbol, Instant at, Advice advice, BigDecimal price, String quantity) {
        var plan = new TradePlan(
                lineage.tradeId(),
                new Symbol(symbol),
                advice.direction().positionSide(),
                OrderType.MARKET,
                Quantity.of(quantity),
                null,
                new Price(price),
                Objects.requireNonNull(advice.stop()),
                advice.takeProfits().getFirst().price(),
                5,
                price.multiply(new BigDecimal(quantity)).setScale(2, RoundingMode.HALF_EVEN),
                new BigDecimal("98.40"),
                at.plusSeconds(30));
        publish(
                Topics.DECISIONS,
                new Decision(
                        lineage.decisionId(),
                        lineage.proposalId(),
                        ACCOUNT,
                        new Symbol(symbol),
                        at,
                        true,
                        null,
                        List.of(
                                new Decision.GateCheck(
                                        "fresh", true, Map.of("value", "0.4", "limit", "30"), "0.4 s old"),
                                new Decision.GateCheck(
                                        "confidence",
                                        true,
                                        Map.of("value", "0.72", "limit", "0.5"),
                                        "0.72 of 0.5 needed"),
                                new Decision.GateCheck(
                                        "risk_per_trade",
                                        true,
                                        Map.of("value", "98.40", "limit", "100.00"),
                                        "98.40 USDT at the stop")),
                        plan),
                at);
        return plan;
    }

    public void steps(Lineage lineage, TradePlan plan, Instant at, TradeStep... steps) {
        for (int i = 0; i < steps.length; i++) {
            publish(
                    Topics.TRADE_EVENTS,
                    new TradeEvent(
                            ACCOUNT,
                            lineage.tradeId(),
                            i + 1,
                            plan.symbol(),
                            plan.positionSide(),
                            steps[i],
                            at.plusMillis(220L * i),
                            null,
                            Map.of("quantity", plan.quantity().toString()),
                            i == 0 ? plan : null),
                    at.plusMillis(220L * i));
        }
    }

    public OrderView order(Lineage lineage, TradePlan plan, Leg leg, OrderStatus status, Instant at) {
        boolean entry = leg == Leg.ENTRY;
        boolean target = leg == Leg.TAKE_PROFIT;
        boolean filled = status == OrderStatus.FILLED;
        var order = new OrderView(
                entry ? Book.PLAIN : Book.ALGO,
                plan.symbol(),
                ClientOrderId.of("af01", lineage, leg, 1),
                Integer.toString(Math.abs((lineage + leg.code()).hashCode())),
                entry ? OrderType.MARKET : target ? OrderType.TAKE_PROFIT_MARKET : OrderType.STOP_MARKET,
                entry
                        ? plan.positionSide().entrySide()
                        : plan.positionSide().entrySide().opposite(),
                plan.positionSide(),
                status,
                leg == Leg.POSITION_STOP ? Quantity.ZERO : plan.quantity(),
                filled ? plan.quantity() : Quantity.ZERO,
                filled ? plan.referencePrice() : null,
                null,
                entry ? null : target ? plan.takeProfit() : plan.stop(),
                entry ? null : WorkingType.MARK_PRICE,
                leg == Leg.POSITION_STOP,
                false,
                null,
                null,
                null,
                at,
                at.plusMillis(40));
        order(order);
        return order;
    }

    public void order(OrderView order) {
        publish(
                Topics.ORDER_EVENTS,
                new OrderEvent.OrderChanged(
                        ACCOUNT,
                        order.updatedAt(),
                        "order/" + order.clientOrderId() + "/" + order.status() + "/" + order.updatedAt(),
                        order),
                order.updatedAt());
    }

    public void fill(Lineage lineage, TradePlan plan, long tradeId, Instant at) {
        publish(
                Topics.ORDER_EVENTS,
                new OrderEvent.OrderFilled(
                        ACCOUNT,
                        at,
                        "fill/" + tradeId,
                        plan.symbol(),
                        ClientOrderId.of("af01", lineage, Leg.ENTRY, 1),
                        tradeId + 5_000,
                        tradeId,
                        plan.positionSide().entrySide(),
                        plan.positionSide(),
                        plan.quantity(),
                        plan.referencePrice(),
                        plan.quantity(),
                        new BigDecimal("0.62"),
                        "USDT",
                        BigDecimal.ZERO,
                        false,
                        false),
                at);
    }

    public void closed(Lineage lineage, TradePlan plan, Instant at, String reason, String net) {
        publish(
                Topics.ORDER_EVENTS,
                new OrderEvent.PositionClosed(
                        ACCOUNT,
                        at,
                        "closed/" + lineage,
                        "e-" + lineage,
                        plan.symbol(),
                        plan.positionSide(),
                        plan.quantity(),
                        plan.referencePrice(),
                        reason.equals("STOP") ? plan.stop() : Objects.requireNonNull(plan.takeProfit()),
                        reason,
                        ClientOrderId.of("af01", lineage, Leg.POSITION_STOP, 1),
                        new BigDecimal(net),
                        new BigDecimal("1.24"),
                        BigDecimal.ZERO,
                        new BigDecimal(net).subtract(new BigDecimal("1.24")),
                        at.minusSeconds(340)),
                at);
    }

    public void position(
            Lineage lineage,
            TradePlan plan,
            @Nullable BigDecimal mark,
            List<OrderView> protection,
            Instant opened,
            Instant at) {
        Price entry = plan.referencePrice();
        BigDecimal move = mark == null ? BigDecimal.ZERO : mark.subtract(entry.value());
        BigDecimal unrealized = move.multiply(plan.quantity().value())
                .multiply(BigDecimal.valueOf(plan.positionSide() == PositionSide.LONG ? 1 : -1))
                .setScale(8, RoundingMode.HALF_EVEN);
        publish(
                Topics.POSITIONS,
                new PositionState(
                        ACCOUNT,
                        plan.symbol(),
                        plan.positionSide(),
                        plan.quantity(),
                        entry,
                        mark == null ? null : new Price(mark),
                        unrealized,
                        BigDecimal.ZERO,
                        new BigDecimal("0.62"),
                        5,
                        "ISOLATED",
                        "e-" + lineage,
                        lineage.value(),
                        protection,
                        opened,
                        at,
                        at),
                at);
    }

    public void flat(Lineage lineage, TradePlan plan, Instant at) {
        publish(
                Topics.POSITIONS,
                new PositionState(
                        ACCOUNT,
                        plan.symbol(),
                        plan.positionSide(),
                        Quantity.ZERO,
                        null,
                        null,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        5,
                        "ISOLATED",
                        "e-" + lineage,
                        lineage.value(),
                        List.of(),
                        null,
                        at,
                        at),
                at);
    }

    public void account(String equity, String unrealized, Instant at) {
        account(equity, unrealized, true, at);
    }

    public void account(String equity, String unrealized, boolean reconciled, Instant at) {
        BigDecimal sum = new BigDecimal(equity);
        BigDecimal open = new BigDecimal(unrealized);
        publish(
                Topics.ACCOUNT,
                new AccountState(
                        ACCOUNT,
                        sum.subtract(open),
                        open,
                        sum,
                        sum.multiply(new BigDecimal("0.8")).setScale(2, RoundingMode.DOWN),
                        new BigDecimal("42.18"),
                        new BigDecimal("6.20"),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        true,
                        reconciled,
                        List.of(),
                        at,
                        at),
                at);
    }

    public void service(String service, String state, Instant wall, Instant venue, double speed) {
        publish(
                Topics.SERVICE_STATUS,
                new ServiceStatus(
                        service + "-1",
                        service,
                        service.equals("trader-core") ? List.of("detector", "decider", "desk") : List.of(service),
                        "0.1.0",
                        state,
                        wall.minusSeconds(90),
                        wall,
                        venue,
                        speed,
                        Map.of(),
                        null,
                        null),
                wall);
    }

    public void mark(String symbol, String price, Instant at) {
        publish(
                Topics.WS_EVENTS,
                new MarketEvent.MarkPriceUpdated(new Symbol(symbol), at, Price.of(price), null, null, null),
                at);
    }

    public void candle(String symbol, String close, Instant openAt, boolean closed) {
        Price price = Price.of(close);
        publish(
                Topics.WS_EVENTS,
                new MarketEvent.KlineUpdated(
                        new Symbol(symbol),
                        openAt.plus(Duration.ofSeconds(closed ? 60 : 30)),
                        new Kline(
                                "1m",
                                openAt,
                                openAt.plusMillis(59_999),
                                price,
                                price,
                                price,
                                price,
                                new BigDecimal("1200"),
                                null,
                                10),
                        closed,
                        false),
                openAt);
    }

    /** A whole trade: trigger to protected position. */
    public TradePlan protectedTrade(
            String symbol, int n, Instant at, Direction direction, BigDecimal price, String quantity) {
        Lineage lineage = trigger(symbol, n, at, price.toPlainString());
        Advice advice = advised(lineage, symbol, at, direction, price);
        TradePlan plan = approved(lineage, symbol, at.plusMillis(420), advice, price, quantity);
        steps(
                lineage,
                plan,
                at.plusMillis(430),
                TradeStep.INTENT_RECORDED,
                TradeStep.ARMED,
                TradeStep.ENTRY_SENDING,
                TradeStep.ENTRY_SENT,
                TradeStep.FILLED,
                TradeStep.PROTECTED,
                TradeStep.TAKE_PROFIT_PLACED);
        order(lineage, plan, Leg.ARMED_STOP, OrderStatus.CANCELED, at.plusMillis(600));
        order(lineage, plan, Leg.ENTRY, OrderStatus.FILLED, at.plusMillis(900));
        fill(lineage, plan, Math.abs(lineage.hashCode()), at.plusMillis(950));
        OrderView stop = order(lineage, plan, Leg.POSITION_STOP, OrderStatus.NEW, at.plusMillis(1200));
        OrderView target = order(lineage, plan, Leg.TAKE_PROFIT, OrderStatus.NEW, at.plusMillis(1400));
        position(lineage, plan, price, List.of(stop, target), at.plusMillis(950), at.plusMillis(1500));
        return plan;
    }

    private static BigDecimal away(BigDecimal price, String fraction) {
        return price.multiply(BigDecimal.ONE.add(new BigDecimal(fraction)))
                .setScale(price.scale(), RoundingMode.HALF_EVEN);
    }
}
