package io.autofutures.status.web;

import io.autofutures.status.view.ApiJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An error as it is said: {@code application/problem+json}, RFC 9457. */
record Problem(String type, String title, int status, String detail, String instance, String code) {
    static Problem of(ProblemCode code, String detail, HttpServletRequest request) {
        return new Problem(
                "/problems/" + code.slug(), code.title(), code.status(), detail, request.getRequestURI(), code.name());
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        byte[] body = ApiJson.write(this).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
