package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.time.Patience;
import io.autofutures.testkit.MutableVenueClock;
import io.autofutures.testkit.StreamServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many streams over several connections, changed while they live. */
class StreamSubscriptionIT {
    private final StreamServer venue = new StreamServer();
    private final MutableVenueClock clock = new MutableVenueClock(Instant.ofEpochSecond(1_700_000_000));
    private final MutableVenueClock wall = new MutableVenueClock(Instant.ofEpochSecond(1_800_000_000));
    private final Seen seen = new Seen();
    private StreamFleet fleet;

    @AfterEach
    void stop() {
        fleet.close();
        venue.close();
    }

    private void start(int perConnection, Map<String, List<StreamName>> groups) {
        fleet = new StreamFleet(
                StreamOptions.steady("market").withBackoff(Duration.ofMillis(20), Duration.ofMillis(100)),
                StreamCategory.MARKET,
                venue.url(),
                perConnection,
                seen,
                new Patience(clock),
                wall,
                new SplittableRandom(1));
        fleet.want(groups);
        fleet.start();
    }

    private static Map<String, List<StreamName>> groups(String... symbols) {
        var groups = new LinkedHashMap<String, List<StreamName>>();
        for (String symbol : symbols) {
            groups.put(symbol, streams(symbol));
        }
        return groups;
    }

    private static List<StreamName> streams(String symbol) {
        return List.of(
                StreamName.of(new Symbol(symbol), "markPrice@1s"), StreamName.of(new Symbol(symbol), "kline_1m"));
    }

    private static Map<String, List<StreamName>> many(int from, int to) {
        var groups = new TreeMap<String, List<StreamName>>();
        for (int i = from; i < to; i++) {
            groups.put("S" + i + "USDT", streams("S" + i + "USDT"));
        }
        return groups;
    }

    private Set<String> asked() {
        var all = new TreeSet<String>();
        venue.open().forEach(peer -> all.addAll(peer.streams()));
        return all;
    }

    private static Set<String> names(Map<String, List<StreamName>> groups) {
        var names = new TreeSet<String>();
        groups.values().forEach(streams -> streams.forEach(stream -> names.add(stream.value())));
        return names;
    }

    private void mark(String stream, int number) {
        venue.publish(stream, "{\"e\":\"markPriceUpdate\",\"E\":" + number + "}");
    }

    @Test
    void sixHundredSymbolsTakeSeveralConnectionsAndFewRequests() {
        start(200, many(0, 600));

        await().atMost(Duration.ofSeconds(30)).until(() -> seen.connected.size() == 600);
        assertThat(venue.open()).hasSize(6).allSatisfy(peer -> {
            assertThat(peer.target()).startsWith("/market/stream?streams=").hasSizeLessThan(4_096);
            assertThat(peer.streams()).hasSize(200);
            assertThat(peer.received()).hasSizeLessThanOrEqualTo(3);
        });
        assertThat(asked()).isEqualTo(names(many(0, 600)));

        fleet.want(many(20, 620));

        await().atMost(Duration.ofSeconds(30)).until(() -> asked().equals(names(many(20, 620))));
        await().until(() -> seen.connected.contains("S619USDT"));
        assertThat(venue.open()).hasSize(6);
        assertThat(seen.interrupted).isEmpty();
    }

    @Test
    void aSymbolAddedLiveIsAnnouncedAndItsNeighboursGoOn() {
        start(200, groups("BTCUSDT"));
        await().until(() -> seen.connected.contains("BTCUSDT"));
        mark("btcusdt@markPrice@1s", 1);
        await().until(() -> seen.frames.size() == 1);

        fleet.want(groups("BTCUSDT", "币安人生USDT"));

        await().until(() -> seen.connected.contains("币安人生USDT"));
        assertThat(venue.open().getFirst().received())
                .containsExactly(
                        "{\"method\":\"SUBSCRIBE\",\"params\":[\"币安人生usdt@kline_1m\",\"币安人生usdt@markPrice@1s\"],\"id\":1}");
        mark("币安人生usdt@markPrice@1s", 2);
        await().until(() -> seen.frames.size() == 2);

        fleet.want(groups("币安人生USDT"));
        await().until(() -> asked().equals(names(groups("币安人生USDT"))));
        assertThat(seen.interrupted).isEmpty();
        assertThat(seen.discarded).as("replies are no frames").isEmpty();
    }

