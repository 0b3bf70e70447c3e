package io.autofutures.binance;

import io.autofutures.model.time.Patience;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Signs, sends, and says what the answer means. Blocks the calling thread. Logs and reasons name the request's number and
 * endpoint, never its query, which is signed.
 */
final class RestChannel implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RestChannel.class);
    private static final Duration READ_WINDOW = Duration.ofSeconds(5);
    private static final Duration SILENCE_WHEN_UNTOLD = Duration.ofMinutes(1);
    private static final Duration NO_ORDERS_WHEN_UNTOLD = Duration.ofSeconds(10);
    private static final int TOO_MANY_ORDERS = -1015;

    private final RestOptions options;
    private final WeightBudget budget;
    private final String base;
    private final HttpClient http;
    private final AtomicLong requests = new AtomicLong();

    RestChannel(RestOptions options) {
        this.options = options;
        this.budget = new WeightBudget(
                new Patience(options.clock()), options.weightShare(), options.role() == VenueRole.PROTECTION);
        this.base = options.restUrl().toString().replaceAll("/+$", "");
        boolean encrypted = "https".equalsIgnoreCase(options.restUrl().getScheme());
        this.http = HttpClient.newBuilder()
                .version(
                        encrypted ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1) // no upgrade in clear text
                .connectTimeout(options.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    WeightBudget budget() {
        return budget;
    }

    <T> Reply<T> call(RestRequest request, Function<JsonNode, T> reader) {
        return call(request, reader, null);
    }

    /** For what changes nothing, or nothing that matters when it is done twice: no outcome is unknown for long. */
    <T> Answer<T> ask(RestRequest request, Function<JsonNode, T> reader) {
        return call(request, reader).ifUnknown(unknown -> new Reply.NotExecuted<>(unknown.reason()));
    }

    /** @param whenAlreadySo value of "no need to change", where the call has one */
    <T> Reply<T> call(RestRequest request, Function<JsonNode, T> reader, @Nullable T whenAlreadySo) {
        options.activity().begin();
        try {
            return send(request, reader, whenAlreadySo, request.sending() == null);
        } finally {
            options.activity().end();
        }
    }

    private <T> Reply<T> send(
            RestRequest request, Function<JsonNode, T> reader, @Nullable T whenAlreadySo, boolean mayResign) {
        if (request.security() != RestRequest.Security.NONE && options.credentials() == null) {
            return new Reply.NotExecuted<>(request.endpoint() + " needs an API key and none is configured");
        }
        WeightBudget.Permit permit = budget.spend(request);
        if (permit instanceof WeightBudget.Permit.Held(String reason)) {
            return new Reply.NotExecuted<>(request.endpoint() + " was held back: " + reason);
        }
        long granted = permit instanceof WeightBudget.Permit.Granted(long number) ? number : 0;
        String id = options.role().label() + "-" + requests.incrementAndGet();
        String what = "%s (request %s)".formatted(request.endpoint(), id);
        long clockReading = clockReading();
        HttpResponse<String> response;
        try {
            response = http.send(build(request), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            log(request, id, e.toString());
            return neverLeft(e)
                    ? new Reply.NotExecuted<>("no connection for " + what + ": " + e)
                    : lost(request, "no answer to " + what + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lost(request, "interrupted while waiting for " + what);
        }
        report(granted, response);
        if (response.statusCode() / 100 == 2 && !isError(response.body())) {
            LOGGER.atDebug()
                    .addKeyValue("endpoint", request.endpoint())
                    .addKeyValue("requestId", id)
                    .addKeyValue("status", response.statusCode())
                    .log("the venue answered");
            return read(request, id, response.body(), reader);
        }
        Failure failure = Failure.of(response.statusCode(), response.body(), request.mutates());
        log(request, id, "HTTP " + response.statusCode() + ", " + failure);
        if (failure instanceof Failure.ClockSkew) {
            resynchronize(clockReading);
            if (mayResign) {
                return send(request, reader, whenAlreadySo, false);
            }
        }
        return reply(failure, response, whenAlreadySo);
    }

    private HttpRequest build(RestRequest request) {
        var query = request.query().copy();
        String encoded = query.encoded();
        if (request.security() == RestRequest.Security.SIGNED) {
            Sending sending = request.sending() != null
                    ? request.sending()
                    : new Sending(options.clock().instant(), READ_WINDOW);
            query.and("recvWindow", sending.recvWindow().toMillis())
                    .and("timestamp", sending.timestamp().toEpochMilli());
            encoded = query.encoded();
            encoded = encoded + "&signature=" + Query.encode(credentials().sign(encoded));
        }
        var uri = URI.create(base + request.path() + (encoded.isEmpty() ? "" : "?" + encoded));
        var builder = HttpRequest.newBuilder(uri)
                .timeout(options.requestTimeout())
                .method(request.method(), HttpRequest.BodyPublishers.noBody());
        if (request.security() != RestRequest.Security.NONE) {
            builder.header("X-MBX-APIKEY", credentials().key());
        }
        return builder.build();
    }

    private ApiCredentials credentials() {
        ApiCredentials credentials = options.credentials();
        if (credentials == null) {
            throw new IllegalStateException("checked before the request was built");
        }
        return credentials;
    }

    /** Without a connection nothing was written. A reset of a connection that stood proves nothing: it may have been read. */
    private static boolean neverLeft(IOException e) {
        return e instanceof ConnectException
                || e instanceof HttpConnectTimeoutException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException
                || e instanceof SSLHandshakeException;
    }

    private void report(long granted, HttpResponse<String> response) {
        report(response, "X-MBX-USED-WEIGHT-1M", (to, count) -> to.weightReported(granted, count));
        report(response, "X-MBX-ORDER-COUNT-10S", (to, count) -> to.tenSecondOrdersReported(granted, count));
        report(response, "X-MBX-ORDER-COUNT-1M", (to, count) -> to.minuteOrdersReported(granted, count));
    }

    private void report(HttpResponse<String> response, String header, ObjIntConsumer<WeightBudget> report) {
        response.headers()
                .firstValue(header)
                .flatMap(RestChannel::wholeNumber)
                .ifPresent(count -> report.accept(budget, Math.toIntExact(count)));
    }

    private <T> Reply<T> read(RestRequest request, String id, String body, Function<JsonNode, T> reader) {
        try {
            return new Reply.Accepted<>(reader.apply(Wire.parse(body)));
        } catch (PayloadException | IllegalArgumentException | ArithmeticException e) {
            log(request, id, "unreadable: " + e.getMessage());
            return lost(
                    request,
                    "the answer to %s (request %s) could not be read: %s"
                            .formatted(request.endpoint(), id, e.getMessage()));
        }
    }

    private <T> Reply<T> reply(Failure failure, HttpResponse<String> response, @Nullable T whenAlreadySo) {
        return switch (failure) {
            case Failure.AlreadySo() ->
                whenAlreadySo != null
                        ? new Reply.Accepted<>(whenAlreadySo)
                        : new Reply.NotExecuted<>("no need to change: " + response.body());
            case Failure.ClockSkew(int code, String message) -> new Reply.Refused<>(code, message, true);
            case Failure.Limited limited -> {
                obey(limited, response);
                yield new Reply.NotExecuted<>(limited.reason());
            }
            case Failure.Refused(int code, String message, boolean retry) -> {
                if (code == TOO_MANY_ORDERS) {
                    budget.ordersStopped(retryAfter(response).orElse(NO_ORDERS_WHEN_UNTOLD));
                }
                yield new Reply.Refused<>(code, message, retry);
            }
            case Failure.NotExecuted(String reason) -> new Reply.NotExecuted<>(reason);
            case Failure.Unknown(String reason) -> new Reply.Unknown<>(reason);
        };
    }

    /** The later of what header and text say. */
    private void obey(Failure.Limited limited, HttpResponse<String> response) {
        Instant inText = limited.until();
        Optional<Instant> inHeader = retryAfter(response).map(budget::in);
        Instant until = inHeader.orElseGet(() -> inText == null ? budget.in(SILENCE_WHEN_UNTOLD) : inText);
        if (inText != null && inText.isAfter(until)) {
            until = inText;
        }
        budget.told(until, limited.reason());
        LOGGER.atError()
                .addKeyValue("status", response.statusCode())
                .addKeyValue("until", until)
                .log("the venue limits our requests, nothing is sent until then");
    }

    private static Optional<Duration> retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(RestChannel::wholeNumber)
                .map(Duration::ofSeconds);
    }

    private long clockReading() {
        return options.clock() instanceof SyncedVenueClock synced ? synced.readings() : 0;
    }

    /** Unless another request did while this one was under way. */
    private void resynchronize(long reading) {
        if (options.clock() instanceof SyncedVenueClock synced) {
            synced.synchronizeSince(reading);
        }
    }

    private static void log(RestRequest request, String id, String error) {
        LOGGER.atWarn()
                .addKeyValue("endpoint", request.endpoint())
                .addKeyValue("requestId", id)
                .addKeyValue("error", error)
                .log("a request was not answered as hoped");
    }

    private static <T> Reply<T> lost(RestRequest request, String reason) {
        return request.mutates() ? new Reply.Unknown<>(reason) : new Reply.NotExecuted<>(reason);
    }

    /** A body of code and message may come with status 200 too. */
    private static boolean isError(String body) {
        if (!body.contains("\"code\"") || body.startsWith("[")) {
            return false;
        }
        try {
            return new Fields(Wire.parse(body)).numberOr("code", 0) < 0;
        } catch (PayloadException unreadable) {
            return false;
        }
    }

    private static Optional<Long> wholeNumber(String text) {
        return text.strip().matches("\\d{1,9}") ? Optional.of(Long.parseLong(text.strip())) : Optional.empty();
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
