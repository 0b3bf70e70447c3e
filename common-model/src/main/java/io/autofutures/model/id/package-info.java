/** Ids that are derived, never drawn. */
@NullMarked
package io.autofutures.model.id;

import org.jspecify.annotations.NullMarked;
