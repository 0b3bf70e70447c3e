package io.autofutures.ingest;

import static org.awaitility.Awaitility.await;

import io.autofutures.model.market.MarketEvent;
import io.autofutures.model.market.MarketEvent.GapClosed;
import io.autofutures.model.market.MarketEvent.KlineUpdated;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import io.autofutures.model.time.Activity;
import io.autofutures.model.time.ClockTimers;
import io.autofutures.transport.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One instance of the service against a {@link FakeVenue}. */
final class RunningIngest implements AutoCloseable {
    final Activity activity = new Activity();
    final Ingest ingest;
    private final ClockTimers timers;
    private final ConfigurableApplicationContext context;

    RunningIngest(FakeVenue venue, Transport transport, String instance, Map<String, String> settings, String... more) {
        timers = new ClockTimers(venue.clock);
        context = new SpringApplicationBuilder(IngestConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.config.name=ws-ingest",
                        "autofutures.instance=" + instance,
                        "autofutures.ingest.history=30",
                        "autofutures.venue.rest-url=" + venue.restUrl(),
                        "autofutures.venue.stream-url=" + venue.streams.url())
                .properties(more)
                .initializers(application -> {
                    var beans = application.getBeanFactory();
                    beans.registerSingleton("sharedTransport", transport);
                    beans.registerSingleton("sharedClock", venue.clock);
                    beans.registerSingleton("sharedTimers", timers);
                    beans.registerSingleton("sharedActivity", activity);
                    beans.registerSingleton("sharedWallClock", Clock.systemUTC());
                    beans.registerSingleton("sharedSettings", Settings.of(settings));
                })
                .run();
        ingest = context.getBean(Ingest.class);
        await().until(ingest::connected);
    }

    /** Minutes since the start of the closed candles of a symbol, as they came. */
    static List<Integer> minutes(List<MarketEvent> events, String symbol) {
        return events.stream()
                .filter(event -> event instanceof KlineUpdated candle && candle.closed())
                .map(KlineUpdated.class::cast)
                .filter(candle -> candle.symbol().equals(new Symbol(symbol)))
                .map(candle -> (int) Math.floorDiv(
                        Duration.between(FakeVenue.START, candle.kline().openAt())
                                .toSeconds(),
                        60))
                .toList();
    }

    /** Seconds since the start of the mark prices of a symbol, as they came. */
    static List<Integer> marks(List<MarketEvent> events, String symbol) {
        return events.stream()
                .filter(event ->
                        event instanceof MarkPriceUpdated && event.symbol().equals(new Symbol(symbol)))
                .map(event -> (int)
                        Duration.between(FakeVenue.START, event.occurredAt()).toSeconds())
                .toList();
    }

    static long closedGaps(List<MarketEvent> events, String symbol) {
        return events.stream()
                .filter(event -> event instanceof GapClosed && event.symbol().equals(new Symbol(symbol)))
                .count();
    }

    @Override
    public void close() {
        context.close();
        timers.close();
    }
}
