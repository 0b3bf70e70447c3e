package io.autofutures.status.projector;

import io.autofutures.model.account.OrderEvent.OrderFilled;
import io.autofutures.model.account.OrderEvent.PositionClosed;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.json.Json;
import io.autofutures.model.trade.TradeEvent;
import io.autofutures.status.view.FillItem;
import io.autofutures.status.view.TradeItem;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts a trade together from its steps, its fills and its end. */
final class TradeReader {
    private final JdbcTemplate jdbc;

    TradeReader(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty while no step of it is known. */
    Optional<TradeItem> read(String tradeId) {
        List<TradeEvent> events = jdbc.query(
                "select doc from trade_steps where trade_id = ? order by sequence_no",
                (row, n) -> Json.mapper().readValue(row.getString(1), TradeEvent.class),
                tradeId);
        if (events.isEmpty()) {
            return Optional.empty();
        }
        String lineage = Lineage.ofId(tradeId).value();
        List<FillItem> fills = jdbc.query(
                "select doc from fills where lineage = ? order by sort_at, id",
                (row, n) -> FillItem.of(Json.mapper().readValue(row.getString(1), OrderFilled.class)),
                lineage);
        List<TradeItem.Result> results = jdbc.query(
                "select doc from closed_positions where lineage = ? order by sort_at desc, id desc",
                (row, n) -> TradeItem.Result.of(Json.mapper().readValue(row.getString(1), PositionClosed.class)),
                lineage);
        return Optional.of(TradeItem.of(events, fills, results.isEmpty() ? null : results.getFirst()));
    }
}
