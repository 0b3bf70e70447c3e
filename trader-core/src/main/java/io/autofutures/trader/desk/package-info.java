/** The desk: owns an account's money. Wires the pure desk to its topics, tables, timers and to the venue's REST. */
@NullMarked
package io.autofutures.trader.desk;

import org.jspecify.annotations.NullMarked;
