/** Topics in, tables out: the projection that the API reads, written with the positions it covers. */
@NullMarked
package io.autofutures.status.projector;

import org.jspecify.annotations.NullMarked;
