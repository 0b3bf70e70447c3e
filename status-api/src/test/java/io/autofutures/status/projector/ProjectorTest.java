package io.autofutures.status.projector;

import static io.autofutures.status.Story.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.order.Leg;
import io.autofutures.model.order.OrderStatus;
import io.autofutures.model.order.OrderType;
import io.autofutures.model.topic.Topics;
import io.autofutures.model.trade.Direction;
import io.autofutures.model.trade.TradePlan;
import io.autofutures.model.trade.TradeStep;
import io.autofutures.status.Story;
import io.autofutures.status.projector.ProjectionReader.Key;
import io.autofutures.status.projector.ProjectionReader.Slice;
import io.autofutures.status.view.MarketItem;
import io.autofutures.status.view.OrderItem;
import io.autofutures.status.view.TriggerItem;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.Capability;
import io.autofutures.transport.Delivery;
import io.autofutures.transport.Transport;
import io.autofutures.transport.memory.MemoryTransport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectorTest {
    private static final BigDecimal PRICE = new BigDecimal("0.3081");

    private final InstantSource wall = InstantSource.fixed(START);
    private final MemoryTransport transport = new MemoryTransport(wall);
    private final Story story = new Story(transport);
    private final Heard heard = new Heard();

    @TempDir
    Path folder;

    private ProjectionDatabase database;

    /** Keeps what a stream would be told. */
    private static final class Heard implements ChangeListener {
        final List<Change> changes = new ArrayList<>();
        final List<MarketItem> prices = new ArrayList<>();

        @Override
        public synchronized void began(String epoch, long seq) {
            changes.clear();
        }

        @Override
        public synchronized void applied(List<Change> more) {
            changes.addAll(more);
        }

        @Override
        public synchronized void priced(Collection<MarketItem> items) {
            prices.addAll(items);
        }

        synchronized long count(String type) {
            return changes.stream().filter(change -> change.type().equals(type)).count();
        }
    }

    @BeforeEach
    void open() {
        transport.declare(Topics.all());
        database = ProjectionDatabase.open(folder);
    }

    @AfterEach
    void close() {
        transport.close();
        database.close();
    }

    @Test
    void showsAWholeTradeWithItsReason() {
        story.protectedTrade("ADAUSDT", 1, START, Direction.LONG, PRICE, "5000");
        story.told();
        Lineage lineage = Story.lineage("ADAUSDT", 1);

        try (Projector projector = start(transport)) {
            var reader = new ProjectionReader(database);
            await().until(() -> !reader.positions(null, null, 10).items().isEmpty()
                    && reader.orders(null, null, 10).items().size() == 4
                    && reader.proposal(lineage.proposalId(), START)
                            .map(detail -> detail.trade() != null
                                    && detail.trade().steps().size() == 7
                                    && detail.trade().fills().size() == 1)
                            .orElse(false));

            List<OrderItem> orders = reader.orders("ADAUSDT", null, 10).items();
            assertThat(orders)
                    .extracting(OrderItem::type)
                    .containsExactly(
                            OrderType.TAKE_PROFIT_MARKET,
                            OrderType.STOP_MARKET,
                            OrderType.MARKET,
                            OrderType.STOP_MARKET);
            assertThat(orders).allMatch(order -> lineage.proposalId().equals(order.proposalId()));
            var position = reader.positions(null, null, 10).items().getFirst();
            assertThat(position.isProtected()).isTrue();
            assertThat(position.unprotectedSince()).isNull();
            assertThat(position.proposalId()).isEqualTo(lineage.proposalId());
            var detail = reader.proposal(lineage.proposalId(), START).orElseThrow();
            assertThat(detail.trigger()).isNotNull();
            assertThat(detail.decision()).isNotNull();
            assertThat(detail.decision().approved()).isTrue();
            assertThat(detail.orders()).hasSize(4);
            assertThat(detail.trade().step()).isEqualTo(TradeStep.TAKE_PROFIT_PLACED);
            assertThat(projector.ready()).isTrue();
        }
    }

    @Test
    void keepsTheFirstRecordOfAFactAndTheLastOfATable() {
        Lineage lineage = story.trigger("ADAUSDT", 1, START, "0.3081");
        story.trigger("ADAUSDT", 1, START.plusSeconds(5), "0.9999");
        var advice = story.advised(lineage, "ADAUSDT", START, Direction.LONG, PRICE);
        TradePlan plan = story.approved(lineage, "ADAUSDT", START, advice, PRICE, "5000");
        story.order(lineage, plan, Leg.POSITION_STOP, OrderStatus.NEW, START);
        story.order(lineage, plan, Leg.POSITION_STOP, OrderStatus.CANCELED, START);
        story.told();

        try (Projector projector = start(transport)) {
            var reader = new ProjectionReader(database);
            await().until(() -> heard.count("order.updated") == 2 && heard.count("trigger.created") == 1);
            assertThat(reader.triggers(null, null, 10).items())
                    .singleElement()
                    .extracting(trigger -> trigger.price().toString())
                    .isEqualTo("0.3081");
            assertThat(reader.orders(null, null, 10).items())
                    .singleElement()
                    .extracting(OrderItem::status)
                    .isEqualTo(OrderStatus.CANCELED);
        }
    }

    @Test
    void saysSinceWhenAPositionIsWithoutItsStop() {
        Lineage lineage = Story.lineage("ADAUSDT", 1);
        var advice = story.advised(lineage, "ADAUSDT", START, Direction.LONG, PRICE);
        TradePlan plan = story.approved(lineage, "ADAUSDT", START, advice, PRICE, "5000");
        story.position(lineage, plan, PRICE, List.of(), START, START.plusSeconds(1));
        story.position(lineage, plan, PRICE, List.of(), START, START.plusSeconds(4));
        story.told();

        try (Projector projector = start(transport)) {
            await().until(() -> heard.count("position.updated") == 2);
            var position = new ProjectionReader(database)
                    .positions(null, null, 10)
                    .items()
                    .getFirst();
            assertThat(position.isProtected()).isFalse();
            assertThat(position.unprotectedSince()).isEqualTo(START.plusSeconds(1));

            var stop = story.order(lineage, plan, Leg.POSITION_STOP, OrderStatus.NEW, START.plusSeconds(5));
            story.position(lineage, plan, PRICE, List.of(stop), START, START.plusSeconds(5));
            await().until(() -> heard.count("position.updated") == 3);
            assertThat(new ProjectionReader(database)
                            .positions(null, null, 10)
                            .items()
                            .getFirst()
                            .isProtected())
                    .isTrue();
        }
    }

    @Test
    void keepsClosedCandlesAndTheLastPriceOnly() {
        for (int i = 0; i < 120; i++) {
            story.mark("ADAUSDT", "0.3" + (100 + i), START.plusSeconds(i));
        }
        story.candle("ADAUSDT", "0.3111", START, false);
        story.candle("ADAUSDT", "0.3112", START, true);
        story.candle("ADAUSDT", "0.3112", START, true);
        story.told();

        try (Projector projector = start(transport)) {
            var reader = new ProjectionReader(database);
            await().until(() -> reader.market().stream().anyMatch(item -> item.last() != null));
            assertThat(reader.market()).singleElement().satisfies(item -> {
                assertThat(item.mark()).isEqualTo("0.3219");
                assertThat(item.last()).isEqualTo("0.3112");
            });
            assertThat(database.jdbc().queryForObject("select count(*) from candles", Integer.class))
                    .isEqualTo(1);
        }
    }

    @Test
    void losesAndDoublesNothingWhenItDiesBetweenBatches() {
        Transport durable = calledDurable(transport, new AtomicInteger());
        for (int life = 0; life < 5; life++) {
            for (int i = 0; i < 40; i++) {
                story.trigger("ADAUSDT", life * 40 + i, START.plusSeconds(life * 40 + i), "0.3081");
            }
            story.told();
            heard.changes.clear();
            try (Projector projector = start(durable)) {
                await().until(() -> heard.count("trigger.created") == 40);
            }
            database.close(); // the next life opens the same file
            database = ProjectionDatabase.open(folder);
        }

        assertThat(new ProjectionReader(database).triggers(null, null, 500).items())
                .hasSize(200)
                .extracting(TriggerItem::triggerId)
                .doesNotHaveDuplicates();
    }

    @Test
    void undoesABatchThatFailsAndAppliesItWhenItComesAgain() {
        var failures = new AtomicInteger(3);
        for (int i = 0; i < 30; i++) {
            story.trigger("ADAUSDT", i, START.plusSeconds(i), "0.3081");
        }
        story.told();

        try (Projector projector = start(calledDurable(transport, failures))) {
            await().until(() -> heard.count("trigger.created") == 30);
        }
        assertThat(failures.get()).isZero();
        assertThat(heard.changes)
                .extracting(Change::seq)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(new ProjectionReader(database).triggers(null, null, 500).items())
                .hasSize(30);
    }

    @Test
    void stopsWhenAnotherProjectorHasTakenTheDatabaseOver() {
        try (Projector former = start(transport);
                Projector latter =
                        new Projector(transport, database, new Heard(), wall, "second", new SimpleMeterRegistry())) {
            latter.start();
            heard.changes.clear();
            story.trigger("ADAUSDT", 1, START, "0.3081");
            story.told();
            var reader = new ProjectionReader(database);
            await().until(() -> reader.triggers(null, null, 10).items().size() == 1);
            assertThat(heard.changes).isEmpty();
        }
    }

    @Test
    void pagesAreStableWhileRecordsArrive() {
        for (int i = 0; i < 100; i++) {
            story.trigger("ADAUSDT", i, START.plusSeconds(i / 3), "0.3081");
        }
        story.told();
        try (Projector projector = start(transport)) {
            var reader = new ProjectionReader(database);
            await().until(() -> reader.triggers(null, null, 500).items().size() == 100);
            Set<String> before = new HashSet<>();
            reader.triggers(null, null, 500).items().forEach(item -> before.add(item.triggerId()));

            List<String> seen = new ArrayList<>();
            Key key = null;
            int extra = 1_000;
            do {
                Slice<TriggerItem> slice = reader.triggers("ADAUSDT", key, 7);
                slice.items().forEach(item -> seen.add(item.triggerId()));
                key = slice.next();
                story.trigger("ADAUSDT", extra, START.plusSeconds(extra), "0.3081");
                story.told();
                int expected = extra++ - 1_000 + 101;
                await().until(() -> reader.triggers(null, null, 500).items().size() == expected);
            } while (key != null);

            assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @Test
    void readsTheEquityOfEachMinute() {
        story.account("10000", "0", START);
        story.account("10010.5", "3", START.plusSeconds(30));
        story.account("10020", "3", START.plusSeconds(70));
        story.told();
        try (Projector projector = start(transport)) {
            var reader = new ProjectionReader(database);
            await().until(() -> heard.count("account.updated") == 3);
            assertThat(reader.equity(new AccountId("main"), null, 10).items())
                    .extracting(point -> point.equity().toPlainString())
                    .containsExactly("10020", "10010.5");
        }
    }

    private Projector start(Transport over) {
        var projector = new Projector(over, database, heard, wall, "test", new SimpleMeterRegistry());
        projector.start();
        return projector;
    }

    /** The in-process log outlives the projectors of this test, so its offsets may be trusted; some batches fail after they are applied. */
    private static Transport calledDurable(Transport inner, AtomicInteger failures) {
        return (Transport) Proxy.newProxyInstance(
                Transport.class.getClassLoader(), new Class<?>[] {Transport.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("capabilities")) {
                        return EnumSet.of(Capability.DURABLE);
                    }
                    if (method.getName().equals("broadcast")) {
                        return inner.broadcast(failing((Broadcast) arguments[0], failures));
                    }
                    try {
                        return method.invoke(inner, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Broadcast failing(Broadcast broadcast, AtomicInteger failures) {
        return new Broadcast(
                broadcast.name(),
                broadcast.topics(),
                broadcast.start(),
                batch -> {
                    if (failures.get() > 0) {
                        failures.decrementAndGet();
                        List<Delivery<?>> half = batch.subList(0, batch.size() / 2);
                        broadcast.handler().on(half); // applied, but the reader never learns of it
                        throw new IllegalStateException("the answer was lost");
                    }
                    broadcast.handler().on(batch);
                },
                broadcast.counted());
    }
}
