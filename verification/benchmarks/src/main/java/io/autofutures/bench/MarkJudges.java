package io.autofutures.bench;

import io.autofutures.binance.MarketData.Trade;
import io.autofutures.binance.StreamFrame;
import io.autofutures.binance.StreamParser;
import io.autofutures.detection.Judgement;
import io.autofutures.detection.SymbolDetector;
import io.autofutures.detection.classic.ClassicRules;
import io.autofutures.detection.classic.ClassicSettings;
import io.autofutures.model.account.AccountId;
import io.autofutures.model.market.MarketEvent.MarkPriceUpdated;
import io.autofutures.model.market.Symbol;
import io.autofutures.model.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The mark-price rule over the prices of recorded trades, by what is run live and by ta4j: at the times of the recording,
 * and a second apart, as mark prices come and as ta4j needs them, which counts bars and not time.
 */
final class MarkJudges {
    private static final Instant START = Instant.parse("2024-08-08T00:00:00Z");

    private final RecordedFrames trades;
    private final Symbol symbol;
    private final Settings settings = Settings.defaults();
    private final ClassicSettings rules;
    private final List<MarkPriceUpdated> recorded = new ArrayList<>();
    private final List<MarkPriceUpdated> marks = new ArrayList<>();

    /** @param trades frames of {@code @trade} of one symbol */
    MarkJudges(RecordedFrames trades) {
        this.trades = trades;
        var parser = parser();
        this.symbol = trade(parser, trades.frames().getFirst()).symbol();
        this.rules = ClassicSettings.of(settings, symbol);
        for (String frame : trades.frames()) {
            Trade trade = trade(parser, frame);
            if (recorded.isEmpty()
                    || trade.occurredAt().isAfter(recorded.getLast().occurredAt())) {
                recorded.add(new MarkPriceUpdated(symbol, trade.occurredAt(), trade.price(), null, null, null));
            }
            marks.add(new MarkPriceUpdated(symbol, START.plusSeconds(marks.size()), trade.price(), null, null, null));
        }
    }

    Racer frames() {
        var parser = parser();
        return new Racer("frames parsed and judged", "StreamParser, SymbolDetector", marks.size(), () -> {
            var detector = new SymbolDetector(symbol, settings);
            int sum = 0;
            for (String frame : trades.frames()) {
                Trade trade = trade(parser, frame);
                sum += told(detector.on(
                        new MarkPriceUpdated(trade.symbol(), trade.occurredAt(), trade.price(), null, null, null)));
            }
            return sum;
        });
    }

    /** Those of one millisecond count once: a detector takes the second for a repeat. */
    Racer detector() {
        return detector("marks judged", recorded);
    }

    Racer secondApart() {
        return detector("the same, a second apart", marks);
    }

    private Racer detector(String name, List<MarkPriceUpdated> events) {
        return new Racer(name, "SymbolDetector: repeats, rules, ledger, grades, triggers", events.size(), () -> {
            var detector = new SymbolDetector(symbol, settings);
            int sum = 0;
            for (MarkPriceUpdated mark : events) {
                sum += told(detector.on(mark));
            }
            return sum + detector.takeTotals().size();
        });
    }

    Racer rules() {
        return new Racer("marks judged, rules alone", "ClassicRules.onMark", marks.size(), () -> {
            var judge = new ClassicRules(this.rules);
            int sum = 0;
            for (MarkPriceUpdated mark : marks) {
                sum += judge.onMark(mark.occurredAt(), mark.mark().value()).samples();
            }
            return sum;
        });
    }

    Racer ta4j() {
        return new Racer("ta4j", "ROCIndicator over 10 bars, two crossing rules, DoubleNum", marks.size(), () -> {
            var judge = new Ta4jMarkRule(rules.deltaPct().doubleValue());
            int sum = 0;
            for (MarkPriceUpdated mark : marks) {
                sum += judge.on(mark) ? 1 : 0;
            }
            return sum;
        });
    }

    List<MarkPriceUpdated> marks() {
        return marks;
    }

    private static StreamParser parser() {
        return new StreamParser(new AccountId("bench"));
    }

    private static int told(List<Judgement> judgements) {
        return judgements.isEmpty()
                ? 1
                : judgements.getFirst().evaluation().reasons().size();
    }

    private static Trade trade(StreamParser parser, String frame) {
        if (parser.market(frame).getFirst() instanceof StreamFrame.Data(Trade trade)) {
            return trade;
        }
        throw new IllegalArgumentException("no trade: " + frame);
    }
}
