/** Server-sent events: the applied changes as they come, from any cursor that is still remembered. */
@NullMarked
package io.autofutures.status.stream;

import org.jspecify.annotations.NullMarked;
