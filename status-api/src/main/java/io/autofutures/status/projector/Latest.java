package io.autofutures.status.projector;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.model.account.OrderEvent;
import io.autofutures.model.account.PositionState;
import io.autofutures.model.control.Control;
import io.autofutures.model.control.ServiceStatus;
import io.autofutures.model.id.Lineage;
import io.autofutures.model.json.Json;
import io.autofutures.model.order.OrderView;
import io.autofutures.status.view.OrderItem;
import io.autofutures.status.view.PositionItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** How things stand: of each key the record at the later position wins. */
final class Latest {
    private static final long MINUTE = 60_000;

    private final JdbcTemplate jdbc;

    Latest(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if there is no table for it */
    boolean apply(Object value, Changes changes) {
        switch (value) {
            case OrderEvent.OrderChanged changed -> order(changed.account(), changed.order(), changes);
            case OrderEvent.Opened opened -> opened.orders().forEach(order -> order(opened.account(), order, changes));
            case PositionState position -> position(position, changes);
            case AccountState account -> account(account, changes);
            case Control control -> put("controls", control.scope() + "/" + control.cause(), json(control));
            case ServiceStatus status -> service(status);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void order(AccountId account, OrderView order, Changes changes) {
        @Nullable String id = orderId(account, order);
        boolean live = !order.status().isTerminal();
        if (id == null) {
            jdbc.update(
                    "insert into orders (id, symbol, sort_at, seq, account, book, client_order_id, venue_order_id,"
                            + " lineage, live, doc) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    account + "/" + order.book() + "/" + order.clientOrderId() + "/" + order.venueOrderId(),
                    order.symbol().value(),
                    order.createdAt().toEpochMilli(),
                    changes.next(),
                    account.value(),
                    order.book().name(),
                    order.clientOrderId().value(),
                    order.venueOrderId(),
                    order.clientOrderId().lineage().map(Lineage::value).orElse(null),
                    live,
                    json(order));
        } else {
            jdbc.update(
                    "update orders set seq = ?, venue_order_id = ?, live = ?, doc = ? where id = ?",
                    changes.next(),
                    order.venueOrderId(),
                    live,
                    json(order),
                    id);
        }
        changes.add("order.updated", OrderItem.of(account, order));
    }

    /** The row of this order: the same venue id, or the one that waits for its venue id. */
    private @Nullable String orderId(AccountId account, OrderView order) {
        List<String> ids = jdbc.queryForList(
                "select id from orders where client_order_id = ? and account = ? and book = ?"
                        + " and (venue_order_id = ? or venue_order_id = '') order by venue_order_id desc",
                String.class,
                order.clientOrderId().value(),
                account.value(),
                order.book().name(),
                order.venueOrderId());
        return ids.isEmpty() ? null : ids.getFirst();
    }

    private void position(PositionState position, Changes changes) {
        String id = PositionItem.idOf(position);
        boolean bare = position.isOpen() && !position.isProtected();
        List<Long> before =
                jdbc.queryForList("select coalesce(unprotected_since, -1) from positions where id = ?", Long.class, id);
        Long since = null;
        if (bare) {
            boolean already = !before.isEmpty() && before.getFirst() >= 0;
            since = already ? before.getFirst() : (Long) position.updatedAt().toEpochMilli();
        }
        Instant opened = position.openedAt() == null ? position.updatedAt() : position.openedAt();
        if (before.isEmpty()) {
            jdbc.update(
                    "insert into positions (sort_at, seq, is_open, unprotected_since, doc, symbol, id)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    opened.toEpochMilli(),
                    changes.next(),
                    position.isOpen(),
                    since,
                    json(position),
                    position.symbol().value(),
                    id);
        } else {
            jdbc.update(
                    "update positions set sort_at = ?, seq = ?, is_open = ?, unprotected_since = ?, doc = ? where id = ?",
                    opened.toEpochMilli(),
                    changes.next(),
                    position.isOpen(),
                    since,
                    json(position),
                    id);
        }
        changes.add("position.updated", PositionItem.of(position, since == null ? null : Instant.ofEpochMilli(since)));
    }

    private void account(AccountState account, Changes changes) {
        String id = account.account().value();
        int updated =
                jdbc.update("update accounts set seq = ?, doc = ? where id = ?", changes.next(), json(account), id);
        if (updated == 0) {
            jdbc.update("insert into accounts (seq, doc, id) values (?, ?, ?)", changes.next(), json(account), id);
        }
        if (account.reconciled()) { // before that its amounts are not the venue's
            equityPoint(account);
        }
        changes.add("account.updated", account);
    }

    private void equityPoint(AccountState account) {
        String id = account.account().value();
        long minute = Math.floorDiv(account.updatedAt().toEpochMilli(), MINUTE) * MINUTE;
        String equity = account.equity().toPlainString();
        if (jdbc.update("update equity_points set equity = ? where account = ? and minute_at = ?", equity, id, minute)
                == 0) {
            jdbc.update(
                    "insert into equity_points (opening, equity, account, minute_at) values (?, ?, ?, ?)",
                    equity,
                    equity,
                    id,
                    minute);
        }
    }

    private void service(ServiceStatus status) {
        long at = status.heartbeatAt().toEpochMilli();
        int updated = jdbc.update(
                "update services set heartbeat_at = ?, doc = ? where id = ?", at, json(status), status.instance());
        if (updated == 0) {
            jdbc.update(
                    "insert into services (heartbeat_at, doc, id, service) values (?, ?, ?, ?)",
                    at,
                    json(status),
                    status.instance(),
                    status.service());
        }
    }

    private void put(String table, String id, String doc) {
        if (jdbc.update("update " + table + " set doc = ? where id = ?", doc, id) == 0) {
            jdbc.update("insert into " + table + " (doc, id) values (?, ?)", doc, id);
        }
    }

    private static String json(Object value) {
        return Json.mapper().writeValueAsString(value);
    }
}
