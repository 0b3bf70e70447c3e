package io.autofutures.bench;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import info.bitrich.xchangestream.binance.dto.BinanceRawTrade;
import info.bitrich.xchangestream.binance.dto.BinanceWebsocketTransaction;
import info.bitrich.xchangestream.binance.dto.BookTickerBinanceWebSocketTransaction;
import info.bitrich.xchangestream.binance.dto.TradeBinanceWebsocketTransaction;
import info.bitrich.xchangestream.service.netty.StreamingObjectMapperHelper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.knowm.xchange.binance.dto.marketdata.BinanceBookTicker;

/**
 * XChange's streaming module for Binance: {@code JsonNettyStreamingService} parses a frame to a tree, the channel is
 * looked up in it, and {@code BinanceStreamingMarketDataService} reads its transaction out of the tree. Measured up to the
 * raw event; what it makes of it for all exchanges comes on top.
 */
final class XChange implements Contender {
    private final ObjectMapper mapper = StreamingObjectMapperHelper.getObjectMapper();
    private final JavaType tradeType = transaction(TradeBinanceWebsocketTransaction.class);
    private final JavaType tickerType = transaction(BookTickerBinanceWebSocketTransaction.class);

    @Override
    public String name() {
        return "XChange";
    }

    @Override
    public String route() {
        return "ObjectMapper.readTree, treeAsTokens, readValue to its transaction, prices as decimals";
    }

    @Override
    public int read(Stream stream, String frame) {
        return switch (stream) {
            case TRADE -> {
                BinanceRawTrade trade = trade(frame);
                yield trade.getPrice().hashCode() ^ trade.getQuantity().hashCode() ^ (int) trade.getTimestamp();
            }
            case BOOK_TICKER -> {
                BinanceBookTicker ticker = ticker(frame);
                yield ticker.getBidPrice().hashCode()
                        ^ ticker.getAskPrice().hashCode()
                        ^ ticker.getBidQty().hashCode()
                        ^ ticker.getAskQty().hashCode();
            }
        };
    }

    @Override
    public List<BigDecimal> values(Stream stream, String frame) {
        return switch (stream) {
            case TRADE -> {
                BinanceRawTrade trade = trade(frame);
                yield List.of(trade.getPrice(), trade.getQuantity());
            }
            case BOOK_TICKER -> {
                BinanceBookTicker ticker = ticker(frame);
                yield List.of(ticker.getBidPrice(), ticker.getBidQty(), ticker.getAskPrice(), ticker.getAskQty());
            }
        };
    }

    private BinanceRawTrade trade(String frame) {
        BinanceWebsocketTransaction<TradeBinanceWebsocketTransaction> transaction = read(frame, tradeType);
        return transaction.getData().getRawTrade();
    }

    private BinanceBookTicker ticker(String frame) {
        BinanceWebsocketTransaction<BookTickerBinanceWebSocketTransaction> transaction = read(frame, tickerType);
        return transaction.getData().getTicker();
    }

    private <T> T read(String frame, JavaType type) {
        try {
            JsonNode message = mapper.readTree(frame);
            if (message.get("stream").asText().isEmpty()) {
                throw new IllegalArgumentException("a frame without a stream");
            }
            return mapper.readValue(mapper.treeAsTokens(message), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JavaType transaction(Class<?> data) {
        return mapper.getTypeFactory().constructParametricType(BinanceWebsocketTransaction.class, data);
    }
}
