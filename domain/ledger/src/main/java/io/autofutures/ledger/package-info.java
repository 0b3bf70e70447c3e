/** One account as a fold of its user events, marks and comparisons with the venue. */
@NullMarked
package io.autofutures.ledger;

import org.jspecify.annotations.NullMarked;