    @Test
    void aUnicodeNameStandsEncodedInTheAddress() {
        start(200, groups("币安人生USDT"));

        await().until(() -> seen.connected.contains("币安人生USDT"));
        assertThat(venue.open().getFirst().target())
                .isEqualTo("/market/stream?streams=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9Fusdt@kline_1m"
                        + "/%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9Fusdt@markPrice@1s");
    }

    @Test
    void anAcknowledgedStreamThatStaysSilentIsReportedAndCostsOneNewConnection() {
        start(200, groups("BTCUSDT", "ETHUSDT"));
        await().until(() -> seen.connected.size() == 2);
        mark("btcusdt@markPrice@1s", 1);
        await().until(() -> seen.frames.size() == 1);
        var first = venue.open().getFirst();

        clock.advance(Duration.ofSeconds(2));
        mark("btcusdt@markPrice@1s", 2);
        await().until(() -> seen.frames.size() == 2);
        clock.advance(Duration.ofSeconds(2));
        mark("btcusdt@markPrice@1s", 3);
        await().until(() -> seen.frames.size() == 3);
        clock.advance(Duration.ofSeconds(2));
        mark("btcusdt@markPrice@1s", 4);

        await().until(() -> seen.unheard.contains("ethusdt@markPrice@1s"));
        await().until(() -> venue.open().size() == 1 && venue.open().getFirst() != first);
        assertThat(seen.interrupted).hasSize(1);
        assertThat(seen.interrupted.getFirst()).contains("no first data frame").contains("ethusdt@markPrice@1s");
        assertThat(seen.unheard).containsExactly("ethusdt@markPrice@1s");

        await().until(() -> seen.connected.size() == 2);
        int frames = seen.frames.size();
        for (int i = 0; i < 4; i++) {
            int sent = i;
            mark("btcusdt@markPrice@1s", 10 + i);
            await().until(() -> seen.frames.size() == frames + sent + 1);
            clock.advance(Duration.ofSeconds(4));
        }
        mark("btcusdt@markPrice@1s", 20);
        await().until(() -> seen.frames.size() == frames + 5);
        assertThat(seen.interrupted)
                .as("a second silence does not cost the others again")
                .hasSize(1);
    }

    @Test
    void aStreamThatFallsSilentAloneIsAskedForAgainAndCostsTheOthersNothing() {
        start(200, groups("BTCUSDT", "ETHUSDT"));
        await().until(() -> seen.connected.size() == 2);
        mark("btcusdt@markPrice@1s", 1);
        mark("ethusdt@markPrice@1s", 1);
        await().until(() -> seen.frames.size() == 2);
        var peer = venue.open().getFirst();

        for (int i = 0; i < 3; i++) {
            int least = 3 + i;
            clock.advance(Duration.ofSeconds(2));
            mark("btcusdt@markPrice@1s", 2 + i);
            await().until(() -> seen.frames.size() == least);
        }

        await().until(() -> !seen.interrupted.isEmpty());
        assertThat(seen.interrupted).singleElement().asString().startsWith("[ETHUSDT] no frame for PT5S");
        await().until(() -> seen.connected.contains("ETHUSDT"));
        assertThat(peer.received())
                .singleElement()
                .asString()
                .contains("SUBSCRIBE")
                .contains("ethusdt@markPrice@1s")
                .doesNotContain("btcusdt");
        mark("ethusdt@markPrice@1s", 9);
        await().until(() -> seen.frames.size() == 6);
        assertThat(venue.open()).containsExactly(peer);
    }

