package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
    private static final boolean ORDER = true;
    private static final boolean READ = false;

    /** Meaning of each recorded error body as the answer to an order. */
    private static final Map<String, String> MEANINGS = meanings();

    private static Map<String, String> meanings() {
        var meanings = new HashMap<String, String>();
        for (String refused : new String[] {
            "400_-1022", "400_-1111", "400_-1121", "400_-1125", "400_-1130", "400_-2010", "400_-2011", "400_-2013",
            "400_-2018", "400_-2019", "400_-2021", "400_-2022", "400_-4014", "400_-4023", "400_-4116", "400_-4120",
            "400_-4131", "400_-4164", "400_-5022", "401_-2015"
        }) {
            meanings.put(refused, "Refused");
        }
        meanings.put("400_-1001", "NotExecuted");
        meanings.put("400_-1006", "Unknown");
        meanings.put("400_-1021", "ClockSkew");
        meanings.put("400_-4046", "AlreadySo");
        meanings.put("400_-4059", "AlreadySo");
        meanings.put("429_-1003", "Limited");
        meanings.put("503_-1008", "NotExecuted");
        meanings.put("503_-1016", "NotExecuted");
        meanings.put("503_service_unavailable_no_code", "NotExecuted");
        meanings.put("503_unknown_no_code", "Unknown");
        return meanings;
    }

    @Test
    void knowsTheMeaningOfEveryRecordedBody() {
        var found = new HashMap<String, String>();
        for (var file : Recorded.files("errors")) {
            String name = file.getFileName().toString().replace(".json", "");
            int status = Integer.parseInt(name.substring(0, 3));
            Failure failure = Failure.of(status, Recorded.read(file), ORDER);
            found.put(name, failure.getClass().getSimpleName());
            if (failure instanceof Failure.Refused(int code, String message, boolean retry)) {
                assertThat(name).endsWith("_" + code);
                assertThat(message).isNotBlank();
                assertThat(retry).isFalse();
            }
        }

        assertThat(found).isEqualTo(MEANINGS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            408 | {"code":-1007,"msg":"Timeout waiting for response from backend server."} | Unknown
            400 | {"code":"-1007","msg":"code as text"}                                    | Unknown
            503 | {"code":-1000,"msg":"Unknown error, please check your request or try again later."} | Unknown
            400 | {"code":-1000,"msg":"An unknown error occurred while processing the request."}      | Unknown
            500 | {"msg":"Internal error; unable to process your request. Please try again."}         | NotExecuted
            502 | <html><body>502 Bad Gateway</body></html>                                | Unknown
            504 | ''                                                                       | Unknown
            503 | {"239999":"maintenance"}                                                 | NotExecuted
            500 | {"code":-2019,"msg":"Margin is insufficient."}                           | Unknown
            403 | <html>firewall</html>                                                    | Limited
            400 | <html><body>400 Bad Request</body></html>                                | Unknown
            400 | {"msg":"no code"}                                                        | Unknown
            400 | {"code":[],"msg":{}}                                                     | Unknown
            400 | {"code":7,"msg":"a code that is no error"}                               | Unknown
            200 | [1,2]                                                                    | Unknown
            418 | {"code":-1003,"msg":"Way too many requests; IP banned."}                 | Limited
            429 | {"code":-1015,"msg":"Too many new orders."}                              | Refused
            400 | {"code":-4171,"msg":"no change"}                                         | AlreadySo
            400 | {"code":-5028,"msg":"Timestamp is outside of the ME recvWindow"}         | ClockSkew
            """)
    void neverTakesAnUnknownOutcomeOfAnOrderForFailed(int status, String body, String meaning) {
        assertThat(Failure.of(status, body, ORDER).getClass().getSimpleName()).isEqualTo(meaning);
    }

    @Test
    void aReadWithoutAnswerChangedNothing() {
        assertThat(Failure.of(502, "<html>", READ)).isInstanceOf(Failure.NotExecuted.class);
        assertThat(Failure.of(400, "{\"code\":-1006,\"msg\":\"?\"}", READ)).isInstanceOf(Failure.NotExecuted.class);
    }

    @Test
    void readsTheEndOfABan() {
        var failure = Failure.of(
                418,
                "{\"code\":-1003,\"msg\":\"Way too many requests; IP(1.2.3.4) banned until 1791354113000.\"}",
                ORDER);

        assertThat(failure).isInstanceOfSatisfying(Failure.Limited.class, limited -> assertThat(limited.until())
                .isEqualTo(Instant.ofEpochMilli(1791354113000L)));
    }
}
