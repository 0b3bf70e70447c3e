package io.autofutures.binance;

import io.autofutures.model.time.Patience;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Signs, sends, and says what the answer means. Blocks the calling thread. */
final class RestChannel implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RestChannel.class);
    private static final Duration READ_WINDOW = Duration.ofSeconds(5);
    private static final Duration SILENCE_WHEN_UNTOLD = Duration.ofMinutes(1);

    private final RestOptions options;
    private final WeightBudget budget;
    private final String base;
    private final HttpClient http;

    RestChannel(RestOptions options) {
        this.options = options;
        this.budget = new WeightBudget(new Patience(options.clock()), options.weightShare());
        this.base = options.restUrl().toString().replaceAll("/+$", "");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
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
            return new Reply.NotExecuted<>(request.path() + " needs an API key and none is configured");
        }
        Optional<String> held = budget.spend(request);
        if (held.isPresent()) {
            return new Reply.NotExecuted<>(held.get());
        }
        HttpResponse<String> response;
        try {
            response = http.send(build(request), HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new Reply.NotExecuted<>("no connection to " + base + ": " + e);
        } catch (IOException e) {
            return lost(request, "no answer from " + base + request.path() + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lost(request, "interrupted while waiting for " + request.path());
        }
        response.headers()
                .firstValue("X-MBX-USED-WEIGHT-1M")
                .flatMap(RestChannel::wholeNumber)
                .ifPresent(used -> budget.reported(Math.toIntExact(used)));
        if (response.statusCode() / 100 == 2 && !isError(response.body())) {
            return read(request, response.body(), reader);
        }
        Failure failure = Failure.of(response.statusCode(), response.body(), request.mutates());
        if (failure instanceof Failure.ClockSkew skew) {
            resynchronize(skew);
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
            encoded = encoded + "&signature=" + credentials().sign(encoded);
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

    private static <T> Reply<T> read(RestRequest request, String body, Function<JsonNode, T> reader) {
        try {
            return new Reply.Accepted<>(reader.apply(Wire.parse(body)));
        } catch (PayloadException | IllegalArgumentException e) {
            LOGGER.atWarn()
                    .addKeyValue("path", request.path())
                    .addKeyValue("error", e.getMessage())
                    .log("the venue's answer could not be read");
            return lost(request, "answer of " + request.path() + " could not be read: " + e.getMessage());
        }
    }

    private <T> Reply<T> reply(Failure failure, HttpResponse<String> response, @Nullable T whenAlreadySo) {
        return switch (failure) {
            case Failure.AlreadySo() ->
                whenAlreadySo != null
                        ? new Reply.Accepted<>(whenAlreadySo)
                        : new Reply.NotExecuted<>("no need to change: " + response.body());
            case Failure.ClockSkew(int code, String message) -> new Reply.Refused<>(code, message, false);
            case Failure.Limited limited -> {
                obey(limited, response);
                yield new Reply.NotExecuted<>(limited.reason());
            }
            case Failure.Refused(int code, String message, boolean retry) -> new Reply.Refused<>(code, message, retry);
            case Failure.NotExecuted(String reason) -> new Reply.NotExecuted<>(reason);
            case Failure.Unknown(String reason) -> new Reply.Unknown<>(reason);
        };
    }

    private void obey(Failure.Limited limited, HttpResponse<String> response) {
        Optional<Long> seconds = response.headers().firstValue("Retry-After").flatMap(RestChannel::wholeNumber);
        Instant until = limited.until();
        if (seconds.isPresent()) {
            budget.stop(Duration.ofSeconds(seconds.get()));
        } else if (until != null) {
            budget.stopUntil(until);
        } else {
            budget.stop(SILENCE_WHEN_UNTOLD);
        }
        LOGGER.atWarn()
                .addKeyValue("status", response.statusCode())
                .addKeyValue("until", budget.stopped().map(Instant::toString).orElse("now"))
                .log("the venue limits our requests");
    }

    private void resynchronize(Failure.ClockSkew skew) {
        LOGGER.atWarn().addKeyValue("error", skew.code()).log("the venue refused our time");
        if (options.clock() instanceof SyncedVenueClock synced) {
            synced.synchronize();
        }
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
