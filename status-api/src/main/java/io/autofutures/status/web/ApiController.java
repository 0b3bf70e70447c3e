package io.autofutures.status.web;

import io.autofutures.model.account.AccountId;
import io.autofutures.model.account.AccountState;
import io.autofutures.status.projector.ProjectionReader;
import io.autofutures.status.projector.ProjectionReader.Key;
import io.autofutures.status.projector.ProjectionReader.Slice;
import io.autofutures.status.projector.StatusReader;
import io.autofutures.status.stream.LiveStream;
import io.autofutures.status.view.DecisionItem;
import io.autofutures.status.view.EquityPoint;
import io.autofutures.status.view.MarketItem;
import io.autofutures.status.view.OrderItem;
import io.autofutures.status.view.Page;
import io.autofutures.status.view.PositionItem;
import io.autofutures.status.view.ProposalDetail;
import io.autofutures.status.view.ProposalItem;
import io.autofutures.status.view.StatusView;
import io.autofutures.status.view.TradeItem;
import io.autofutures.status.view.TriggerItem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The reads of {@code /api/v1}. */
@RestController
@RequestMapping("/api/v1")
public final class ApiController {
    private final ProjectionReader reader;
    private final StatusReader status;
    private final LiveStream stream;
    private final InstantSource wall;
    private final AccountId account;
    private final Map<String, String> version;

    public ApiController(
            ProjectionReader reader,
            StatusReader status,
            LiveStream stream,
            InstantSource wall,
            AccountId account,
            Map<String, String> version) {
        this.reader = reader;
        this.status = status;
        this.stream = stream;
        this.wall = wall;
        this.account = account;
        this.version = version;
    }

    @FunctionalInterface
    private interface Reading<T> {
        Slice<T> read(@Nullable String symbol, @Nullable Key before, int limit);
    }

    /** @param account absent before the tracker has said anything */
    record AccountAnswer(@Nullable AccountState account, Instant asOf, String streamCursor) {}

    @GetMapping("/orders")
    Page<OrderItem> orders(HttpServletRequest request) {
        return page("orders", request, reader::orders);
    }

    @GetMapping("/positions")
    Page<PositionItem> positions(HttpServletRequest request) {
        return page("positions", request, reader::positions);
    }

    @GetMapping("/triggers")
    Page<TriggerItem> triggers(HttpServletRequest request) {
        return page("triggers", request, reader::triggers);
    }

    @GetMapping("/proposals")
    Page<ProposalItem> proposals(HttpServletRequest request) {
        return page("proposals", request, reader::proposals);
    }

    @GetMapping("/proposals/{id}")
    ProposalDetail proposal(@PathVariable("id") String id, HttpServletRequest request) {
        Query.of(request);
        return reader.proposal(id, wall.instant())
                .orElseThrow(() -> new ApiProblem(ProblemCode.NOT_FOUND, "no proposal '" + id + "' is kept"));
    }

    @GetMapping("/decisions")
    Page<DecisionItem> decisions(HttpServletRequest request) {
        return page("decisions", request, reader::decisions);
    }

    @GetMapping("/trades")
    Page<TradeItem> trades(HttpServletRequest request) {
        return page("trades", request, reader::trades);
    }

    @GetMapping("/equity")
    Page<EquityPoint> equity(HttpServletRequest request) {
        Query query = Query.of(request, "limit", "cursor");
        String cursor = stream.cursor();
        Slice<EquityPoint> slice = reader.equity(account, query.before("equity"), query.limit());
        return new Page<>(slice.items(), Query.cursor("equity", slice.next()), wall.instant(), cursor);
    }

    @GetMapping("/market")
    Page<MarketItem> market(HttpServletRequest request) {
        Query.of(request);
        String cursor = stream.cursor();
        return new Page<>(reader.market(), null, wall.instant(), cursor);
    }

    @GetMapping("/account")
    AccountAnswer account(HttpServletRequest request) {
        Query.of(request);
        String cursor = stream.cursor();
        return new AccountAnswer(reader.account(account).orElse(null), wall.instant(), cursor);
    }

    @GetMapping("/status")
    StatusView status(HttpServletRequest request) {
        Query.of(request);
        return status.read();
    }

    @GetMapping("/version")
    Map<String, String> version(HttpServletRequest request) {
        Query.of(request);
        return version;
    }

    private <T> Page<T> page(String collection, HttpServletRequest request, Reading<T> reading) {
        Query query = Query.of(request, "symbol", "limit", "cursor");
        String cursor = stream.cursor(); // before the rows: what comes between is told twice, never left out
        Slice<T> slice = reading.read(query.symbol(), query.before(collection), query.limit());
        return new Page<>(slice.items(), Query.cursor(collection, slice.next()), wall.instant(), cursor);
    }
}
