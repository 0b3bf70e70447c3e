package io.autofutures.bench;

import java.util.function.IntSupplier;

/**
 * Somebody's way to do a piece of work.
 *
 * @param route which code is run
 * @param units of work in one pass
 * @param pass does all of it once; what it gives back depends on everything it did, so that none of it can be left out
 */
record Racer(String name, String route, int units, IntSupplier pass) {}
