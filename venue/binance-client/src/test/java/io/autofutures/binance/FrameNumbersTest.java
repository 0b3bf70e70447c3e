package io.autofutures.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FrameNumbersTest {
    @Property
    void decimalsKeepEveryDigitAndTheirScale(@ForAll BigDecimal value) {
        String text = value.toPlainString();

        assertThat(decimal(text)).isEqualTo(text.length() > 64 ? null : new BigDecimal(text));
        assertThat(FrameNumbers.decimal(("xx" + text + "yy").toCharArray(), 2, 2 + text.length()))
                .isEqualTo(decimal(text));
    }

    @Property
    void wholeNumbersAreExact(@ForAll long value) {
        String text = Long.toString(value);

        if (value != Long.MIN_VALUE) {
            assertThat(FrameNumbers.isWhole(text.toCharArray(), 0, text.length()))
                    .isTrue();
            assertThat(FrameNumbers.whole(text.toCharArray(), 0, text.length())).isEqualTo(value);
        }
    }

    @Property
    void aTextIsADecimalWhenJavaSaysSo(@ForAll("almost") String text) {
        BigDecimal expected;
        try {
            var value = new BigDecimal(text);
            expected = Math.abs(value.scale()) > 64 ? null : value;
        } catch (NumberFormatException e) {
            expected = null;
        }
        BigDecimal found = decimal(text);

        // stricter in one point: a bare point at an end is nobody's number
        boolean barePoint = text.startsWith(".") || text.endsWith(".") || text.startsWith("-.");
        assertThat(found).isIn(expected, barePoint ? null : expected);
    }

    @Provide
    Arbitrary<String> almost() {
        return Arbitraries.strings().withChars("019.-+e").ofMaxLength(8);
    }

    @Example
    void refusesWhatNoAmountLooksLike() {
        for (String text :
                new String[] {"", "-", ".", "1.", "1e999999999", "1e-70", "0x1", "١٢", " 1", "1 ", "NaN", "1_000"}) {
            assertThat(decimal(text)).as(text).isNull();
        }
        for (String text : new String[] {"", "-", "9223372036854775808", "1.0", "1e3", "+1", "١٢"}) {
            assertThat(FrameNumbers.isWhole(text.toCharArray(), 0, text.length()))
                    .as(text)
                    .isFalse();
        }
    }

    private static BigDecimal decimal(String text) {
        return FrameNumbers.decimal(text.toCharArray(), 0, text.length());
    }
}
