package io.autofutures.bench;

import io.autofutures.binance.MarketData;
import io.autofutures.binance.MarketData.BookTicker;
import io.autofutures.binance.MarketData.Trade;
import io.autofutures.binance.StreamFrame;
import io.autofutures.binance.StreamParser;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.Price;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way ws-ingest takes. */
final class AutoFutures implements Contender {
    private final StreamParser parser = new StreamParser(new AccountId("bench"));

    @Override
    public String name() {
        return "auto-futures";
    }

    @Override
    public String route() {
        return "StreamParser.market(text) to MarketData, prices as exact decimals";
    }

    @Override
    public int read(Stream stream, String frame) {
        return switch (data(frame)) {
            case Trade trade ->
                trade.price().hashCode()
                        ^ trade.quantity().hashCode()
                        ^ (int) trade.tradedAt().toEpochMilli();
            case BookTicker ticker -> {
                Price bid = there(ticker.bid());
                Price ask = there(ticker.ask());
                yield bid.hashCode()
                        ^ ask.hashCode()
                        ^ ticker.bidQuantity().hashCode()
                        ^ ticker.askQuantity().hashCode();
            }
            default -> throw new IllegalArgumentException("not a frame of " + stream);
        };
    }

    @Override
    public List<BigDecimal> values(Stream stream, String frame) {
        return switch (data(frame)) {
            case Trade trade -> List.of(trade.price().value(), trade.quantity().value());
            case BookTicker ticker ->
                List.of(
                        there(ticker.bid()).value(),
                        ticker.bidQuantity().value(),
                        there(ticker.ask()).value(),
                        ticker.askQuantity().value());
            default -> throw new IllegalArgumentException("not a frame of " + stream);
        };
    }

    private static Price there(@Nullable Price price) {
        if (price == null) {
            throw new IllegalArgumentException("an empty side in a recorded book ticker");
        }
        return price;
    }

    private MarketData data(String frame) {
        return switch (parser.market(frame).getFirst()) {
            case StreamFrame.Data(MarketData data) -> data;
            case StreamFrame other -> throw new IllegalArgumentException("no market data: " + other);
        };
    }
}
