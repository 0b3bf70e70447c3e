/** Topics of a running broker into a file, and back: {@code record} and {@code publish}. */
@NullMarked
package io.autofutures.launcher.record;

import org.jspecify.annotations.NullMarked;
