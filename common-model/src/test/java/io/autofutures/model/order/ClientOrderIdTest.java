package io.autofutures.model.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autofutures.model.id.Lineage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientOrderIdTest {
    private static final Lineage LINEAGE = Lineage.derive("an event");

    @ParameterizedTest
    @EnumSource(Leg.class)
    void carriesItsLineageAndFitsTheVenue(Leg leg) {
        ClientOrderId id = ClientOrderId.of("af01", LINEAGE, leg, 12);

        assertThat(id.value()).matches("^[.A-Z:/a-z0-9_-]{1,36}$");
        assertThat(id.lineage()).contains(LINEAGE);
        assertThat(id.leg()).contains(leg);
        assertThat(id.installation()).contains("af01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web_abc", "autoclose-1723", "afaf01-x-ent1", "", "android_aBc"})
    void foreignIdsHaveNoLineage(String foreign) {
        assertThat(new ClientOrderId(foreign).lineage()).isEmpty();
        assertThat(new ClientOrderId(foreign).leg()).isEmpty();
    }

    @Test
    void refusesAnInstallationThatWouldNotBeReadBack() {
        assertThatThrownBy(() -> ClientOrderId.of("toolong", LINEAGE, Leg.ENTRY, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
