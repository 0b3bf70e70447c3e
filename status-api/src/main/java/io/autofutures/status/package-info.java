/** status-api: shows what the other services publish, live. Never touches the venue. */
@NullMarked
package io.autofutures.status;

import org.jspecify.annotations.NullMarked;
