/** The process of one trade: states, what is known of its orders, one table of transitions, and what to do next. */
@NullMarked
package io.autofutures.execution.trade;

import org.jspecify.annotations.NullMarked;
