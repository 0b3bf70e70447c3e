package io.autofutures.bench;

import com.binance.connector.client.common.websocket.service.StreamBlockingQueue;
import com.binance.connector.client.common.websocket.service.StreamBlockingQueueWrapper;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.AggregateTradeStreamsResponse;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.IndividualSymbolBookTickerStreamsResponse;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Binance's Java SDK. Its {@code StreamConnectionWrapper} parses a frame to a tree, looks up the stream, and queues the
 * data as text again; the caller's {@code take()} turns that into the model. The same steps, with the same classes, are
 * taken here in one thread, without waiting. It has no model of {@code @trade}; that of {@code @aggTrade} reads such frames
 * and leaves the trade's number out. Prices stay text.
 */
final class OfficialSdk implements Contender {
    private final StreamBlockingQueue<String> trades = new StreamBlockingQueue<>(new ArrayBlockingQueue<>(16));
    private final StreamBlockingQueue<String> tickers = new StreamBlockingQueue<>(new ArrayBlockingQueue<>(16));
    private final Map<String, StreamBlockingQueue<String>> subscriptions =
            Map.of("btcusdt@trade", trades, "btcusdt@bookTicker", tickers);
    private final StreamBlockingQueueWrapper<AggregateTradeStreamsResponse> tradeStream =
            new StreamBlockingQueueWrapper<>(trades, new TypeToken<>() {});
    private final StreamBlockingQueueWrapper<IndividualSymbolBookTickerStreamsResponse> tickerStream =
            new StreamBlockingQueueWrapper<>(tickers, new TypeToken<>() {});

    @Override
    public String name() {
        return "official Java SDK";
    }

    @Override
    public String route() {
        return "JsonParser.parseString, data to text, StreamBlockingQueueWrapper.take() to its model, prices as text";
    }

    @Override
    public int read(Stream stream, String frame) {
        receive(frame);
        return switch (stream) {
            case TRADE -> {
                var trade = trade();
                yield trade.getpLowerCase().hashCode()
                        ^ trade.getqLowerCase().hashCode()
                        ^ trade.getT().intValue();
            }
            case BOOK_TICKER -> {
                var ticker = ticker();
                yield ticker.getbLowerCase().hashCode()
                        ^ ticker.getaLowerCase().hashCode()
                        ^ ticker.getB().hashCode()
                        ^ ticker.getA().hashCode();
            }
        };
    }

    @Override
    public List<BigDecimal> values(Stream stream, String frame) {
        receive(frame);
        return switch (stream) {
            case TRADE -> {
                var trade = trade();
                yield List.of(new BigDecimal(trade.getpLowerCase()), new BigDecimal(trade.getqLowerCase()));
            }
            case BOOK_TICKER -> {
                var ticker = ticker();
                yield List.of(
                        new BigDecimal(ticker.getbLowerCase()),
                        new BigDecimal(ticker.getB()),
                        new BigDecimal(ticker.getaLowerCase()),
                        new BigDecimal(ticker.getA()));
            }
        };
    }

    private void receive(String frame) {
        JsonObject message = JsonParser.parseString(frame).getAsJsonObject();
        JsonElement id = message.get("id");
        if (id != null) {
            throw new IllegalArgumentException("a reply among the recorded frames");
        }
        StreamBlockingQueue<String> queue =
                subscriptions.get(message.get("stream").getAsString());
        if (queue == null || !queue.offer(message.get("data").toString())) {
            throw new IllegalArgumentException("no room for a frame of " + message.get("stream"));
        }
    }

    private AggregateTradeStreamsResponse trade() {
        try {
            return tradeStream.take();
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private IndividualSymbolBookTickerStreamsResponse ticker() {
        try {
            return tickerStream.take();
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static IllegalStateException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while measuring", e);
    }
}
