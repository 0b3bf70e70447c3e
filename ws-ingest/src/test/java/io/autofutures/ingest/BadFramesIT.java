package io.autofutures.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.ingest.publish.SetAside;
import io.autofutures.model.account.UserEvent;
import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import io.autofutures.transport.Broadcast;
import io.autofutures.transport.memory.MemoryTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames that cannot be used are counted and kept aside with the reason, and nothing of them becomes an event. */
class BadFramesIT {
    private static final long NOW = FakeVenue.START.plusSeconds(10).toEpochMilli();
    private static final long OPEN = FakeVenue.START.toEpochMilli();

    private final FakeVenue venue = new FakeVenue();
    private final MemoryTransport transport = new MemoryTransport(Clock.systemUTC());
    private final List<MarketEvent> market = new CopyOnWriteArrayList<>();
    private final List<UserEvent> user = new CopyOnWriteArrayList<>();
    private final List<SetAside> aside = new CopyOnWriteArrayList<>();
    private RunningIngest running;

    @BeforeEach
    void start() {
        transport.declare(Topics.all());
        read(Topics.WS_EVENTS, market);
        read(Topics.USER_EVENTS, user);
        read(deadLetters(Topics.WS_EVENTS), aside);
        read(deadLetters(Topics.USER_EVENTS), aside);
        running = new RunningIngest(venue, transport, "one", Map.of("SYMBOLS", "BTCUSDT"));
        await().until(() -> RunningIngest.closedGaps(market, "BTCUSDT") == 1);
        venue.mark(10);
        await().until(() -> RunningIngest.marks(market, "BTCUSDT").equals(List.of(10)));
    }

    private static Topic<SetAside> deadLetters(Topic<?> of) {
        return new Topic<>(
                of.deadLetters(),
                SetAside.class,
                SetAside::stream,
                SetAside::id,
                Topic.Cleanup.DELETE,
                Duration.ofDays(1));
    }

    @SuppressWarnings("unchecked")
    private <T> void read(Topic<T> topic, List<T> into) {
        transport.broadcast(new Broadcast(
                topic.name(),
                List.of(topic),
                new Broadcast.Start.Earliest(),
                batch -> batch.forEach(record -> into.add((T) record.value())),
                true));
    }

