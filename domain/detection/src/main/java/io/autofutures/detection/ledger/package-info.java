/** What became of every evaluation: counted by outcome, with the last numbers and the nearest miss. */
@NullMarked
package io.autofutures.detection.ledger;

import org.jspecify.annotations.NullMarked;
