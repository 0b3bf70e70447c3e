package io.autofutures.model.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LineageTest {
    @Test
    void samePartsGiveTheSameLineageForEver() {
        assertThat(Lineage.derive("kline/ADAUSDT/1m/1670938200000", "ADAUSDT", "kline"))
                .isEqualTo(Lineage.derive("kline/ADAUSDT/1m/1670938200000", "ADAUSDT", "kline"))
                .hasToString("6syp6theww2r6xxtglmc");
    }

    @Test
    void partsAreKeptApart() {
        assertThat(Lineage.derive("ab", "c")).isNotEqualTo(Lineage.derive("a", "bc"));
    }

    @Test
    void everyIdOfATradeLeadsBack() {
        Lineage lineage = Lineage.derive("x");

        assertThat(Lineage.ofId(lineage.triggerId())).isEqualTo(lineage);
        assertThat(Lineage.ofId(lineage.proposalId())).isEqualTo(lineage);
        assertThat(Lineage.ofId(lineage.decisionId())).isEqualTo(lineage);
        assertThat(Lineage.ofId(lineage.tradeId())).isEqualTo(lineage);
    }

    @Test
    void refusesWhatIsNoLineage() {
        assertThatThrownBy(() -> new Lineage("short")).isInstanceOf(IllegalArgumentException.class);
    }
}