    @AfterEach
    void stop() {
        running.close();
        transport.close();
        venue.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "cut in half; {'stream':'btcusdt@markPrice@1s','data':{'e':'markPriceUpdate','E':NOW,'s':'BTC; unparsable",
                "a number as text; {'e':'markPriceUpdate','E':'soon','s':'BTCUSDT','p':'1','r':'0','T':0}; unparsable",
                "NaN; {'e':'markPriceUpdate','E':NOW,'s':'BTCUSDT','p':'NaN','r':'0','T':0}; unparsable",
                "bare NaN; {'e':'markPriceUpdate','E':NOW,'s':'BTCUSDT','p':NaN,'r':'0','T':0}; unparsable",
                "infinite; {'e':'markPriceUpdate','E':NOW,'s':'BTCUSDT','p':'Infinity','r':'0','T':0}; unparsable",
                "negative; {'e':'markPriceUpdate','E':NOW,'s':'BTCUSDT','p':'-5','r':'0','T':0}; unparsable",
                "zero; {'e':'markPriceUpdate','E':NOW,'s':'BTCUSDT','p':'0.0','r':'0','T':0}; unparsable",
                "gigantic; {'e':'markPriceUpdate','E':NOW,'s':'BTCUSDT','p':'1e999999999','r':'0','T':0}; unparsable",
                "no price; {'e':'markPriceUpdate','E':NOW,'s':'BTCUSDT','r':'0','T':0}; unparsable",
                "past; {'e':'markPriceUpdate','E':9500,'s':'BTCUSDT','p':'1','r':'0','T':0}; implausible",
                "future; {'e':'markPriceUpdate','E':FUTURE,'s':'BTCUSDT','p':'1','r':'0','T':0}; implausible",
                "unknown symbol; {'e':'markPriceUpdate','E':NOW,'s':'WHOUSDT','p':'1','r':'0','T':0}; unknown-symbol",
                "closed in the future; {'e':'kline','E':NOW,'s':'BTCUSDT','k':{'t':OPEN,'T':CLOSE,'s':'BTCUSDT','i':'1m','o':'1','c':'1','h':'1','l':'1','v':'1','n':2,'x':true,'q':'5'}}; implausible",
                "high below low; {'e':'kline','E':NOW,'s':'BTCUSDT','k':{'t':OPEN,'T':CLOSE,'s':'BTCUSDT','i':'1m','o':'2','c':'2','h':'1','l':'3','v':'1','n':2,'x':false,'q':'5'}}; implausible",
                "negative volume; {'e':'kline','E':NOW,'s':'BTCUSDT','k':{'t':OPEN,'T':CLOSE,'s':'BTCUSDT','i':'1m','o':'1','c':'1','h':'1','l':'1','v':'-1','n':2,'x':false,'q':'5'}}; implausible",
                "off the minute; {'e':'kline','E':NOW,'s':'BTCUSDT','k':{'t':NOW,'T':CLOSE,'s':'BTCUSDT','i':'1m','o':'1','c':'1','h':'1','l':'1','v':'1','n':2,'x':false,'q':'5'}}; implausible",
                "no JSON; hello; unparsable",
                "null; null; unparsable",
                "unknown kind; {'e':'somethingNew','E':NOW,'s':'BTCUSDT'}; unrecognized"
            })
    void isKeptAsideWithTheReason(String what, String frame, String kind) {
        int before = market.size();
        String text = frame.replace('\'', '"')
                .replace("FUTURE", Long.toString(NOW + 60_000))
                .replace("NOW", Long.toString(NOW))
                .replace("OPEN", Long.toString(OPEN))
                .replace("CLOSE", Long.toString(OPEN + 59_999));

        venue.streams.send("/market", text);

        await().until(() -> aside.size() == 1);
        SetAside kept = aside.getFirst();
        assertThat(kept.stream()).isEqualTo("market");
        assertThat(text).as(what).startsWith(kept.text()).hasSize((int) kept.characters());
        assertThat(kept.reason()).isNotBlank();
        venue.mark(11);
        await().until(() -> RunningIngest.marks(market, "BTCUSDT").equals(List.of(10, 11)));
        assertThat(market).hasSize(before + 1);
        assertThat(running.ingest.counted("market", kind)).isEqualTo(1);
        assertThat(venue.streams.open("/market")).hasSize(1);
    }

    @Test
    void aFrameOfTenMegabytesCostsNothingButItself() {
        venue.streams.send("/market", "{\"stream\":\"btcusdt@kline_1m\",\"data\":\"" + "x".repeat(10_000_000) + "\"}");
        venue.mark(11);

        await().until(() -> RunningIngest.marks(market, "BTCUSDT").equals(List.of(10, 11)));
        await().until(() -> aside.size() == 1);
        assertThat(aside.getFirst().characters()).isGreaterThan(10_000_000);
        assertThat(aside.getFirst().text()).hasSizeLessThan(5_000);
        assertThat(running.ingest.health().details()).containsEntry("marketOversized", "1");
        assertThat(venue.streams.open("/market")).hasSize(1);
    }

    @Test
    void aFloodOfBadFramesIsCountedAndKeptOnlyInPart() {
        for (int i = 0; i < 2_000; i++) {
            venue.streams.send("/market", "nonsense " + i);
        }
        venue.mark(11);

        await().until(() -> RunningIngest.marks(market, "BTCUSDT").equals(List.of(10, 11)));
        assertThat(running.ingest.counted("market", "unparsable")).isEqualTo(2_000);
        assertThat(aside).hasSizeBetween(50, 200);
    }

    @Test
    void anUnusableUserFrameIsKeptAsideAndCountsAsAGap() {
        venue.streams.send("/private", "{\"e\":\"ORDER_TRADE_UPDATE\",\"E\":2,\"o\":{}}");
        await().until(() -> user.size() == 3);
        venue.streams.send("/private", "{\"e\":\"x\",\"x\":\"" + "x".repeat(2_000_000) + "\"}");
        await().until(() -> user.size() == 5);

        assertThat(user.stream().map(event -> event.getClass().getSimpleName()))
                .containsExactly(
                        "StreamResumed", "StreamInterrupted", "StreamResumed", "StreamInterrupted", "StreamResumed");
        await().until(() -> aside.size() == 2);
        assertThat(aside).extracting(SetAside::stream).containsOnly("user");
        assertThat(venue.streams.open("/private")).hasSize(1);
    }
}
