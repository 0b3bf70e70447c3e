package io.autofutures.paperbook;

import static io.autofutures.paperbook.Books.AT;
import static io.autofutures.paperbook.Books.X;
import static io.autofutures.paperbook.Books.done;
import static io.autofutures.paperbook.Books.market;
import static org.assertj.core.api.Assertions.assertThat;

import io.autofutures.model.order.PositionSide;
import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FundingTest {
    private static final Instant EIGHT = Instant.parse("2026-01-05T08:00:00Z");
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private static List<FundingRate> run(FundingRates rates, String mark, Instant from, Instant to, long everySeconds) {
        var due = new ArrayList<FundingRate>();
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(everySeconds)) {
            due.addAll(rates.onPrice(X, new BigDecimal(mark), HUNDRED, at));
        }
        return due;
    }

    @Test
    void withoutAPremiumTheRateIsTheInterest() {
        var rates = new FundingRates(FundingTerms.standard());

        assertThat(rates.rate(X)).isEqualTo("0.00010000");
        assertThat(rates.next(X, AT)).isEqualTo("2026-01-05T16:00:00Z");
        assertThat(run(rates, "100", AT, AT.plusSeconds(60), 1)).isEmpty();
        assertThat(rates.rate(X)).isEqualTo("0.00010000");
    }

    @Test
    void aPremiumIsDrawnTowardsTheInterest() {
        var rates = new FundingRates(FundingTerms.standard());

        assertThat(run(rates, "100.2", AT, AT.plusSeconds(60), 5)).isEmpty();

        assertThat(rates.rate(X)).isEqualTo("0.00150000"); // 0.2 % less the clamp of 0.05 %
        var below = new FundingRates(FundingTerms.standard());
        assertThat(run(below, "99.8", AT, AT.plusSeconds(60), 5)).isEmpty();
        assertThat(below.rate(X)).isEqualTo("-0.00150000");
        var far = new FundingRates(FundingTerms.standard());
        assertThat(run(far, "110", AT, AT.plusSeconds(60), 5)).isEmpty();
        assertThat(far.rate(X)).isEqualTo("0.02000000");
    }

    @Test
    void itFallsDueAtItsTimesAndALaterSampleWeighsMore() {
        var rates = new FundingRates(FundingTerms.standard());
        Instant start = EIGHT.minusSeconds(20);
        List<FundingRate> due = run(rates, "100", start, start.plusSeconds(10), 5);
        due.addAll(run(rates, "101.2", start.plusSeconds(10), start.plusSeconds(15), 5));

        due.addAll(rates.onPrice(X, new BigDecimal("100"), HUNDRED, EIGHT.plusMillis(300)));

        assertThat(due).hasSize(1);
        // premiums 0, 0, 1.2 % weigh 1, 2, 3: 0.6 % on average
        assertThat(due.getFirst()).isEqualTo(new FundingRate(X, EIGHT, new BigDecimal("0.00550000"), HUNDRED));
        assertThat(rates.history(X)).isEqualTo(due);
        assertThat(rates.rate(X)).isEqualTo("0.00010000");
        assertThat(rates.next(X, EIGHT)).isEqualTo("2026-01-05T16:00:00Z");
    }

    @Test
    void aGapOfTheMarketSkipsNoTime() {
        var rates = new FundingRates(FundingTerms.standard());
        assertThat(rates.onPrice(X, HUNDRED, HUNDRED, EIGHT)).isEmpty();

        List<FundingRate> due = rates.onPrice(X, HUNDRED, HUNDRED, EIGHT.plusSeconds(20 * 3600));

        assertThat(due.stream().map(FundingRate::at))
                .containsExactly(Instant.parse("2026-01-05T16:00:00Z"), Instant.parse("2026-01-06T00:00:00Z"));
    }

    @Test
    void aMarketMayAnnounceItsOwn() {
        var rates = new FundingRates(FundingTerms.standard());
        rates.announced(X, new BigDecimal("-0.00123000"), AT);

        List<FundingRate> due = rates.onPrice(X, HUNDRED, HUNDRED, Instant.parse("2026-01-05T16:00:00Z"));

        assertThat(due.getFirst().rate()).isEqualTo("-0.00123000");
    }

    @Test
    void longsPayShortsGetOnCrossMargin() {
        PaperBook book = Books.hedge();
        done(book.place(market("l", Side.BUY, PositionSide.LONG, "10"), AT));
        done(book.place(market("s", Side.SELL, PositionSide.SHORT, "4"), AT));
        BigDecimal before = book.account().wallet();

        List<BookEvent> events = book.fund(new FundingRate(X, EIGHT, new BigDecimal("0.001"), HUNDRED), AT);

        assertThat(events).hasSize(2).allMatch(BookEvent.Funded.class::isInstance);
        assertThat(((BookEvent.Funded) events.getFirst()).amount()).isEqualByComparingTo("-1");
        assertThat(book.account().wallet()).isEqualByComparingTo(before.subtract(new BigDecimal("0.6")));
        assertThat(book.incomes().getLast().type()).isEqualTo(Income.Type.FUNDING_FEE);
        assertThat(book.incomes().getLast().amount()).isEqualByComparingTo("0.4");
    }

    @Test
    void isolatedMarginPaysForItself() {
        PaperBook book = Books.hedge();
        done(book.setIsolated(X, true));
        done(book.place(market("l", Side.BUY, PositionSide.LONG, "10"), AT));
        BigDecimal cross = book.account().crossWallet();

        List<BookEvent> events = book.fund(new FundingRate(X, EIGHT, new BigDecimal("0.001"), HUNDRED), AT);

        assertThat(((BookEvent.Funded) events.getFirst()).position().isolatedWallet())
                .isEqualByComparingTo("49.25");
        assertThat(book.account().crossWallet()).isEqualByComparingTo(cross);
    }
}
