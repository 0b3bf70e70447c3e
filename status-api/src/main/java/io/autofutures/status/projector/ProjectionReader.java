package io.autofutures.status.projector;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.json.Json;
import io.autofutures.model.order.OrderView;
import io.autofutures.model.trade.Decision;
import io.autofutures.model.trade.Proposal;
import io.autofutures.model.trade.Trigger;
import io.autofutures.status.view.DecisionItem;
import io.autofutures.status.view.EquityPoint;
import io.autofutures.status.view.MarketItem;
import io.autofutures.status.view.OrderItem;
import io.autofutures.status.view.PositionItem;
import io.autofutures.status.view.ProposalDetail;
import io.autofutures.status.view.ProposalItem;
import io.autofutures.status.view.TradeItem;
import io.autofutures.status.view.TriggerItem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Reads of the projection. Collections are newest first, by event time and id, which never change: paging is stable. */
public final class ProjectionReader {
    private final ProjectionDatabase database;
    private final JdbcTemplate jdbc;
    private final TradeReader trades;

    public ProjectionReader(ProjectionDatabase database) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.trades = new TradeReader(jdbc);
    }

    /** A row's place in its collection. @param at epoch milliseconds of the row's time */
    public record Key(long at, String id) {}

    /** @param next of the last item, when there are older ones */
    public record Slice<T>(List<T> items, @Nullable Key next) {}

    private record Keyed<T>(Key key, T item) {}

    public Slice<OrderItem> orders(@Nullable String symbol, @Nullable Key before, int limit) {
        return slice(
                "orders",
                "account, doc",
                null,
                symbol,
                before,
                limit,
                (row, n) -> OrderItem.of(new AccountId(row.getString("account")), read(row, OrderView.class)));
    }

    /** Open ones only. */
    public Slice<PositionItem> positions(@Nullable String symbol, @Nullable Key before, int limit) {
        return slice(
                "positions", "unprotected_since, doc", "is_open", symbol, before, limit, ProjectionReader::position);
    }

    public Slice<TriggerItem> triggers(@Nullable String symbol, @Nullable Key before, int limit) {
        return slice(
                "triggers", "doc", null, symbol, before, limit, (row, n) -> TriggerItem.of(read(row, Trigger.class)));
    }

    public Slice<ProposalItem> proposals(@Nullable String symbol, @Nullable Key before, int limit) {
        return slice("proposals", "summary", null, symbol, before, limit, (row, n) -> Json.mapper()
                .readValue(row.getString("summary"), ProposalItem.class));
    }

    public Slice<DecisionItem> decisions(@Nullable String symbol, @Nullable Key before, int limit) {
        return slice(
                "decisions",
                "doc",
                null,
                symbol,
                before,
                limit,
                (row, n) -> DecisionItem.of(read(row, Decision.class)));
    }

    public Slice<TradeItem> trades(@Nullable String symbol, @Nullable Key before, int limit) {
        Slice<String> ids = slice("trades", "id", null, symbol, before, limit, (row, n) -> row.getString("id"));
        List<TradeItem> items =
                ids.items().stream().flatMap(id -> trades.read(id).stream()).toList();
        return new Slice<>(items, ids.next());
    }

    /** @param before exclusive */
    public Slice<EquityPoint> equity(AccountId account, @Nullable Key before, int limit) {
        List<EquityPoint> points = jdbc.query(
                "select minute_at, equity from equity_points where account = ? and minute_at < ?"
                        + " order by minute_at desc fetch first " + (limit + 1) + " rows only",
                (row, n) -> new EquityPoint(Instant.ofEpochMilli(row.getLong(1)), new BigDecimal(row.getString(2))),
                account.value(),
                before == null ? Long.MAX_VALUE : before.at());
        boolean more = points.size() > limit;
        List<EquityPoint> items = more ? points.subList(0, limit) : points;
        return new Slice<>(items, more ? new Key(items.getLast().at().toEpochMilli(), account.value()) : null);
    }

    public Optional<ProposalDetail> proposal(String id, Instant asOf) {
        return database.read(() -> first(
                        "select doc from proposals where id = ?", (row, n) -> read(row, Proposal.class), id)
                .map(proposal -> {
                    Lineage lineage = proposal.lineage();
                    return ProposalDetail.of(
                            proposal,
                            first(
                                            "select doc from triggers where id = ?",
                                            (row, n) -> TriggerItem.of(read(row, Trigger.class)),
                                            proposal.triggerId())
                                    .orElse(null),
                            first(
                                            "select doc from decisions where proposal_id = ? order by seq",
                                            (row, n) -> DecisionItem.of(read(row, Decision.class)),
                                            id)
                                    .orElse(null),
                            jdbc.query(
                                    "select account, doc from orders where lineage = ? order by sort_at, id",
                                    (row, n) -> OrderItem.of(
                                            new AccountId(row.getString("account")), read(row, OrderView.class)),
                                    lineage.value()),
                            trades.read(lineage.tradeId()).orElse(null),
                            asOf);
                }));
    }

    public Optional<AccountState> account(AccountId account) {
        return first(
                "select doc from accounts where id = ?", (row, n) -> read(row, AccountState.class), account.value());
    }

    public List<MarketItem> market() {
        return jdbc.query(
                "select symbol, mark, last_price, occurred_at from last_prices order by symbol",
                (row, n) -> new MarketItem(
                        row.getString(1), row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4))));
    }

    static PositionItem position(ResultSet row, int number) throws SQLException {
        long millis = row.getLong("unprotected_since");
        Instant since = row.wasNull() ? null : Instant.ofEpochMilli(millis);
        return PositionItem.of(read(row, PositionState.class), since);
    }

    private <T> Slice<T> slice(
            String table,
            String columns,
            @Nullable String condition,
            @Nullable String symbol,
            @Nullable Key before,
            int limit,
            RowMapper<T> mapper) {
        var sql = new StringBuilder("select sort_at as key_at, id as key_id, ")
                .append(columns)
                .append(" from ")
                .append(table)
                .append(" where 1 = 1");
        List<Object> arguments = new ArrayList<>();
        if (condition != null) {
            sql.append(" and ").append(condition);
        }
        if (symbol != null) {
            sql.append(" and symbol = ?");
            arguments.add(symbol);
        }
        if (before != null) {
            sql.append(" and (sort_at < ? or (sort_at = ? and id < ?))");
            arguments.add(before.at());
            arguments.add(before.at());
            arguments.add(before.id());
        }
        sql.append(" order by sort_at desc, id desc fetch first ")
                .append(limit + 1)
                .append(" rows only");
        List<Keyed<T>> rows = jdbc.query(
                sql.toString(),
                (row, n) -> new Keyed<>(new Key(row.getLong("key_at"), row.getString("key_id")), mapper.mapRow(row, n)),
                arguments.toArray());
        boolean more = rows.size() > limit;
        List<Keyed<T>> kept = more ? rows.subList(0, limit) : rows;
        return new Slice<>(
                kept.stream().map(Keyed::item).toList(), more ? kept.getLast().key() : null);
    }

    private <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... arguments) {
        return jdbc.query(sql, mapper, arguments).stream().findFirst();
    }

    private static <T> T read(ResultSet row, Class<T> type) throws SQLException {
        return Json.mapper().readValue(row.getString("doc"), type);
    }
}
