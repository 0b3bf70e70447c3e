package io.autofutures.status.stream;

import io.autofutures.status.web.ApiProblem;
import io.autofutures.status.web.ProblemCode;
import io.autofutures.status.web.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/stream}: holds its (virtual) thread while the listener stays. */
@RestController
public final class StreamController {
    private final LiveStream stream;
    private final StreamProperties properties;

    public StreamController(LiveStream stream, StreamProperties properties) {
        this.stream = stream;
        this.properties = properties;
    }

    @GetMapping("/api/v1/stream")
    void listen(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Query query = Query.of(request, "after");
        String lastSeen = request.getHeader("Last-Event-ID");
        String after = lastSeen == null || lastSeen.isBlank() ? query.text("after") : lastSeen;
        Cursor start = after == null
                ? stream.ring().head()
                : Cursor.parse(after)
                        .orElseThrow(() -> new ApiProblem(
                                ProblemCode.INVALID_CURSOR,
                                "after (or Last-Event-ID) must be a streamCursor of a GET or the id of an event"));
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        var out = response.getOutputStream();
        stream.joined();
        try {
            new Listener(stream, properties, out, start).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stream.left();
        }
    }
}
