package io.autofutures.launcher.record;

import io.autofutures.model.topic.Topic;
import io.autofutures.model.topic.Topics;
import tools.jackson.databind.JsonNode;

/** A topic whose values are taken as they are, whatever they mean. */
final class RawTopic {
    private RawTopic() {}

    /** Partitioned by the value's symbol, as {@code ws-events} is. */
    static Topic<JsonNode> named(String name) {
        return new Topic<>(
                name,
                JsonNode.class,
                value -> value.path("symbol").asString(""),
                value -> "",
                Topics.WS_EVENTS.cleanup(),
                Topics.WS_EVENTS.retention());
    }
}
