package io.autofutures.status.web;

import io.autofutures.model.market.Symbol;
import io.autofutures.status.projector.ProjectionReader.Key;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query parameters of one request, those that the address knows and no others. */
public final class Query {
    private static final int LIMIT = 50;
    private static final int MOST = 500;

    private final Map<String, String[]> parameters;

    private Query(Map<String, String[]> parameters) {
        this.parameters = parameters;
    }

    /** @throws ApiProblem if there is another parameter, or one comes twice */
    public static Query of(HttpServletRequest request, String... known) {
        List<String> names = Arrays.asList(known);
        request.getParameterMap().forEach((name, values) -> {
            if (!names.contains(name)) {
                throw new ApiProblem(
                        ProblemCode.UNKNOWN_PARAMETER,
                        "'" + name + "' is not a parameter here; known: "
                                + (names.isEmpty() ? "none" : String.join(", ", names)));
            }
            if (values.length > 1) {
                throw new ApiProblem(ProblemCode.INVALID_PARAMETER, "'" + name + "' may be given once");
            }
        });
        return new Query(request.getParameterMap());
    }

    public @Nullable String text(String name) {
        String[] values = parameters.get(name);
        return values == null || values[0].isBlank() ? null : values[0];
    }

    /** 50 unless given. @throws ApiProblem if it is not from 1 to 500 */
    int limit() {
        String text = text("limit");
        if (text == null) {
            return LIMIT;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new ApiProblem(
                    ProblemCode.INVALID_PARAMETER, "limit must be a number from 1 to " + MOST + ", was '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** @throws ApiProblem if it cannot be a contract */
    @Nullable
    String symbol() {
        String text = text("symbol");
        if (text == null) {
            return null;
        }
        try {
            return new Symbol(text).value();
        } catch (IllegalArgumentException e) {
            throw new ApiProblem(ProblemCode.INVALID_PARAMETER, String.valueOf(e.getMessage()));
        }
    }

    /** @throws ApiProblem if it was not given by this collection */
    @Nullable
    Key before(String collection) {
        String text = text("cursor");
        if (text == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
            if (parts.length == 3 && parts[0].equals(collection)) {
                return new Key(Long.parseLong(parts[1]), parts[2]);
            }
        } catch (IllegalArgumentException e) {
            throw wrongCursor();
        }
        throw wrongCursor();
    }

    private static ApiProblem wrongCursor() {
        return new ApiProblem(ProblemCode.INVALID_CURSOR, "cursor must be the nextCursor of an earlier answer");
    }

    static @Nullable String cursor(String collection, @Nullable Key key) {
        return key == null
                ? null
                : Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                (collection + "\n" + key.at() + "\n" + key.id()).getBytes(StandardCharsets.UTF_8));
    }
}
