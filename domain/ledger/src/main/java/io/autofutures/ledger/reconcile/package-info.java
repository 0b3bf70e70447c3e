/** Own state against what the venue lists: differences as values. */
@NullMarked
package io.autofutures.ledger.reconcile;

import org.jspecify.annotations.NullMarked;
