package io.autofutures.simulator.market;

import io.autofutures.model.market.Symbol;
import java.util.SplittableRandom;

/**
 * The fair price of one symbol second by second from the start: what moves all, by the symbol's own sensitivity, its own
 * clustered noise, bursts and rare jumps, and a weak pull home; the contract trades at a premium to it that follows
 * moves and fades. A function of seed and symbol.
 */
final class PricePath {
    private static final double OWN_SIGMA = 0.000_055;
    private static final double PULL = 0.000_004;
    private static final double JUMP_CHANCE = 1.0 / 9_000;
    private static final int NO_JUMP_BEFORE = 90;
    /** A premium is half gone after some seven minutes. */
    private static final double PREMIUM_MEMORY = StrictMath.exp(-1.0 / 600);

    private static final double PREMIUM_SIGMA = 0.000_01;
    private static final double PREMIUM_FOLLOWS = 0.08;
    private static final double PREMIUM_HOME = 0.000_06;
    /** The mark takes the premium's average of some 150 s. */
    private static final double BASIS_MEMORY = StrictMath.exp(-1.0 / 150);

    private final CommonFactor common;
    private final SplittableRandom random;
    private final Volatility volatility;
    private final Bursts bursts;
    private final double home;
    private final double sensitivity;
    private final double usual;
    private long second;
    private double log;
    private double premium = PREMIUM_HOME;
    private double basis = PREMIUM_HOME;
    private double mood = 1;

    PricePath(long seed, Symbol symbol, CommonFactor common) {
        SymbolProfile profile = SymbolProfile.of(symbol);
        this.common = common;
        this.random = Seeds.of(seed, symbol, "path");
        double own = OWN_SIGMA * profile.wildness();
        this.volatility = new Volatility(Seeds.of(seed, symbol, "volatility"), own);
        SplittableRandom plans = Seeds.of(seed, symbol, "bursts");
        this.bursts = new Bursts(plans, 75 + plans.nextInt(600), 720);
        this.home = StrictMath.log(profile.price().doubleValue());
        this.sensitivity = profile.sensitivity();
        this.usual = own + sensitivity * 0.000_05;
        this.log = opening(seed, symbol);
    }

    /** Log price before the first second. */
    static double opening(long seed, Symbol symbol) {
        return StrictMath.log(SymbolProfile.of(symbol).price().doubleValue())
                + 0.01 * Seeds.of(seed, symbol, "opening").nextGaussian();
    }

    /**
     * @param fair price of the underlying
     * @param contract where the contract trades
     * @param mark fair price with the averaged premium
     * @param move log return of the second in units of a usual one
     * @param flow how many times the usual volume
     */
    record Second(long second, double fair, double contract, double mark, double move, double flow) {}

    Second advance() {
        if (second % 60 == 0) {
            mood = 0.75 + 0.5 * random.nextDouble();
        }
        double jump = random.nextDouble() < JUMP_CHANCE && second >= NO_JUMP_BEFORE ? 0.002 * random.nextGaussian() : 0;
        double move = sensitivity * common.move(second) + bursts.drift(second) + volatility.next() + jump;
        log += move + PULL * (home - log);
        premium = PREMIUM_HOME
                + PREMIUM_MEMORY * (premium - PREMIUM_HOME)
                + PREMIUM_FOLLOWS * move
                + PREMIUM_SIGMA * random.nextGaussian();
        basis = BASIS_MEMORY * basis + (1 - BASIS_MEMORY) * premium;
        double size = move / usual;
        double flow = mood
                * Math.max(common.surge(second), bursts.surge(second))
                * (0.55 + 0.3 * volatility.activity() + 0.12 * Math.min(12, Math.abs(size)));
        double fair = StrictMath.exp(log);
        var told = new Second(second, fair, fair * (1 + premium), fair * (1 + basis), size, flow);
        second++;
        return told;
    }
}
