/** Execution: the risk gate, the process of a trade, and the fold of one account's desk. Pure: no I/O, no clock. */
@NullMarked
package io.autofutures.execution;

import org.jspecify.annotations.NullMarked;