    @Test
    void aStreamTheVenueRefusesDoesNotTakeTheOthersWithIt() {
        start(200, groups("BTCUSDT"));
        await().until(() -> seen.connected.contains("BTCUSDT"));
        venue.refuseStreams("badusdt@markPrice@1s");

        fleet.want(groups("BTCUSDT", "BADUSDT", "ETHUSDT"));

        await().until(() -> seen.connected.contains("ETHUSDT"));
        await().until(() -> seen.unheard.contains("badusdt@markPrice@1s"));
        assertThat(seen.connected).doesNotContain("BADUSDT");
        assertThat(seen.interrupted).isEmpty();
    }

    @Test
    void aRequestWithoutAnswerEndsTheConnection() {
        start(200, groups("BTCUSDT"));
        await().until(() -> seen.connected.contains("BTCUSDT"));
        mark("btcusdt@markPrice@1s", 1);
        venue.acknowledge(false);
        fleet.want(groups("BTCUSDT", "ETHUSDT"));
        await().until(() -> !venue.open().getFirst().received().isEmpty());
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(4));
            mark("btcusdt@markPrice@1s", 2 + i);
            mark("ethusdt@markPrice@1s", 2 + i);
            int least = 3 + 2 * i;
            await().until(() -> seen.frames.size() >= least);
        }

        await().until(() -> !seen.interrupted.isEmpty());
        assertThat(seen.interrupted.getFirst()).contains("no answer to a request");
        await().until(() -> seen.connected.size() == 2);
    }

    @Test
    void rotatesWithOverlapLosingNothingAndRepeatingNothing() {
        start(200, groups("BTCUSDT", "ETHUSDT"));
        await().until(() -> seen.connected.size() == 2);
        var expected = new ArrayList<String>();
        var old = venue.open().getFirst();
        for (int i = 0; i < 60; i++) {
            if (i == 10) {
                wall.advance(Duration.ofHours(23));
                await().until(() -> venue.open().size() == 2);
            }
            String stream = i % 2 == 0 ? "btcusdt@markPrice@1s" : "ethusdt@markPrice@1s";
            mark(stream, i);
            expected.add("{\"stream\":\"" + stream + "\",\"data\":{\"e\":\"markPriceUpdate\",\"E\":" + i + "}}");
            await().until(() -> seen.frames.size() == expected.size());
        }
        await().until(() -> !venue.open().contains(old));
        mark("btcusdt@markPrice@1s", 100);
        await().until(() -> seen.frames.size() == 61);

        assertThat(seen.frames.subList(0, 60)).isEqualTo(expected);
        assertThat(seen.interrupted).isEmpty();
        assertThat(new TreeSet<>(seen.frames)).hasSize(61);
    }

    private static final class Seen implements StreamFleet.Listener {
        final Set<String> connected = new ConcurrentSkipListSet<>();
        final List<String> frames = new CopyOnWriteArrayList<>();
        final List<String> discarded = new CopyOnWriteArrayList<>();
        final List<String> interrupted = new CopyOnWriteArrayList<>();
        final List<String> unheard = new CopyOnWriteArrayList<>();

        @Override
        public void connected(Set<String> groups) {
            connected.addAll(groups);
        }

        @Override
        public void frame(String text) {
            frames.add(text);
        }

        @Override
        public void discarded(String text) {
            discarded.add(text);
        }

        @Override
        public void oversized(String start, long characters) {
            throw new IllegalStateException("no frame is that large: " + characters);
        }

        @Override
        public void interrupted(Set<String> groups, String reason) {
            connected.removeAll(groups);
            interrupted.add(groups + " " + reason);
        }

        @Override
        public void unheard(Set<StreamName> streams, String reason) {
            streams.forEach(stream -> unheard.add(stream.value()));
        }
    }
}
