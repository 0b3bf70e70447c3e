/** Runtime settings: one declaration per key. */
@NullMarked
package io.autofutures.model.settings;

import org.jspecify.annotations.NullMarked;
