package io.autofutures.binance;

import io.autofutures.model.order.OrderView;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Replies to batches: each row is an order or an error, in the order of the request. */
final class BatchPayloads {
    private static final int SENDERS_FAULT = 400;

    private BatchPayloads() {}

    /** @throws PayloadException if the rows are not as many as the requests: none can be told from another then */
    static List<Reply<OrderView>> rows(JsonNode body, int expected) {
        if (!body.isArray() || body.size() != expected) {
            throw new PayloadException(
                    "expected %d rows, found %s of %d".formatted(expected, body.getNodeType(), body.size()));
        }
        var replies = new ArrayList<Reply<OrderView>>(expected);
        for (JsonNode row : body) {
            replies.add(row(row));
        }
        return List.copyOf(replies);
    }

    private static Reply<OrderView> row(JsonNode row) {
        try {
            var fields = Fields.of(row);
            if (!row.has("orderId") && fields.integer("code") < 0) {
                return refused(Failure.of(SENDERS_FAULT, row.toString(), true));
            }
            return new Reply.Accepted<>(OrderPayloads.plain(fields));
        } catch (PayloadException e) {
            return new Reply.Unknown<>("row could not be read: " + e.getMessage());
        }
    }

    private static Reply<OrderView> refused(Failure failure) {
        return switch (failure) {
            case Failure.Refused(int code, String message, boolean retry) -> new Reply.Refused<>(code, message, retry);
            case Failure.ClockSkew(int code, String message) -> new Reply.Refused<>(code, message, false);
            case Failure.AlreadySo() -> new Reply.NotExecuted<>("no need to change");
            case Failure.Limited limited -> new Reply.NotExecuted<>(limited.reason());
            case Failure.NotExecuted(String reason) -> new Reply.NotExecuted<>(reason);
            case Failure.Unknown(String reason) -> new Reply.Unknown<>(reason);
        };
    }
}
