package io.autofutures.detection.classic;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Statistics as the predecessor printed them: rounded from the exact value of the double, half to even. */
final class Printed {
    private Printed() {}

    static String rounded(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
