/** The path of a trade: trigger, proposal, decision, plan and the steps of its process. */
@NullMarked
package io.autofutures.model.trade;

import org.jspecify.annotations.NullMarked;
