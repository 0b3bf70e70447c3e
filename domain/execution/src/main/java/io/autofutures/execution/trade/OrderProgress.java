package io.autofutures.execution.trade;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.autofutures.model.order.OrderStatus;
import java.time.Instant;

/** How far one order of a trade is known to have come. Knowledge only grows: a later state is never left for an earlier. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(OrderProgress.Planned.class),
    @JsonSubTypes.Type(OrderProgress.Unsure.class),
    @JsonSubTypes.Type(OrderProgress.Refused.class),
    @JsonSubTypes.Type(OrderProgress.Missing.class),
    @JsonSubTypes.Type(OrderProgress.Live.class),
    @JsonSubTypes.Type(OrderProgress.Fired.class),
    @JsonSubTypes.Type(OrderProgress.Ended.class)
})
public sealed interface OrderProgress {
    /** Rank of the knowledge; refused and missing yield to any sight of the order. */
    int rank();

    /** To be sent, or being sent. @param tries times it surely was not executed */
    @JsonTypeName("planned")
    record Planned(Instant notBefore, int tries) implements OrderProgress {
        @Override
        public int rank() {
            return 0;
        }
    }

    /** It may exist; it is being asked for. */
    @JsonTypeName("unsure")
    record Unsure(Instant since) implements OrderProgress {
        @Override
        public int rank() {
            return 1;
        }
    }

    /** The venue said no, or it was given up before it was sent. @param code venue code, 0 when we gave it up */
    @JsonTypeName("refused")
    record Refused(int code, String message) implements OrderProgress {
        @Override
        public int rank() {
            return 2;
        }
    }

    /** Neither book has it, and has not for longer than the venue's read-after-write lag. */
    @JsonTypeName("missing")
    record Missing() implements OrderProgress {
        @Override
        public int rank() {
            return 2;
        }
    }

    /** On a book. @param confirmed seen by asking, not only by the reply to placing it */
    @JsonTypeName("live")
    record Live(boolean confirmed) implements OrderProgress {
        @Override
        public int rank() {
            return confirmed ? 4 : 3;
        }
    }

    /** A conditional order whose trigger was touched; its child has not ended. */
    @JsonTypeName("fired")
    record Fired(Instant since) implements OrderProgress {
        @Override
        public int rank() {
            return 5;
        }
    }

    /** Never changes again, but for fills that are learnt late. */
    @JsonTypeName("ended")
    record Ended(OrderStatus status) implements OrderProgress {
        @Override
        public int rank() {
            return 6;
        }
    }
}
