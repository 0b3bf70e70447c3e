/** The fold of one account: proposals, order events, answers and timers in; decisions, steps, state and effects out. */
@NullMarked
package io.autofutures.execution.desk;

import org.jspecify.annotations.NullMarked;
