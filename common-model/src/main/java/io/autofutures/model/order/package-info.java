/** The words of orders: sides, types, states, and our own ids. */
@NullMarked
package io.autofutures.model.order;

import org.jspecify.annotations.NullMarked;
