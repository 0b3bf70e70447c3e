package io.autofutures.status.projector;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the projection small: of each kind the newest rows stay; what still lives is never removed. */
final class Retention {
    private static final long DAY = 86_400_000;

    /** @param guard rows that may go */
    private record Cap(String table, int rows, String guard) {}

    private static final List<Cap> CAPS = List.of(
            new Cap("triggers", 20_000, "1 = 1"),
            new Cap("proposals", 5_000, "1 = 1"),
            new Cap("decisions", 20_000, "1 = 1"),
            new Cap("orders", 20_000, "live = false"),
            new Cap("fills", 20_000, "1 = 1"),
            new Cap("closed_positions", 20_000, "1 = 1"),
            new Cap("trades", 5_000, "ended = true"));

    private final JdbcTemplate jdbc;

    Retention(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void sweep() {
        for (Cap cap : CAPS) {
            List<Long> bound = jdbc.queryForList(
                    "select sort_at from " + cap.table() + " order by sort_at desc offset " + cap.rows()
                            + " rows fetch first 1 rows only",
                    Long.class);
            if (!bound.isEmpty()) {
                jdbc.update("delete from " + cap.table() + " where sort_at <= ? and " + cap.guard(), bound.getFirst());
            }
        }
        jdbc.update("delete from trade_steps where trade_id not in (select id from trades)");
        jdbc.update("delete from candles where open_at < (select max(m.open_at) from candles m where m.symbol ="
                + " candles.symbol) - " + DAY);
        jdbc.update(
                "delete from equity_points where minute_at < (select max(minute_at) from equity_points) - " + 30 * DAY);
        jdbc.update("delete from services where heartbeat_at < (select max(heartbeat_at) from services) - 600000");
    }
}
