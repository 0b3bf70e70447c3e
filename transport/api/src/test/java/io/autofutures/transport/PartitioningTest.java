package io.autofutures.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitioningTest {
    /** Recordings rely on these: a change of the function moves every account to another log. */
    @ParameterizedTest
    @CsvSource({"BTCUSDT,12,3", "ETHUSDT,12,0", "main,12,8", "main,1,0", "'',12,0"})
    void staysWhatRecordingsKnow(String key, int partitions, int expected) {
        assertThat(Partitioning.of(key, partitions)).isEqualTo(expected);
    }

    @Test
    void usesEveryPartition() {
        var used = IntStream.range(0, 1_000)
                .mapToObj(n -> Partitioning.of("SYM" + n + "USDT", 12))
                .collect(Collectors.toSet());

        assertThat(used).hasSize(12).allMatch(partition -> partition >= 0 && partition < 12);
    }
}
