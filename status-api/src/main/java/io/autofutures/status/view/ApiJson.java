package io.autofutures.status.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.autofutures.model.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** JSON of the API: as on the topics, but instants are RFC 3339 in UTC with milliseconds, and absent values are null. */
public final class ApiJson {
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final JsonMapper MAPPER = Json.mapper()
            .rebuild()
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.ALWAYS))
            .addModule(new SimpleModule("auto-futures-api").addSerializer(new Rfc3339()))
            .build();

    private ApiJson() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** For instance {@code 2026-11-22T14:00:00.000Z}. */
    public static String instant(Instant instant) {
        return RFC_3339.format(instant);
    }

    private static final class Rfc3339 extends StdSerializer<Instant> {
        Rfc3339() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializationContext context) throws JacksonException {
            out.writeString(instant(value));
        }
    }
}
