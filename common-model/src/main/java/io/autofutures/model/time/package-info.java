/** Venue time, patience and stillness. */
@NullMarked
package io.autofutures.model.time;

import org.jspecify.annotations.NullMarked;
