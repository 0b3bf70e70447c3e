package io.autofutures.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.testkit.RecordedData;
import java.io.IOException;
import java.nio.file.Files;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares what we say with a recorded payload: every field of it stands in ours, with the same JSON type. */
final class Shapes {
    private Shapes() {}

    static void same(JsonNode ours, String recorded) throws IOException {
        same(ours, JsonMapper.shared().readTree(Files.readString(RecordedData.file("binance/" + recorded))), recorded);
    }

    static void same(JsonNode ours, JsonNode theirs, String where) {
        if (theirs.isArray()) {
            assertThat(ours.isArray()).as(where).isTrue();
            if (!theirs.isEmpty() && theirs.get(0).isContainer()) {
                assertThat(ours).as(where).isNotEmpty();
                same(ours.get(0), theirs.get(0), where + "[0]");
            }
        }
        theirs.properties().forEach(field -> {
            JsonNode own = ours.get(field.getKey());
            String place = where + "." + field.getKey();
            assertThat(own).as(place).isNotNull();
            if (!field.getValue().isNull()) {
                assertThat(own.getNodeType())
                        .as(place)
                        .isEqualTo(field.getValue().getNodeType());
            }
            same(own, field.getValue(), place);
        });
    }
}
