package io.autofutures.testkit.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NeverWrongTest {
    private static final String PAYLOAD = "{\"price\":\"1.50\",\"open\":true,\"note\":\"hello\"}";
    private static final JsonMapper MAPPER = new JsonMapper();

    record Quote(BigDecimal price, boolean open) {}

    @Test
    void changesEachFieldInEachWay() {
        List<Mutation> mutations = PayloadMutations.of(PAYLOAD);

        assertThat(mutations)
                .filteredOn(mutation -> mutation.field().equals("price"))
                .extracting(Mutation::payload)
                .contains(
                        "{\"price\":1.50,\"open\":true,\"note\":\"hello\"}",
                        "{\"price\":null,\"open\":true,\"note\":\"hello\"}",
                        "{\"open\":true,\"note\":\"hello\"}");
        assertThat(mutations)
                .filteredOn(mutation -> mutation.kind() == Mutation.Kind.UNKNOWN_ADDED)
                .hasSize(1);
    }

    @Test
    void shortensRowsOfPositions() {
        assertThat(PayloadMutations.of("{\"bids\":[[\"1\",\"2\"]],\"words\":[\"a\",\"b\"]}"))
                .filteredOn(mutation -> mutation.kind() == Mutation.Kind.REMOVED)
                .extracting(Mutation::pointer)
                .containsExactlyInAnyOrder("/bids", "/words", "/bids/0/0", "/bids/0/1");
    }

    @Test
    void passesAReaderThatRefusesWhatItCannotRead() {
        NeverWrong.reading(PAYLOAD, NeverWrongTest::strict, IllegalArgumentException.class)
                .verify();
    }

    @Test
    void catchesADefaultInPlaceOfALostValue() {
        assertThatThrownBy(() -> NeverWrong.reading(
                                PAYLOAD,
                                text -> {
                                    JsonNode node = MAPPER.readTree(text);
                                    return new Quote(
                                            new BigDecimal(node.path("price").asString("0")),
                                            node.path("open").asBoolean(false));
                                },
                                IllegalArgumentException.class)
                        .verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("REMOVED /price: .price was 1.5, read as 0")
                .hasMessageContaining("REMOVED /open: .open was true, read as false");
    }

    @Test
    void catchesAnErrorThatDoesNotSayWhere() {
        Function<String, Object> vague = text -> {
            try {
                return strict(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("bad payload", e);
            }
        };

        assertThatThrownBy(() -> NeverWrong.reading(PAYLOAD, vague, IllegalArgumentException.class)
                        .verify())
                .hasMessageContaining("does not name the field: bad payload");
    }

    private static Quote strict(String text) {
        JsonNode node = MAPPER.readTree(text);
        JsonNode price = node.path("price");
        JsonNode open = node.path("open");
        if (!(price.isString() || price.isNumber())) {
            throw new IllegalArgumentException("field 'price' is no decimal");
        }
        if (!List.of("true", "false").contains(open.asString("")) || open.isNumber()) {
            throw new IllegalArgumentException("field 'open' is neither true nor false");
        }
        return new Quote(new BigDecimal(price.asString()), open.asString().equals("true"));
    }
}
