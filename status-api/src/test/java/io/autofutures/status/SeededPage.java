package io.autofutures.status;

import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.TradePlan;
import io.autofutures.model.trade.TradeStep;
import io.autofutures.transport.memory.MemoryTransport;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Shows the page with invented records, to look at it: {@code SeededPage PORT [unprotected|empty]}. */
public final class SeededPage {
    private SeededPage() {}

    public static void main(String[] arguments) throws Exception {
        String kind = arguments.length > 1 ? arguments[1] : "full";
        RunningStatus running = RunningStatus.start(
                new MemoryTransport(Clock.systemUTC()),
                Files.createTempDirectory("seeded-page"),
                "--server.port=" + arguments[0]);
        var story = new Story(running.transport());
        var random = new Random(7);
        Instant venue = Story.START.plusSeconds(3600);
        if (!kind.equals("empty")) {
            tell(story, venue, random, kind.equals("unprotected"));
        }
        for (int beat = 0; beat < 600; beat++) {
            Instant wall = Instant.now();
            Instant at = venue.plusSeconds(beat * 20L);
            for (String service : List.of("ws-ingest", "trader-core", "order-tracker")) {
                story.service(service, "ready", wall, at, 20);
            }
            if (!kind.equals("empty")) {
                story.mark("ADAUSDT", "0.31" + (10 + random.nextInt(80)), at);
                story.mark("BTCUSDT", (17_400 + random.nextInt(90)) + ".1", at);
                story.mark("ETHUSDT", (1_290 + random.nextInt(9)) + ".35", at);
            }
            story.told();
            Thread.sleep(1000);
        }
        running.close();
    }

    private static void tell(Story story, Instant venue, Random random, boolean unprotected) {
        double equity = 10_000;
        for (int minute = 0; minute < 240; minute++) {
            equity += random.nextGaussian() * 6 + 0.9;
            story.account("%.2f".formatted(equity), "18.42", venue.minusSeconds((240 - minute) * 60L));
        }
        story.account("10214.37", "35.55", venue);
        var first = Story.lineage("BTCUSDT", 1);
        TradePlan old = story.protectedTrade(
                "BTCUSDT", 1, venue.minusSeconds(3000), Direction.LONG, new BigDecimal("17310.2"), "0.21");
        story.order(first, old, Leg.TAKE_PROFIT, OrderStatus.FINISHED, venue.minusSeconds(2000));
        story.order(first, old, Leg.POSITION_STOP, OrderStatus.CANCELED, venue.minusSeconds(1990));
        story.steps(
                first,
                old,
                venue.minusSeconds(3000),
                TradeStep.INTENT_RECORDED,
                TradeStep.ARMED,
                TradeStep.ENTRY_SENDING,
                TradeStep.ENTRY_SENT,
                TradeStep.FILLED,
                TradeStep.PROTECTED,
                TradeStep.TAKE_PROFIT_PLACED,
                TradeStep.CLOSED,
                TradeStep.SWEPT);
        story.closed(first, old, venue.minusSeconds(1995), "TAKE_PROFIT", "76.34");
        story.flat(first, old, venue.minusSeconds(1990));
        var held = story.trigger("ETHUSDT", 3, venue.minusSeconds(1500), "1291.18");
        story.noTrade(held, "ETHUSDT", venue.minusSeconds(1500), "low_confidence", "confidence 0.41 is below 0.5");
        var refused = story.trigger("SOLUSDT", 4, venue.minusSeconds(900), "13.482");
        story.advised(refused, "SOLUSDT", venue.minusSeconds(900), Direction.SHORT, new BigDecimal("13.482"));
        story.refused(refused, "SOLUSDT", venue.minusSeconds(899), "max_positions");
        TradePlan ada = story.protectedTrade(
                "ADAUSDT", 6, venue.minusSeconds(340), Direction.LONG, new BigDecimal("0.3081"), "15200");
        OrderView stop = story.order(
                Story.lineage("ADAUSDT", 6), ada, Leg.POSITION_STOP, OrderStatus.NEW, venue.minusSeconds(339));
        OrderView target = story.order(
                Story.lineage("ADAUSDT", 6), ada, Leg.TAKE_PROFIT, OrderStatus.NEW, venue.minusSeconds(338));
        story.position(
                Story.lineage("ADAUSDT", 6),
                ada,
                new BigDecimal("0.3109"),
                unprotected ? List.of() : List.of(stop, target),
                venue.minusSeconds(339),
                venue.minusSeconds(10));
        TradePlan eth = story.protectedTrade(
                "ETHUSDT", 7, venue.minusSeconds(120), Direction.SHORT, new BigDecimal("1294.35"), "1.9");
        OrderView ethStop = story.order(
                Story.lineage("ETHUSDT", 7), eth, Leg.POSITION_STOP, OrderStatus.NEW, venue.minusSeconds(119));
        story.position(
                Story.lineage("ETHUSDT", 7),
                eth,
                new BigDecimal("1297.10"),
                List.of(ethStop),
                venue.minusSeconds(119),
                venue.minusSeconds(9));
        story.trigger("BTCUSDT", 9, venue.minusSeconds(5), "17452.3");
        story.told();
    }
}
