package io.autofutures.launcher.replay;

/** Is told how far a long reading is. */
@FunctionalInterface
interface Progress {
    Progress NONE = share -> {};

    /** @param share 0 to 1; NaN when it is not known */
    void at(double share);
}
