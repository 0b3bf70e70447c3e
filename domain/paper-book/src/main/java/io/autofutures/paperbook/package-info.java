/** Fill rules of a simulated book: requests and prices in, events out; the state is the fold of the events. */
@NullMarked
package io.autofutures.paperbook;

import org.jspecify.annotations.NullMarked;
