package io.autofutures.simulator.stream;

import io.autofutures.model.market.Symbol;
import io.autofutures.paperbook.BookEvent;
import io.autofutures.paperbook.MarginCallRow;
import io.autofutures.paperbook.PaperPosition;
import io.autofutures.paperbook.SymbolSetup;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The money side of the user stream. Only what changed is listed. */
final class AccountFrames {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Function<Symbol, BigDecimal> marks;

    /** @param marks mark price of a symbol, for unrealized profit */
    AccountFrames(Function<Symbol, BigDecimal> marks) {
        this.marks = marks;
    }

    ObjectNode moved(BookEvent.AccountMoved moved, Instant at) {
        return update(moved.wallet(), moved.crossWallet(), BigDecimal.ZERO, moved.position(), null, "ORDER", at);
    }

    /** Cross funding shows the balance alone; isolated funding its position too. */
    ObjectNode funded(BookEvent.Funded paid, Instant at) {
        PaperPosition position = paid.position();
        return update(
                paid.wallet(),
                paid.crossWallet(),
                paid.amount(),
                position.isolated() ? position : null,
                position.symbol(),
                "FUNDING_FEE",
                at);
    }

    ObjectNode cleared(BookEvent.InsuranceCleared cleared, Instant at) {
        return update(cleared.wallet(), cleared.crossWallet(), cleared.amount(), null, null, "INSURANCE_CLEAR", at);
    }

    ObjectNode transferred(BookEvent.Transferred moved, Instant at) {
        String reason = moved.amount().signum() < 0 ? "WITHDRAW" : "DEPOSIT";
        return update(moved.wallet(), moved.crossWallet(), moved.amount(), null, null, reason, at);
    }

    ObjectNode marginMoved(BookEvent.MarginMoved moved, Instant at) {
        return update(
                moved.wallet(), moved.crossWallet(), BigDecimal.ZERO, moved.position(), null, "MARGIN_TRANSFER", at);
    }

    private ObjectNode update(
            BigDecimal wallet,
            BigDecimal crossWallet,
            BigDecimal change,
            @Nullable PaperPosition position,
            @Nullable Symbol funded,
            String reason,
            Instant at) {
        ObjectNode frame = OrderFrames.envelope("ACCOUNT_UPDATE", at);
        ObjectNode body = frame.putObject("a");
        body.putArray("B")
                .addObject()
                .put("a", "USDT")
                .put("wb", OrderFrames.plain(wallet))
                .put("cw", OrderFrames.plain(crossWallet))
                .put("bc", OrderFrames.plain(change));
        ArrayNode rows = body.putArray("P");
        if (position != null) {
            rows.addObject()
                    .put("s", position.symbol().value())
                    .put("pa", OrderFrames.plain(position.amount()))
                    .put("ep", OrderFrames.plain(position.entryPrice()))
                    .put("cr", OrderFrames.plain(position.realized()))
                    .put("up", OrderFrames.plain(position.unrealized(marks.apply(position.symbol()))))
                    .put("mt", position.isolated() ? "isolated" : "cross")
                    .put("iw", OrderFrames.plain(position.isolatedWallet()))
                    .put("ps", position.side().name())
                    .put("ma", "USDT")
                    .put("bep", OrderFrames.plain(position.breakEven()));
        }
        if (funded != null) {
            body.put("S", funded.value());
        }
        body.put("m", reason);
        return frame;
    }

    static ObjectNode called(BookEvent.MarginCalled call, Instant at) {
        ObjectNode frame = NODES.objectNode().put("e", "MARGIN_CALL").put("E", at.toEpochMilli());
        if (call.crossWallet() != null) {
            frame.put("cw", OrderFrames.plain(call.crossWallet()));
        }
        ArrayNode rows = frame.putArray("p");
        for (MarginCallRow row : call.rows()) {
            PaperPosition position = row.position();
            rows.addObject()
                    .put("s", position.symbol().value())
                    .put("ps", position.side().name())
                    .put("pa", OrderFrames.plain(position.amount()))
                    .put("mt", position.isolated() ? "ISOLATED" : "CROSSED")
                    .put("iw", OrderFrames.plain(position.isolatedWallet()))
                    .put("mp", OrderFrames.plain(row.mark()))
                    .put("up", OrderFrames.plain(row.unrealized()))
                    .put("mm", OrderFrames.plain(row.maintenance()));
        }
        return frame;
    }

    static ObjectNode leverage(SymbolSetup setup, Instant at) {
        ObjectNode frame = OrderFrames.envelope("ACCOUNT_CONFIG_UPDATE", at);
        frame.putObject("ac").put("s", setup.symbol().value()).put("l", setup.leverage());
        return frame;
    }
}
