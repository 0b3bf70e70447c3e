package io.autofutures.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.binance.ApiCredentials;
import io.autofutures.binance.BinanceRest;
import io.autofutures.binance.NewOrder;
import io.autofutures.binance.Reply;
import io.autofutures.binance.RestOptions;
import io.autofutures.model.market.Quantity;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.order.ClientOrderId;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import io.autofutures.model.time.Activity;
import io.autofutures.simulator.Simulator;
import io.autofutures.simulator.SimulatorOptions;
import io.autofutures.simulator.market.MarketSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our own client makes of each fault of an order, and whether the venue has it: never "no" for what may have happened. */
class FaultMeaningsIT {
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final ClientOrderId ID = new ClientOrderId("meaning-1");

    @TempDir
    private Path folder;

    private Simulator simulator;
    private BinanceRest rest;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.of(folder, new MarketSource.Generated(1, List.of(BTC))));
        rest = client();
    }

    private BinanceRest client() {
        return new BinanceRest(RestOptions.of(
                        URI.create("http://127.0.0.1:" + simulator.port()),
                        ApiCredentials.hmac("sim", "sim".toCharArray()),
                        simulator.clock(),
                        new Activity())
                .withRequestTimeout(Duration.ofSeconds(2)));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Reply<OrderView> buy() {
        return rest.place(
                new NewOrder.Market(BTC, ID, Side.BUY, PositionSide.BOTH, Quantity.of("0.001")), rest.sendingNow());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "503-unknown"                     | Unknown     | true
            "503-unknown","executed":false    | Unknown     | false
            "503-unknown","code":true         | Unknown     | true
            "timeout-1007"                    | Unknown     | true
            "timeout-1007","executed":false   | Unknown     | false
            "bus-1006"                        | Unknown     | true
            "html-502"                        | Unknown     | false
            "reset-after"                     | Unknown     | true
            "reset-before"                    | Unknown     | false
            "reply-lost"                      | Unknown     | true
            "delay","ms":4000,"at":"reply"    | Unknown     | true
            "503-unavailable"                 | NotExecuted | false
            "503-unavailable","code":true     | NotExecuted | false
            "503-throttled"                   | NotExecuted | false
            "maintenance"                     | NotExecuted | false
            "maintenance","code":false        | NotExecuted | false
            "waf-403"                         | NotExecuted | false
            "429"                             | NotExecuted | false
            "read-lag","ms":1                 | Accepted    | true
            """)
    void anOrder(String fault, String meaning, boolean executed) {
        simulator.faults().add("{\"fault\":" + fault + ",\"on\":\"POST /fapi/v1/order\",\"times\":1}");

        Reply<OrderView> reply = buy();

        assertThat(reply.getClass().getSimpleName()).as(reply.toString()).isEqualTo(meaning);
        simulator.faults().clear();
        rest = client(); // the first one holds still after 429 and 403, as it must
        assertThat(known()).isEqualTo(executed);
    }

    private boolean known() {
        Reply<OrderView> found = rest.order(BTC, ID);
        return found instanceof Reply.Accepted<OrderView>;
    }

    @Test
    void anOrderThatDoesNotShowYetIsRefusedByTheQueryOnly() {
        simulator.faults().add("{\"fault\":\"read-lag\",\"ms\":60000,\"on\":\"POST /fapi/v1/order\"}");

        assertThat(buy()).isInstanceOf(Reply.Accepted.class);

        Reply<OrderView> found = rest.order(BTC, ID);
        assertThat(found).isInstanceOfSatisfying(Reply.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(-2013));
    }
}
