/** What every transport needs on its own side of the seam; services do not use it. */
@NullMarked
package io.autofutures.transport.client;

import org.jspecify.annotations.NullMarked;
