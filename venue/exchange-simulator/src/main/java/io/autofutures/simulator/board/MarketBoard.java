package io.autofutures.simulator.board;

import io.autofutures.model.market.Symbol;
import io.autofutures.model.market.SymbolRules;
import io.autofutures.paperbook.FundingRate;
import io.autofutures.paperbook.FundingRates;
import io.autofutures.paperbook.FundingTerms;
import io.autofutures.simulator.market.Market;
import io.autofutures.simulator.market.MarketForward;
import io.autofutures.simulator.market.MarketStep;
import io.autofutures.simulator.market.MinuteCandles;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The market of every symbol. Guarded by the venue's lock. */
public final class MarketBoard {
    private static final int FEW_SYMBOLS = 20;
    private static final int KEPT_OF_FEW = 20_000;
    private static final int KEPT_OF_MANY = 3_000;

    private final TreeMap<Symbol, SymbolBoard> symbols = new TreeMap<>();
    private final Optional<MarketForward> forward;
    private final FundingRates funding = new FundingRates(FundingTerms.standard());

    /** @param rules of every symbol that is traded */
    public MarketBoard(Market market, Map<Symbol, SymbolRules> rules) {
        int kept = rules.size() <= FEW_SYMBOLS ? KEPT_OF_FEW : KEPT_OF_MANY;
        Instant start = market.start();
        this.forward = market.forward();
        rules.forEach((symbol, each) -> symbols.put(
                symbol,
                new SymbolBoard(each, new Once(() -> market.history(symbol)), start, market.opening(symbol), kept)));
    }

    /** Candles of contract, mark and index look back into one history, made when the first of them does. */
    private static final class Once implements Supplier<MinuteCandles> {
        private final Supplier<MinuteCandles> source;
        private @Nullable MinuteCandles made;

        Once(Supplier<MinuteCandles> source) {
            this.source = source;
        }

        @Override
        public MinuteCandles get() {
            MinuteCandles known = made;
            if (known == null) {
                known = source.get();
                made = known;
            }
            return known;
        }
    }

    /** @return what the step's trades are together */
    public List<AggTrade> take(MarketStep step) {
        return of(step.symbol()).take(step);
    }

    /** @return rates that fell due with this mark */
    public List<FundingRate> funded(MarketStep.Marked marked) {
        if (marked.fundingRate() != null) {
            funding.announced(marked.symbol(), marked.fundingRate(), marked.at());
        }
        return funding.onPrice(marked.symbol(), marked.mark(), marked.index(), marked.at());
    }

    /** Where a live market can be asked for more than is known here. */
    public Optional<MarketForward> forward() {
        return forward;
    }

    public FundingRates funding() {
        return funding;
    }

    /** @throws IllegalArgumentException if the symbol is not traded here */
    public SymbolBoard of(Symbol symbol) {
        SymbolBoard found = symbols.get(symbol);
        if (found == null) {
            throw new IllegalArgumentException("symbol " + symbol + " is not traded here");
        }
        return found;
    }

    /** By symbol. */
    public Collection<SymbolBoard> all() {
        return symbols.values();
    }
}
