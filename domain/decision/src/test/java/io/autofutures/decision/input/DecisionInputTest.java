package io.autofutures.decision.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.decision.Inputs;
import io.autofutures.model.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DecisionInputTest {
    private final DecisionInput input = Inputs.input("0.5", Inputs.walk(3, 300));

    @Test
    void survivesItsJson() {
        String text = Json.mapper().writeValueAsString(input);

        assertThat(Json.mapper().readValue(text, DecisionInput.class)).isEqualTo(input);
    }

    @Test
    void hasOneHashWhateverTheOrderOfItsMembers() {
        JsonNode tree = Json.mapper().valueToTree(input);
        JsonNode again = Json.mapper().readTree(Json.mapper().writeValueAsString(input));
        JsonNode reordered = Json.mapper().readTree("{\"b\":[1,{\"d\":\"x\",\"c\":null}],\"a\":true}");

        assertThat(CanonicalJson.sha256(again))
                .isEqualTo(CanonicalJson.sha256(tree))
                .hasSize(64);
        assertThat(CanonicalJson.of(reordered)).isEqualTo("{\"a\":true,\"b\":[1,{\"c\":null,\"d\":\"x\"}]}");
    }

    @Test
    void saysWhyAPartIsMissing() {
        JsonNode tree = Json.mapper().valueToTree(input);

        assertThat(tree.at("/account/missing").asString()).isEqualTo("account is not known yet");
        assertThat(tree.at("/account").has("value")).isFalse();
        assertThat(tree.at("/market/ageMillis").asLong()).isEqualTo(400);
        assertThat(input.complete()).isTrue();
    }

    @Test
    void holdsNoFloatingPoint() {
        assertThat(Json.mapper().writeValueAsString(input)).doesNotContainPattern("[:,\\[]-?[0-9]+[.eE]");
    }
}
