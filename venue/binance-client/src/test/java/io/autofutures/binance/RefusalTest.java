package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    /** One row per class of the venue's table, with every code that it names. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TOO_MANY      | -1003 -1015
            CLOCK         | -1021 -5028
            CONFIGURATION | -1002 -1011 -1022 -2014 -2015 -2017 -4087 -4088 -4109 -4192 -4402 -4403
            OUR_BUG       | -1100 -1101 -1102 -1103 -1104 -1105 -1106 -1108 -1111 -1114 -1115 -1116 -1117 -1118 -1119
            OUR_BUG       | -1120 -1121 -1127 -1128 -1130 -1136 -4003 -4004 -4006 -4014 -4015 -4023 -4029 -4030 -4031
            OUR_BUG       | -4120 -4137 -4138
            MARKET_MOVED  | -2021 -4005 -4016 -4024 -4131 -4164 -4183 -4184 -4210 -4211 -5021 -5022 -5041
            MONEY         | -2018 -2019 -2022 -2024 -2027 -2028 -4118
            ORDER_STATE   | -2011 -2013 -4116 -4117 -5026 -5027 -5043
            ORDER_COUNT   | -2025 -4045
            MODE          | -4028 -4047 -4048 -4061 -4062 -4067 -4068 -4161 -4168 -4531
            SYMBOL_STATE  | -1122 -4140 -4141 -4400 -4401
            STOP_STATE    | -4129 -4130 -4509
            LIQUIDATION   | -2023
            LISTEN_KEY    | -1125
            MAINTENANCE   | -1109
            OTHER         | -2010 -9999
            """)
    void knowsTheClassOfEveryCode(Refusal refusal, String codes) {
        for (String code : codes.split(" ")) {
            assertThat(Refusal.of(Integer.parseInt(code))).as(code).isEqualTo(refusal);
        }
    }

    @Test
    void meansWhatEveryRecordedRefusalMeans() {
        var found = new HashMap<String, String>();
        for (var file : Recorded.files("errors")) {
            String name = file.getFileName().toString().replace(".json", "");
            int status = Integer.parseInt(name.substring(0, 3));
            if (Failure.of(status, Recorded.read(file), true)
                    instanceof Failure.Refused(int code, String message, boolean retry)) {
                found.put(
                        code + " " + message.split("[ .:_]")[0],
                        new Reply.Refused<>(code, message, retry).meaning().name());
            }
        }

        assertThat(found)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("-1022 Signature", "CONFIGURATION"),
                        Map.entry("-1111 Precision", "OUR_BUG"),
                        Map.entry("-1121 Invalid", "OUR_BUG"),
                        Map.entry("-1125 This", "LISTEN_KEY"),
                        Map.entry("-1130 Data", "OUR_BUG"),
                        Map.entry("-2010 NEW", "OTHER"),
                        Map.entry("-2011 Unknown", "ORDER_STATE"),
                        Map.entry("-2013 Order", "ORDER_STATE"),
                        Map.entry("-2015 Invalid", "CONFIGURATION"),
                        Map.entry("-2018 Balance", "MONEY"),
                        Map.entry("-2019 Margin", "MONEY"),
                        Map.entry("-2021 Order", "MARKET_MOVED"),
                        Map.entry("-2022 ReduceOnly", "MONEY"),
                        Map.entry("-4014 Price", "OUR_BUG"),
                        Map.entry("-4023 Qty", "OUR_BUG"),
                        Map.entry("-4116 ClientOrderId", "ORDER_STATE"),
                        Map.entry("-4120 Order", "OUR_BUG"),
                        Map.entry("-4131 The", "MARKET_MOVED"),
                        Map.entry("-4164 Order's", "MARKET_MOVED"),
                        Map.entry("-5022 Due", "MARKET_MOVED")));
    }

    @Test
    void onlyWhatSomeoneMustLookAtStopsTrading() {
        var stopping = new HashSet<Refusal>();
        for (Refusal refusal : Refusal.values()) {
            if (refusal.stopsTrading()) {
                stopping.add(refusal);
            }
        }

        assertThat(stopping).containsExactlyInAnyOrder(Refusal.CONFIGURATION, Refusal.LIQUIDATION);
    }
}
