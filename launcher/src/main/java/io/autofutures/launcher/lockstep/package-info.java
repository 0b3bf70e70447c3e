/** One instant of venue time after the other, each only when all that came of the last one has come to rest. */
@NullMarked
package io.autofutures.launcher.lockstep;

import org.jspecify.annotations.NullMarked;
