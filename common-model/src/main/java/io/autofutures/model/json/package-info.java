/** JSON as it stands on the topics. */
@NullMarked
package io.autofutures.model.json;

import org.jspecify.annotations.NullMarked;
