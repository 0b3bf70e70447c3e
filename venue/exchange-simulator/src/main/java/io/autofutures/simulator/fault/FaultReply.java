package io.autofutures.simulator.fault;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a fault answers in place of the venue; texts as in the reference and in recorded bodies. */
public final class FaultReply extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String UNKNOWN = "Unknown error, please check your request or try again later.";

    private final int status;
    private final String type;
    private final String body;
    private final @Nullable Duration retryAfter;

    private FaultReply(int status, String type, String body, @Nullable Duration retryAfter) {
        super("fault: HTTP " + status, null, false, false);
        this.status = status;
        this.type = type;
        this.body = body;
        this.retryAfter = retryAfter;
    }

    static FaultReply unknown(boolean coded, String path, Instant at) {
        return coded
                ? coded(503, -1000, UNKNOWN)
                : json(
                        503,
                        object().put("timestamp", at.toEpochMilli())
                                .put("path", path)
                                .put("msg", UNKNOWN));
    }

    static FaultReply unavailable(boolean coded) {
        return coded
                ? coded(503, -1001, "Internal error; unable to process your request. Please try again.")
                : json(503, object().put("msg", "Service Unavailable."));
    }

    static FaultReply throttled() {
        return coded(
                503,
                -1008,
                "Request throttled by system-level protection. Reduce-only/close-position orders are exempt. Please try again.");
    }

    static FaultReply backendTimeout() {
        return coded(
                408,
                -1007,
                "Timeout waiting for response from backend server. Send status unknown; execution status unknown.");
    }

    static FaultReply busError() {
        return coded(400, -1006, "An unexpected response was received from the message bus. Execution status unknown.");
    }

    static FaultReply notYet() {
        return coded(400, -2013, "Order does not exist.");
    }

    static FaultReply maintenance(boolean coded) {
        return coded
                ? coded(503, -1016, "Service is under maintenance.")
                : json(503, object().put("239999", "System is under maintenance."));
    }

    static FaultReply badGateway() {
        return html(502, "502 Bad Gateway");
    }

    static FaultReply forbidden() {
        return html(403, "403 Forbidden");
    }

    static FaultReply tooMany(Duration retryAfter) {
        return new FaultReply(
                429,
                JSON,
                error(
                        -1003,
                        "Too many requests; current limit is 2400 requests per minute. Please use the websocket for live updates to avoid polling the API."),
                retryAfter);
    }

    /** @param until venue time */
    static FaultReply banned(Duration retryAfter, Instant until) {
        return new FaultReply(
                418,
                JSON,
                error(
                        -1003,
                        "Way too many requests; IP banned until %d. Please use the websocket for live updates to avoid bans."
                                .formatted(until.toEpochMilli())),
                retryAfter);
    }

    private static final String JSON = "application/json;charset=UTF-8";

    private static FaultReply coded(int status, int code, String text) {
        return new FaultReply(status, JSON, error(code, text), null);
    }

    private static String error(int code, String text) {
        return object().put("code", code).put("msg", text).toString();
    }

    private static FaultReply json(int status, ObjectNode body) {
        return new FaultReply(status, JSON, body.toString(), null);
    }

    private static FaultReply html(int status, String title) {
        return new FaultReply(
                status,
                "text/html",
                "<html>\r\n<head><title>%s</title></head>\r\n<body>\r\n<center><h1>%s</h1></center>\r\n</body>\r\n</html>\r\n"
                        .formatted(title, title),
                null);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String body() {
        return body;
    }

    /** Told in a header. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
