/** The whole system, as a user or another program meets it. */
@NullMarked
package io.autofutures.e2e;

import org.jspecify.annotations.NullMarked;
