package io.autofutures.simulator.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came.
 *
 * @param path undecoded
 * @param query undecoded, empty when absent
 * @param form the body where its content type says that it holds parameters, undecoded; empty otherwise
 * @param body whatever it is
 */
record RestRequest(
        String method,
        String path,
        String query,
        String form,
        String body,
        @Nullable String apiKey,
        String address) {
    private static final int LARGEST_BODY = 64 * 1024;

    static RestRequest read(HttpServletRequest request) throws IOException {
        String body = body(request);
        String type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        return new RestRequest(
                request.getMethod(),
                request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()).orElse(""),
                type.startsWith("application/x-www-form-urlencoded") ? body : "",
                body,
                request.getHeader("X-MBX-APIKEY"),
                request.getRemoteAddr());
    }

    private static String body(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new ApiError(413, -1101, "Too many parameters sent for this endpoint.");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
