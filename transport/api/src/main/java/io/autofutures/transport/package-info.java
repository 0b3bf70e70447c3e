/** The seam to the broker: what a service may ask of it, in words that fit a broker and a plain queue alike. */
@NullMarked
package io.autofutures.transport;

import org.jspecify.annotations.NullMarked;
