/** Positions and their episodes, from fills alone. */
@NullMarked
package io.autofutures.ledger.position;

import org.jspecify.annotations.NullMarked;
