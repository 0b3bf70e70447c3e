/** Plain and algo orders: one table of what may follow what, and the links between the two books. */
@NullMarked
package io.autofutures.ledger.lifecycle;

import org.jspecify.annotations.NullMarked;
