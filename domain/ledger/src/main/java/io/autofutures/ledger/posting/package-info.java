/** The double-entry ledger of an account. */
@NullMarked
package io.autofutures.ledger.posting;

import org.jspecify.annotations.NullMarked;
