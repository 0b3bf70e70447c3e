package io.autofutures.paperbook;

import io.autofutures.model.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a taker would meet, in order: others' levels and the account's own orders, by price; others first at one price. */
final class Sweep {
    sealed interface Meeting {
        /** Trades with others. */
        record Trade(Level level) implements Meeting {}

        /** Trades with an own order. */
        record OwnTrade(PaperOrder maker, BigDecimal quantity) implements Meeting {}

        /** The own order makes way. */
        record MakerExpires(PaperOrder maker) implements Meeting {}

        /** The rest of the taker ends here. */
        record TakerExpires() implements Meeting {}
    }

    private Sweep() {}

    /**
     * @param worst price beyond which it does not go; absent: as far as there is anything
     * @param levels best first
     * @param own resting orders of the other side, best first
     */
    static List<Meeting> of(
            Side side,
            BigDecimal quantity,
            @Nullable BigDecimal worst,
            Iterator<Level> levels,
            List<PaperOrder> own,
            SelfTradePrevention mode) {
        var meetings = new ArrayList<Meeting>();
        Iterator<PaperOrder> makers = own.iterator();
        Level level = nextOf(levels);
        PaperOrder maker = nextOf(makers);
        BigDecimal left = quantity;
        while (left.signum() > 0) {
            boolean meetsOwn = maker != null && (level == null || better(side, maker.price(), level.price()));
            if (meetsOwn && maker != null && reaches(side, worst, maker.price())) {
                if (mode.expiresMaker()) {
                    meetings.add(new Meeting.MakerExpires(maker));
                }
                if (mode.expiresTaker()) {
                    meetings.add(new Meeting.TakerExpires());
                    return meetings;
                }
                if (mode == SelfTradePrevention.NONE) {
                    BigDecimal part = left.min(maker.remaining());
                    meetings.add(new Meeting.OwnTrade(maker, part));
                    left = left.subtract(part);
                }
                maker = nextOf(makers);
            } else if (!meetsOwn && level != null && reaches(side, worst, level.price())) {
                BigDecimal part = left.min(level.quantity());
                meetings.add(new Meeting.Trade(new Level(level.price(), part)));
                left = left.subtract(part);
                level = nextOf(levels);
            } else {
                break;
            }
        }
        return meetings;
    }

    /** How much of the quantity the meetings fill. */
    static BigDecimal filled(List<Meeting> meetings) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Meeting meeting : meetings) {
            sum = switch (meeting) {
                case Meeting.Trade(Level level) -> sum.add(level.quantity());
                case Meeting.OwnTrade(PaperOrder maker, BigDecimal part) -> sum.add(part);
                case Meeting.MakerExpires expires -> sum;
                case Meeting.TakerExpires expires -> sum;
            };
        }
        return sum;
    }

    /** Whether {@code one} comes before {@code other} for a taker on {@code side}. */
    private static boolean better(Side side, BigDecimal one, BigDecimal other) {
        int distance = one.compareTo(other);
        return side == Side.BUY ? distance < 0 : distance > 0;
    }

    static boolean reaches(Side side, @Nullable BigDecimal worst, BigDecimal price) {
        return worst == null || price.compareTo(worst) == 0 || better(side, price, worst);
    }

    private static <T> @Nullable T nextOf(Iterator<T> from) {
        return from.hasNext() ? from.next() : null;
    }
}
